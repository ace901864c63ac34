-- The reports, by first version, that have a finding, or had one that is waived.
SELECT DISTINCT report.lineage FROM finding JOIN report ON report.id = finding.report
WHERE finding.fingerprint = $1
ORDER BY report.lineage
