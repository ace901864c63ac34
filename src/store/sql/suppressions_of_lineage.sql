SELECT fingerprint, justification, author, made, until FROM suppression
WHERE lineage = $1 AND (until = '' OR until >= $2)
