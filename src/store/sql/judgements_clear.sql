DELETE FROM judgement WHERE run = $1
