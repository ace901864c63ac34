DELETE FROM finding WHERE run = $1
