SELECT submission.path, submission.state, submission.duplicate_of, submission.moved_to, submission.came
FROM judgement JOIN submission ON submission.run = judgement.run
WHERE judgement.report = $1
GROUP BY submission.path, submission.state, submission.duplicate_of, submission.moved_to, submission.came
ORDER BY submission.came, submission.path
