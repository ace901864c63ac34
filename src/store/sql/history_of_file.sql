-- The reports of a file that earlier and later ones may be of one project with.
SELECT report.id, report.sha256, report.file_sha256, report.lineage, report.seq, report.reference, report.series,
    report.organisation, report.language, report.period_end, report.inbox
FROM report JOIN reading ON reading.report = report.id
WHERE report.file_sha256 = $1
ORDER BY report.seq
