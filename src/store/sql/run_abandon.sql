UPDATE run SET state = 'interrupted' WHERE id = $1 AND state = 'started'
