-- The newest report of the same name; of the activities in one IATI file the same activity.
SELECT id, lineage, seq FROM report
WHERE name = $1 AND inbox = $2 AND file_sha256 <> $3 AND (format <> 'iati' OR reference = $4)
ORDER BY seq DESC LIMIT 1
