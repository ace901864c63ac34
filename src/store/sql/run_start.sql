INSERT INTO run (id, sha256, profile, language, agreement, rulebook, engine, state, seq, starts, started, finished)
VALUES ($1, $2, $3, $4, $5, $6, $7, 'started', 0, 1, $8, '')
ON CONFLICT (id) DO UPDATE SET state = 'started', starts = run.starts + 1, started = excluded.started
