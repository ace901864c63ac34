INSERT INTO submission (path, sha256, inbox, size, came, state, run, duplicate_of, moved_to, reason, remedy)
VALUES ($1, $2, $3, $4, $5, 'waiting', NULL, '', '', '', '')
ON CONFLICT (path, sha256) DO UPDATE SET inbox = excluded.inbox, state = 'waiting', duplicate_of = '', moved_to = ''
