SELECT seq, at, actor, event, subject, detail FROM audit
WHERE ($1 = '' OR subject = $1)
ORDER BY seq
