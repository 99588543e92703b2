-- What clients write and ask, who answers, how long it may take, and what was handed over to technical support.

CREATE TABLE request (
    id        TEXT PRIMARY KEY,
    number    BIGINT NOT NULL UNIQUE,                -- О-88
    client_id TEXT NOT NULL REFERENCES client (id),
    person_id TEXT REFERENCES person (id),           -- the contact person in the chat; null: told by phone
    who       TEXT NOT NULL,                         -- who said it, as shown
    channel   TEXT NOT NULL CHECK (channel IN ('chat', 'phone')),
    about     TEXT NOT NULL CHECK (about IN ('question', 'claim')),
    owner_id  TEXT REFERENCES person (id),           -- who answers; null: the pool, nobody has taken it
    essence   TEXT NOT NULL,                         -- its first words
    state     TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    rev       BIGINT NOT NULL DEFAULT 0,
    opened_at TEXT NOT NULL,
    closed_at TEXT
);
CREATE INDEX request_by_client ON request (client_id, state);
CREATE INDEX request_by_person ON request (person_id, state);
CREATE INDEX request_by_owner ON request (owner_id, state);
CREATE INDEX request_open ON request (id) WHERE state = 'open';

-- A message of the thread, in order.
CREATE TABLE said (
    id         TEXT PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES request (id),
    author_id  TEXT REFERENCES person (id),
    side       TEXT NOT NULL CHECK (side IN ('client', 'us', 'note')), -- a note never leaves the house
    chat       BIGINT,                               -- where it was written, and in which message: edits are found by it
    message_id BIGINT,
    text       TEXT NOT NULL,
    attached   TEXT NOT NULL DEFAULT '[]',           -- JSON: files of Telegram
    at         TEXT NOT NULL,
    edited_at  TEXT,
    before     TEXT NOT NULL DEFAULT '[]',           -- JSON: earlier wordings
    taken_back TEXT                                  -- UTC
);
CREATE INDEX said_by_request ON said (request_id, id);
CREATE INDEX said_by_message ON said (chat, message_id);

-- Which card shows which request, or a message of it, to whom: a reply to the card goes on with the request.
CREATE TABLE request_card (
    card_id    TEXT PRIMARY KEY REFERENCES card (id),
    request_id TEXT NOT NULL REFERENCES request (id),
    person_id  TEXT NOT NULL REFERENCES person (id),
    said_id    TEXT REFERENCES said (id),            -- null: the card of the whole request
    media      BIGINT NOT NULL DEFAULT 0             -- 1: a copied file, whose caption is edited; 2: a card another room keeps
);
CREATE INDEX request_card_by_request ON request_card (request_id, person_id);
CREATE INDEX request_card_by_said ON request_card (said_id);

-- One wait for an answer (PRODUCT 4.6). Working minutes are those of whoever answers.
CREATE TABLE reply_clock (
    id            TEXT PRIMARY KEY,
    request_id    TEXT NOT NULL REFERENCES request (id),
    client_id     TEXT NOT NULL REFERENCES client (id),
    started_at    TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('running', 'paused', 'met', 'breached')),
    spent         BIGINT NOT NULL DEFAULT 0,         -- working minutes used before `leg_from`
    leg_from      TEXT NOT NULL,                     -- since when it runs, or has stood still
    paused_for    TEXT CHECK (paused_for IN ('client', 'third_party')),
    paused_reason TEXT NOT NULL DEFAULT '',
    paused_until  TEXT,                              -- UTC
    stage         BIGINT NOT NULL DEFAULT 0,         -- working minutes of the last signal given
    breached_at   TEXT,                              -- UTC; the deadline that passed
    stopped_at    TEXT,                              -- UTC; null: nobody has answered
    stopped_by    TEXT REFERENCES person (id),
    stopped_how   TEXT CHECK (stopped_how IN ('answer', 'call', 'closed')),
    stopped_ref   TEXT,                              -- id of the answer or the call
    worked        BIGINT,                            -- working minutes it took
    CHECK (state <> 'paused' OR paused_for IS NOT NULL), -- kept when it ends: an end may be taken back
    CHECK (state <> 'met' OR stopped_at IS NOT NULL)
);
CREATE INDEX reply_clock_open ON reply_clock (client_id, request_id) WHERE stopped_at IS NULL;
CREATE INDEX reply_clock_waiting ON reply_clock (id) WHERE stopped_at IS NULL;
CREATE UNIQUE INDEX reply_clock_one ON reply_clock (request_id) WHERE stopped_at IS NULL;
CREATE INDEX reply_clock_by_start ON reply_clock (started_at);

-- A request in the hands of technical support (PRODUCT D7).
CREATE TABLE handover (
    request_id  TEXT PRIMARY KEY REFERENCES request (id),
    urgency     TEXT NOT NULL CHECK (urgency IN ('blocked', 'hampers', 'question')),
    what        TEXT NOT NULL,
    place       TEXT NOT NULL DEFAULT '',            -- site or equipment
    callback    TEXT NOT NULL DEFAULT '',            -- E.164
    state       TEXT NOT NULL CHECK (state IN ('new', 'accepted', 'in_work', 'waiting_client', 'solved', 'confirmed',
                                               'closed', 'declined')),
    handed_by   TEXT NOT NULL REFERENCES person (id),
    handed_at   TEXT NOT NULL,
    support_id  TEXT REFERENCES person (id),         -- who accepted it
    accepted_at TEXT,
    question    TEXT NOT NULL DEFAULT '',            -- what is to be found out
    answer      TEXT NOT NULL DEFAULT '',            -- how it was solved, or why it is not support's
    solved_at   TEXT,
    closed_at   TEXT,
    reopened    BIGINT NOT NULL DEFAULT 0,           -- how often
    stage       BIGINT NOT NULL DEFAULT 0            -- 1: the manager was told that nobody accepts it
);
CREATE INDEX handover_by_state ON handover (state, handed_at);

-- Questions put to the client as a form of a few steps.
CREATE TABLE inquiry (
    id          TEXT PRIMARY KEY,
    request_id  TEXT NOT NULL REFERENCES request (id),
    asker_id    TEXT NOT NULL REFERENCES person (id),
    questions   TEXT NOT NULL,                       -- JSON: one to five
    answers     TEXT NOT NULL DEFAULT '[]',          -- JSON: as many, once answered
    asked_at    TEXT NOT NULL,
    reminded_at TEXT,
    answered_at TEXT
);
CREATE INDEX inquiry_open ON inquiry (asked_at) WHERE answered_at IS NULL;
CREATE INDEX inquiry_by_request ON inquiry (request_id);

-- Ready answers of our own; those every bot comes with are in `locales/`.
CREATE TABLE template (
    id         TEXT PRIMARY KEY,
    title      TEXT NOT NULL,
    body       TEXT NOT NULL,
    uses       BIGINT NOT NULL DEFAULT 0,
    author_id  TEXT NOT NULL REFERENCES person (id),
    created_at TEXT NOT NULL,
    deleted_at TEXT
);
