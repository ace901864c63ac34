INSERT INTO audit (seq, at, actor, event, subject, detail)
SELECT COALESCE(MAX(seq), 0) + 1, $1, $2, $3, $4, $5 FROM audit
