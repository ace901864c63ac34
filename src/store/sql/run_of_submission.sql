SELECT run FROM submission WHERE path = $1 AND sha256 = $2 AND run IS NOT NULL
