-- Of the last entry: one before it may have been made while the clock was ahead.
SELECT (SELECT at FROM audit ORDER BY seq DESC LIMIT 1)
