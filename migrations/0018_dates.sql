-- Deliveries: which windows the client was asked about and what they answered; what may go although something stands
-- against it; couriers ordered by hand.

CREATE TABLE delivery_dates (
    delivery_id TEXT PRIMARY KEY REFERENCES delivery (id),
    round       BIGINT NOT NULL,                     -- raised with every question: a button counts only for the last
    windows     TEXT NOT NULL,                       -- JSON: [[from, to], …], UTC
    state       TEXT NOT NULL CHECK (state IN ('asked', 'wished', 'agreed', 'ended')),
    wish        TEXT NOT NULL DEFAULT '',            -- what the client wants instead, in words
    wish_from   TEXT,                                -- UTC; if it is a window
    wish_to     TEXT,
    answered_by TEXT REFERENCES person (id),
    asked_by    TEXT NOT NULL REFERENCES person (id),
    asked_at    TEXT NOT NULL,
    remind_at   TEXT,                                -- UTC; when somebody is reminded next
    reminded    BIGINT NOT NULL DEFAULT 0,           -- 1: the client; 2: the manager has a task
    moved       BIGINT NOT NULL DEFAULT 0,           -- how often the client wanted another window than the agreed one
    task_id     TEXT REFERENCES task (id),
    CHECK ((wish_from IS NULL) = (wish_to IS NULL)),
    CHECK (remind_at IS NULL OR state = 'asked')
);
CREATE INDEX delivery_dates_due ON delivery_dates (remind_at) WHERE remind_at IS NOT NULL;

-- What may go although something stands against it: a head lets it go unpaid, or two on one day are meant.
CREATE TABLE delivery_leave (
    delivery_id TEXT NOT NULL REFERENCES delivery (id),
    about       TEXT NOT NULL CHECK (about IN ('unpaid', 'twice')),
    verdict     TEXT NOT NULL CHECK (verdict IN ('yes', 'no')),
    word        TEXT NOT NULL DEFAULT '',
    by_id       TEXT NOT NULL REFERENCES person (id),
    at          TEXT NOT NULL,
    PRIMARY KEY (delivery_id, about)
);

-- A courier ordered by hand.
CREATE TABLE delivery_hand (
    delivery_id TEXT PRIMARY KEY REFERENCES delivery (id),
    number      TEXT NOT NULL CHECK (number <> ''),  -- as the courier service numbers it
    courier     TEXT NOT NULL DEFAULT '',            -- who comes
    phone       TEXT,                                -- E.164
    by_id       TEXT NOT NULL REFERENCES person (id),
    at          TEXT NOT NULL
);
