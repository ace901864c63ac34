DELETE FROM outbox WHERE run = $1 AND report = $2
