-- The newest report on the same project and period, of the same kind and in the same language.
SELECT id, lineage, seq FROM report
WHERE reference = $1 AND period_start = $2 AND period_end = $3 AND kind = $4 AND language = $5
    AND inbox = $6 AND file_sha256 <> $7
ORDER BY seq DESC LIMIT 1
