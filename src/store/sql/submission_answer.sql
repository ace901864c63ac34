-- The run that answers a file as it is now.
SELECT run.id, run.profile, run.language, run.agreement, run.rulebook, run.engine
FROM submission JOIN run ON run.id = submission.run
WHERE submission.path = $1 AND submission.sha256 = $2
    AND submission.state IN ('done', 'duplicate', 'unreadable')
