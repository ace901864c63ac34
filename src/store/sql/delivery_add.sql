INSERT INTO delivery (receiver, run, report, made, state, attempts, next, ended, error)
VALUES ($1, $2, $3, $4, 'waiting', 0, $5, '', '')
ON CONFLICT (receiver, run, report) DO NOTHING
