SELECT facts FROM report WHERE id = $1
