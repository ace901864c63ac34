-- Text and whole numbers only, and no type or function that SQLite and PostgreSQL do not share.
-- Times are RFC 3339 in UTC with milliseconds, so that they sort as text. What is not known is ''.

-- Which rule book was in force from when.
CREATE TABLE rulebook (
    digest TEXT NOT NULL,
    engine TEXT NOT NULL,
    in_force_from TEXT NOT NULL,
    PRIMARY KEY (digest, engine, in_force_from)
);

-- One judgement of one file by one book for one audience. Its id is made of the columns from sha256 to engine, and so
-- nothing can be recorded twice.
CREATE TABLE run (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    profile TEXT NOT NULL,
    language TEXT NOT NULL,
    agreement TEXT NOT NULL,
    rulebook TEXT NOT NULL,
    engine TEXT NOT NULL,
    -- started, interrupted, finished or unreadable
    state TEXT NOT NULL,
    -- Order of finishing: clocks jump.
    seq BIGINT NOT NULL,
    starts BIGINT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT NOT NULL,
    UNIQUE (sha256, profile, language, agreement, rulebook, engine)
);
CREATE INDEX run_by_state ON run (state);
CREATE INDEX run_by_seq ON run (seq);

-- A file that came into an inbox, with its content.
CREATE TABLE submission (
    path TEXT NOT NULL,
    -- '' where it could not be read so far as to tell.
    sha256 TEXT NOT NULL,
    inbox TEXT NOT NULL,
    size BIGINT NOT NULL,
    came TEXT NOT NULL,
    -- waiting, done, duplicate, unreadable, gone before it was read, or replaced by another content at the same place
    state TEXT NOT NULL,
    -- The run that answers it.
    run TEXT REFERENCES run (id),
    duplicate_of TEXT NOT NULL,
    moved_to TEXT NOT NULL,
    -- Why all of it or a part could not be read.
    reason TEXT NOT NULL,
    remedy TEXT NOT NULL,
    PRIMARY KEY (path, sha256)
);
CREATE INDEX submission_by_sha256 ON submission (sha256);
CREATE INDEX submission_by_state ON submission (state);
CREATE INDEX submission_by_run ON submission (run);

-- A report in a file, known by the content of the report.
CREATE TABLE report (
    id TEXT PRIMARY KEY,
    seq BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    -- Of the file that it first came in: another one where that is a zip file.
    file_sha256 TEXT NOT NULL,
    inbox TEXT NOT NULL,
    name TEXT NOT NULL,
    format TEXT NOT NULL,
    title TEXT NOT NULL,
    reference TEXT NOT NULL,
    organisation TEXT NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    period_start TEXT NOT NULL,
    period_end TEXT NOT NULL,
    -- The version before it, and the first one.
    previous TEXT REFERENCES report (id),
    lineage TEXT NOT NULL,
    came TEXT NOT NULL,
    -- What the report says, as JSON.
    facts TEXT NOT NULL
);
CREATE INDEX report_by_seq ON report (seq);
CREATE INDEX report_by_reference ON report (reference);
CREATE INDEX report_by_name ON report (name);
CREATE INDEX report_by_lineage ON report (lineage);

-- What a run says of a report, findings left out, as JSON.
CREATE TABLE judgement (
    run TEXT NOT NULL REFERENCES run (id),
    report TEXT NOT NULL REFERENCES report (id),
    position BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (run, report)
);
CREATE INDEX judgement_by_report ON judgement (report);

CREATE TABLE finding (
    run TEXT NOT NULL REFERENCES run (id),
    report TEXT NOT NULL REFERENCES report (id),
    position BIGINT NOT NULL,
    fingerprint TEXT NOT NULL,
    rule TEXT NOT NULL,
    level TEXT NOT NULL,
    -- new, unchanged or gone
    change TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (run, report, position)
);
CREATE INDEX finding_by_fingerprint ON finding (fingerprint);

-- Somebody decided that a finding need not be acted on: in all versions of a report.
CREATE TABLE suppression (
    fingerprint TEXT NOT NULL,
    lineage TEXT NOT NULL,
    justification TEXT NOT NULL,
    author TEXT NOT NULL,
    made TEXT NOT NULL,
    -- The last day on which it holds, or ''.
    until TEXT NOT NULL,
    PRIMARY KEY (fingerprint, lineage)
);

-- Finding sets that nobody has been told of yet: written with the run that found them.
CREATE TABLE outbox (
    run TEXT NOT NULL REFERENCES run (id),
    report TEXT NOT NULL REFERENCES report (id),
    made TEXT NOT NULL,
    PRIMARY KEY (run, report)
);

-- Only ever added to.
CREATE TABLE audit (
    seq BIGINT PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    event TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL
);

-- The reports that answer a file which still lies, or lay last, at its place.
CREATE VIEW live AS
SELECT DISTINCT judgement.report FROM judgement JOIN submission ON submission.run = judgement.run
WHERE submission.state IN ('done', 'duplicate');
