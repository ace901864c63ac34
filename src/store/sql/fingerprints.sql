-- Findings whose fingerprint begins so, with their rule.
SELECT DISTINCT finding.fingerprint, finding.rule FROM finding
WHERE finding.fingerprint LIKE $1 || '%'
ORDER BY finding.fingerprint
