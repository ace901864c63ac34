INSERT INTO suppression (fingerprint, lineage, justification, author, made, until)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (fingerprint, lineage) DO UPDATE SET justification = excluded.justification, author = excluded.author,
    made = excluded.made, until = excluded.until
