INSERT INTO finding (run, report, position, fingerprint, rule, level, change, body)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
