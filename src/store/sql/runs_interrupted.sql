UPDATE run SET state = 'interrupted' WHERE state = 'started' RETURNING id
