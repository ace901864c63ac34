-- Files that another book or engine judged last, a file before those of the same second that are duplicates of it. Another
-- book makes nothing readable.
SELECT submission.path, submission.moved_to, run.agreement, run.id
FROM submission JOIN run ON run.id = submission.run
WHERE (submission.state IN ('done', 'duplicate') AND (run.rulebook <> $1 OR run.engine <> $2))
    OR (submission.state = 'unreadable' AND run.engine <> $2)
ORDER BY submission.came, submission.state = 'duplicate', submission.path
