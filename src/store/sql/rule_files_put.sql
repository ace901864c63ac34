INSERT INTO rule_files (one, digest, files) VALUES (1, $1, $2)
ON CONFLICT (one) DO UPDATE SET digest = excluded.digest, files = excluded.files
