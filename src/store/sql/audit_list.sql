SELECT seq, at, actor, event, subject, detail FROM audit ORDER BY seq
