-- Files in whose newest run something was waived, or is no longer, after an entry of the audit.
SELECT DISTINCT submission.path, submission.moved_to
FROM audit
JOIN finding ON finding.fingerprint = audit.subject
JOIN submission ON submission.run = finding.run
WHERE audit.seq > $1 AND audit.event IN ('waived', 'unwaived', $2) AND submission.state IN ('done', 'duplicate')
