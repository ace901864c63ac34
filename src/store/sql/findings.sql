-- Findings of the newest run of a report.
SELECT finding.fingerprint, finding.rule, finding.level, finding.change, finding.body FROM finding
WHERE finding.run = $1 AND finding.report = $2
    AND finding.rule LIKE $3 || '%'
    AND ($4 = '' OR finding.level = $4)
    AND ($5 = '' OR finding.change = $5)
ORDER BY finding.position
