-- Files that were judged, and whether by another book or engine; a file before those of the same second that are duplicates
-- of it. Another book makes nothing readable.
SELECT submission.path, submission.moved_to, run.agreement, run.id, run.profile, run.language,
    run.rulebook <> $1 OR run.engine <> $2
FROM submission JOIN run ON run.id = submission.run
WHERE submission.state IN ('done', 'duplicate')
    OR (submission.state = 'unreadable' AND run.engine <> $2)
ORDER BY submission.came, submission.state = 'duplicate', submission.path
