-- The last thing that somebody did, but for one kind.
SELECT COALESCE(MAX(seq), 0) FROM audit WHERE actor = $1 AND event <> $2
