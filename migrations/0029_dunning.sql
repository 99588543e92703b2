-- Reminders of money: how far the ladder of an unpaid invoice has come, what clients said to them, what heads decided.

CREATE TABLE dunning (
    -- An import that is taken back takes its invoices and what was done about them.
    invoice_id TEXT PRIMARY KEY REFERENCES invoice (id) ON DELETE CASCADE,
    step       TEXT CHECK (step IN ('before', 'due', 'call', 'again', 'other')), -- the last that was done; null: none yet
    look_at    TEXT                                  -- UTC; what could not be done is looked at again then
);

CREATE TABLE dunning_promise (
    promise_id  TEXT PRIMARY KEY REFERENCES promise (id) ON DELETE CASCADE, -- the rest of a promise may go
    reminded_on TEXT,                                -- day; the client was reminded of it
    look_at     TEXT,                                -- UTC
    moved_by    TEXT REFERENCES person (id)          -- the contact person who made it by moving the day: once
);

CREATE TABLE dunning_word (
    client_id TEXT NOT NULL REFERENCES client (id),
    person_id TEXT NOT NULL REFERENCES person (id),  -- a contact person
    word      TEXT NOT NULL CHECK (word IN ('paid', 'invoice', 'call')),
    said_on   TEXT NOT NULL,                         -- day; said twice on a day it is one word
    said_at   TEXT NOT NULL,
    PRIMARY KEY (client_id, word, said_on)
);

CREATE TABLE dunning_decision (
    id         TEXT PRIMARY KEY,
    client_id  TEXT NOT NULL REFERENCES client (id),
    verdict    TEXT NOT NULL CHECK (verdict IN ('instalments', 'letter', 'suspend', 'go_on')),
    until      TEXT NOT NULL,                        -- day; E3 is silent through it
    task_id    TEXT REFERENCES task (id),
    decided_by TEXT NOT NULL REFERENCES person (id),
    decided_at TEXT NOT NULL,
    undone_at  TEXT
);
CREATE INDEX dunning_decision_by_client ON dunning_decision (client_id, until);

CREATE TABLE dunning_look (
    one     BIGINT PRIMARY KEY CHECK (one = 1),
    look_at TEXT NOT NULL                            -- UTC; nobody looks before
);
INSERT INTO dunning_look (one, look_at) VALUES (1, '1970-01-01T00:00:00.000Z');
