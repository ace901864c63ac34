-- Findings of a run that are open, in reports that no later version has taken the place of.
SELECT COUNT(*) FROM finding JOIN report ON report.id = finding.report
WHERE finding.run = $1 AND finding.change <> 'gone'
    AND NOT EXISTS (SELECT 1 FROM suppression WHERE suppression.fingerprint = finding.fingerprint
        AND suppression.lineage = report.lineage AND (suppression.until = '' OR suppression.until >= $2))
    AND NOT EXISTS (SELECT 1 FROM report later JOIN live ON live.report = later.id
        WHERE later.lineage = report.lineage AND later.seq > report.seq)
