SELECT previous, lineage FROM report WHERE id = $1
