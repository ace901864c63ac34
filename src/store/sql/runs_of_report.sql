SELECT run.id, run.rulebook, run.engine, run.profile, run.language, run.state, run.started, run.finished
FROM judgement JOIN run ON run.id = judgement.run
WHERE judgement.report = $1
ORDER BY run.seq
