-- Where the content of a file lies, and what it was held against the last time.
SELECT submission.path, submission.moved_to, run.agreement
FROM submission JOIN run ON run.id = submission.run
WHERE submission.sha256 = $1 AND submission.state IN ('done', 'duplicate')
ORDER BY submission.came, submission.path
