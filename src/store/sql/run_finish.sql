UPDATE run
SET state = $2, finished = $3, seq = (SELECT COALESCE(MAX(seq), 0) + 1 FROM run)
WHERE id = $1
