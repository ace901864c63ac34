-- The audit keeps the order in which books were put in force, whatever the clock said.
SELECT subject, detail FROM audit WHERE event = $1 ORDER BY seq DESC LIMIT 1
