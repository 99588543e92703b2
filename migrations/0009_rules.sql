-- What the head decides about the bot's own behaviour, and what is written to clients on our own account.

-- A threshold of a rule; the highest version counts. Minutes, kopecks or a count, as the rule says.
CREATE TABLE rule (
    code    TEXT NOT NULL,                           -- E1, E2 …
    name    TEXT NOT NULL,                           -- which of its thresholds
    version BIGINT NOT NULL,
    value   BIGINT NOT NULL,
    set_by  TEXT REFERENCES person (id),
    set_at  TEXT NOT NULL,
    PRIMARY KEY (code, name, version)
);

-- Who stands in: after the head, and for clients of nobody.
CREATE TABLE duty (
    kind      TEXT NOT NULL CHECK (kind IN ('substitute', 'pool')),
    person_id TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (kind, person_id)
);

ALTER TABLE client ADD COLUMN hours TEXT NOT NULL DEFAULT '09:00-18:00'; -- when it may be written to, its local time
ALTER TABLE client ADD COLUMN quiet_until TEXT;                         -- day; no reminders before it

-- What was written to clients without their asking, what was put off and what was held back, and why.
CREATE TABLE contacted (
    id         TEXT PRIMARY KEY,
    dedupe_key TEXT NOT NULL UNIQUE,
    client_id  TEXT NOT NULL REFERENCES client (id),
    person_id  TEXT NOT NULL REFERENCES person (id),
    matter     TEXT NOT NULL CHECK (matter IN ('notice', 'reminder', 'answer')),
    state      TEXT NOT NULL CHECK (state IN ('sent', 'later', 'held')),
    reason     TEXT,                                 -- night, many, promise …; null: nothing stood against it
    until      TEXT,                                 -- day the reason ends, if it does
    local_date TEXT NOT NULL,                        -- day of the client on which it goes out or would have gone
    planned_at TEXT NOT NULL,                        -- UTC; when it goes out
    at         TEXT NOT NULL
);
CREATE INDEX contacted_by_client ON contacted (client_id, local_date);
CREATE INDEX contacted_by_plan ON contacted (planned_at);
