SELECT fingerprint, rule, level, change, body FROM finding
WHERE run = $1 AND report = $2
ORDER BY position
