-- Waivers whose last day is over.
SELECT fingerprint, lineage, until FROM suppression WHERE until <> '' AND until < $1 ORDER BY fingerprint, lineage
