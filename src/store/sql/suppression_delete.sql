DELETE FROM suppression WHERE fingerprint = $1 AND lineage = $2
