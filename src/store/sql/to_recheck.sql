-- Files that another book or engine judged last.
SELECT submission.path, submission.moved_to, run.agreement, run.id
FROM submission JOIN run ON run.id = submission.run
WHERE submission.state IN ('done', 'duplicate', 'unreadable')
    AND (run.rulebook <> $1 OR run.engine <> $2)
ORDER BY submission.came, submission.path
