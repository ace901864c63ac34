SELECT run, report, made, attempts FROM delivery
-- A longer wait than any began before the clock was set back.
WHERE receiver = $1 AND state = 'waiting' AND (next <= $2 OR next > $3)
ORDER BY attempts, made, run, report LIMIT $4
