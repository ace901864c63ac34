-- Levels of what is new or gone in a run, and not waived.
SELECT DISTINCT finding.level FROM finding JOIN report ON report.id = finding.report
WHERE finding.run = $1 AND finding.report = $2 AND finding.change IN ('new', 'gone')
    AND NOT EXISTS (SELECT 1 FROM suppression WHERE suppression.fingerprint = finding.fingerprint
        AND suppression.lineage = report.lineage AND (suppression.until = '' OR suppression.until >= $3))
