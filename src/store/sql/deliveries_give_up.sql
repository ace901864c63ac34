UPDATE delivery SET state = 'failed', ended = $2, error = $3 WHERE receiver = $1 AND state = 'waiting'
