-- The files that have no reports of their own to show.
SELECT path, sha256, inbox, came, state, duplicate_of, moved_to, reason, remedy
FROM submission
WHERE state IN ('waiting', 'duplicate', 'unreadable') OR (state = 'done' AND reason <> '')
ORDER BY came, path
