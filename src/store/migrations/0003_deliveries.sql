-- Who is to be told of a finding set of the outbox, and who was. A run is told to a receiver once, whatever happens.
CREATE TABLE delivery (
    receiver TEXT NOT NULL,
    run TEXT NOT NULL REFERENCES run (id),
    report TEXT NOT NULL REFERENCES report (id),
    made TEXT NOT NULL,
    -- waiting, delivered, or failed where it was given up
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    -- Not before then.
    next TEXT NOT NULL,
    -- When it was delivered or given up, or ''.
    ended TEXT NOT NULL,
    -- Why it could not be delivered the last time.
    error TEXT NOT NULL,
    PRIMARY KEY (receiver, run, report)
);
CREATE INDEX delivery_by_state ON delivery (state, receiver, next);
