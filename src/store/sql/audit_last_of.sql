SELECT COALESCE(MAX(seq), 0) FROM audit WHERE actor = $1
