SELECT body FROM judgement WHERE run = $1 AND report = $2
