UPDATE submission SET state = 'replaced' WHERE path = $1 AND sha256 <> $2
