-- Where the latest version of each report lies, or lay last: every place, that of the newest file first.
SELECT report.id, submission.path, submission.moved_to
FROM submission
JOIN judgement ON judgement.run = submission.run
JOIN report ON report.id = judgement.report
WHERE submission.state IN ('done', 'duplicate')
    AND NOT EXISTS (SELECT 1 FROM report later JOIN live ON live.report = later.id
        WHERE later.lineage = report.lineage AND later.seq > report.seq)
ORDER BY report.seq, submission.came DESC, submission.path
