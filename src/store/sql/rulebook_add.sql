INSERT INTO rulebook (digest, engine, in_force_from) VALUES ($1, $2, $3)
ON CONFLICT (digest, engine, in_force_from) DO NOTHING
