SELECT run.id FROM judgement JOIN run ON run.id = judgement.run
WHERE judgement.report = $1 AND run.profile = $2 AND run.state = 'finished'
ORDER BY run.seq DESC LIMIT 1
