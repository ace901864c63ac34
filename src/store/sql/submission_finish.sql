UPDATE submission SET state = $3, run = $4, duplicate_of = $5, reason = $6, remedy = $7
WHERE path = $1 AND sha256 = $2
