SELECT digest, engine FROM rulebook ORDER BY in_force_from DESC LIMIT 1
