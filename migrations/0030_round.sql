-- The call round: where each person stands in the round of a day, who is not called now and why, and who of several
-- managers has a client of nobody in hand.

CREATE TABLE round (
    person_id  TEXT NOT NULL REFERENCES person (id),
    day        TEXT NOT NULL,                        -- the person's civil day
    state      TEXT NOT NULL CHECK (state IN ('active', 'paused', 'closed')),
    filter     TEXT NOT NULL CHECK (filter IN ('all', 'fresh', 'promised', 'old', 'large', 'aim')),
    picked     TEXT NOT NULL DEFAULT '[]',           -- JSON: ids of the clients of the filter 'aim'
    client_id  TEXT REFERENCES client (id),          -- whose card is shown
    event_id   TEXT REFERENCES event (id),           -- what was done last and can be taken back
    done_at    TEXT,                                 -- when it was done
    begun_at   TEXT NOT NULL,
    resumed_at TEXT NOT NULL,                        -- since when without a pause
    PRIMARY KEY (person_id, day)
);

CREATE TABLE round_later (
    person_id TEXT NOT NULL REFERENCES person (id),
    client_id TEXT NOT NULL REFERENCES client (id),
    later_at  TEXT NOT NULL,                         -- UTC; not before
    PRIMARY KEY (person_id, client_id)
);

CREATE TABLE round_quiet (
    client_id TEXT PRIMARY KEY REFERENCES client (id),
    reason    TEXT NOT NULL CHECK (reason IN ('asked', 'agreed', 'head', 'number')),
    until     TEXT NOT NULL,                         -- day; called again on it
    person_id TEXT NOT NULL REFERENCES person (id),
    said_at   TEXT NOT NULL
);

CREATE TABLE round_lease (
    client_id TEXT PRIMARY KEY REFERENCES client (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    until     TEXT NOT NULL                          -- UTC; somebody else may take the client then
);
