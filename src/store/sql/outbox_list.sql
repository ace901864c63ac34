-- Finding sets of which nobody was told yet.
SELECT outbox.run, outbox.report, outbox.made, run.profile FROM outbox JOIN run ON run.id = outbox.run
ORDER BY outbox.made, outbox.run, outbox.report LIMIT 200
