INSERT INTO judgement (run, report, position, body) VALUES ($1, $2, $3, $4)
