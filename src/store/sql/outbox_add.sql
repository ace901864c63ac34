INSERT INTO outbox (run, report, made) VALUES ($1, $2, $3)
ON CONFLICT (run, report) DO UPDATE SET made = excluded.made
