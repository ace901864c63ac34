SELECT receiver, state, COUNT(*) FROM delivery GROUP BY receiver, state ORDER BY receiver, state
