-- Each report with its newest run, and whether another version has taken its place.
SELECT report.id, report.name, report.inbox, report.title, report.reference, report.organisation, report.kind,
    report.language, report.period_start, report.period_end, report.came, report.lineage,
    COALESCE(report.previous, '') AS previous,
    run.id AS run, run.rulebook, run.engine, run.profile, run.finished,
    CAST(CASE WHEN EXISTS (SELECT 1 FROM report later JOIN live ON live.report = later.id
        WHERE later.lineage = report.lineage AND later.seq > report.seq) THEN 1 ELSE 0 END AS BIGINT) AS superseded
FROM report
JOIN judgement ON judgement.report = report.id
JOIN run ON run.id = judgement.run
WHERE run.seq = (SELECT MAX(other.seq) FROM judgement own JOIN run other ON other.id = own.run
        WHERE own.report = report.id)
    AND report.id LIKE $1 || '%'
    AND LOWER(report.reference || ' ' || report.title) LIKE '%' || LOWER($2) || '%'
    AND LOWER(report.organisation || ' ' || report.inbox || '/' || report.name) LIKE '%' || LOWER($3) || '%'
    AND ($4 = '' OR (report.period_start <> '' AND report.period_start <= $5
        AND report.period_end <> '' AND report.period_end >= $4))
ORDER BY report.seq
