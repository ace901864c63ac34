INSERT INTO reading (report, body) VALUES ($1, $2)
ON CONFLICT (report) DO UPDATE SET body = excluded.body
