-- Reports of an inbox that may be of one project, by its reference or by how its reports are called.
SELECT report.id, report.sha256, report.file_sha256, report.lineage, report.seq, report.reference, report.series,
    report.organisation, report.language, report.period_end, report.inbox
FROM report JOIN reading ON reading.report = report.id
WHERE report.inbox = $1 AND report.period_end <> ''
    AND ((report.reference <> '' AND report.reference = $2) OR (report.series <> '' AND report.series = $3))
ORDER BY report.seq
