UPDATE submission SET moved_to = $3 WHERE path = $1 AND sha256 = $2
