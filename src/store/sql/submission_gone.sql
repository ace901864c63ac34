UPDATE submission SET state = 'gone' WHERE path = $1 AND sha256 = $2 AND state = 'waiting'
