INSERT INTO report (id, seq, sha256, file_sha256, inbox, name, format, title, reference, organisation, kind, language,
    period_start, period_end, previous, lineage, came, facts, series)
VALUES ($1, (SELECT COALESCE(MAX(seq), 0) + 1 FROM report), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
    $12, $13, $14, $15, $16, $17, $18)
ON CONFLICT (id) DO UPDATE SET title = excluded.title, reference = excluded.reference,
    organisation = excluded.organisation, kind = excluded.kind, language = excluded.language,
    period_start = excluded.period_start, period_end = excluded.period_end, facts = excluded.facts,
    series = excluded.series
