SELECT state, reason FROM submission WHERE path = $1 AND sha256 = $2
