SELECT run, report, made, attempts FROM delivery
WHERE receiver = $1 AND state = 'waiting' AND next <= $2
ORDER BY attempts, made, run, report LIMIT $3
