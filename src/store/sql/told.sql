-- A report with what one run says of it, and the file in which it came.
SELECT report.id, report.name, report.inbox, report.title, report.reference, report.organisation, report.kind,
    report.language, report.period_start, report.period_end, report.came, report.lineage,
    COALESCE(report.previous, '') AS previous,
    run.id AS run, run.rulebook, run.engine, run.profile, run.finished, run.language AS spoken,
    CAST(0 AS BIGINT) AS superseded,
    COALESCE(
        (SELECT MIN(submission.path) FROM submission WHERE submission.run = run.id),
        -- Another book judged it since, for the same people.
        (SELECT MIN(submission.path) FROM submission JOIN run AS later ON later.id = submission.run
            WHERE submission.sha256 = run.sha256 AND later.profile = run.profile AND later.language = run.language),
        '') AS path
FROM report, run
WHERE report.id = $1 AND run.id = $2
