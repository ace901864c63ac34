-- The file that the same content came in first.
SELECT path FROM submission
WHERE sha256 = $1 AND path <> $2 AND state IN ('done', 'unreadable', 'replaced')
ORDER BY came, path LIMIT 1
