-- The newest report of the same name; of the activities in one IATI file the same activity. A name that comes again for another
-- period is another report.
SELECT id, lineage, seq FROM report
WHERE name = $1 AND inbox = $2 AND file_sha256 <> $3 AND (format <> 'iati' OR reference = $4)
    AND ($5 = '' OR period_end = '' OR period_end >= $5)
    AND ($6 = '' OR period_start = '' OR period_start <= $6)
ORDER BY seq DESC LIMIT 1
