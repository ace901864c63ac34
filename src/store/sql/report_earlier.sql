-- The version before a new report: the same project, period, kind and language, or the same name.
SELECT id, lineage FROM report
WHERE inbox = $1 AND file_sha256 <> $2
    AND (
        (reference = $3 AND reference <> '' AND period_start = $4 AND period_end = $5
            AND period_start || period_end <> '' AND kind = $6 AND language = $7)
        OR (name = $8 AND (format <> 'iati' OR reference = $3))
    )
ORDER BY seq DESC LIMIT 1
