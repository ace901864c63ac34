UPDATE delivery SET state = $4, attempts = attempts + 1, next = $5, ended = $6, error = $7
WHERE receiver = $1 AND run = $2 AND report = $3
