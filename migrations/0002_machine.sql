-- The machine: what came in, what is open, what goes out, what is to be done, what happened.

-- Updates of Telegram as received. Acknowledged only after they are here.
CREATE TABLE inbox (
    update_id   BIGINT PRIMARY KEY,
    chat        BIGINT NOT NULL,                     -- updates of one chat are handled in order
    raw         TEXT NOT NULL,                       -- JSON as received
    state       TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'dead')),
    attempts    BIGINT NOT NULL DEFAULT 0,
    not_before  TEXT NOT NULL,
    received_at TEXT NOT NULL,
    error       TEXT
);
CREATE INDEX inbox_open ON inbox (chat, update_id) WHERE state = 'open';

-- A message of ours that is edited in place. `message_id` is known once it has been sent.
CREATE TABLE card (
    id         TEXT PRIMARY KEY,
    chat       BIGINT NOT NULL,
    message_id BIGINT,
    shown      TEXT NOT NULL DEFAULT '',             -- hash of what it shows, so that nothing is edited to itself
    about      TEXT                                  -- id of the client it shows: a reply to the card means that client
);
CREATE INDEX card_by_message ON card (chat, message_id);

-- An open form: one active per person, the others parked.
CREATE TABLE draft (
    id         TEXT PRIMARY KEY,
    person_id  TEXT NOT NULL REFERENCES person (id),
    chat       BIGINT NOT NULL,
    form       TEXT NOT NULL,
    version    BIGINT NOT NULL,
    state      TEXT NOT NULL,                        -- JSON of the form
    page       TEXT NOT NULL DEFAULT '',             -- which month of a calendar, which page of a list is shown
    choices    TEXT NOT NULL DEFAULT '[]',           -- JSON [[choice, words], …] now on the card
    numbers    BIGINT NOT NULL DEFAULT 1,            -- 1: a typed number is the number of a choice; 0: an answer
    rev        BIGINT NOT NULL DEFAULT 0,
    card_id    TEXT REFERENCES card (id),
    status     TEXT NOT NULL CHECK (status IN ('active', 'parked', 'done', 'cancelled')),
    started_at TEXT NOT NULL,
    touched_at TEXT NOT NULL
);
CREATE UNIQUE INDEX draft_active ON draft (person_id) WHERE status = 'active';
CREATE INDEX draft_by_person ON draft (person_id, status);

-- What goes to Telegram, in order per chat.
CREATE TABLE outbox (
    id         TEXT PRIMARY KEY,                     -- sorts by time of writing
    dedupe_key TEXT UNIQUE,                          -- said once, whoever says it how often
    chat       BIGINT NOT NULL,                      -- 0: not to a chat (the command menu)
    class      TEXT NOT NULL CHECK (class IN ('answer', 'reply', 'alert', 'notice', 'digest')),
    method     TEXT NOT NULL,
    payload    TEXT NOT NULL,                        -- JSON of the method's parameters, without chat_id and message_id
    card_id    TEXT REFERENCES card (id),
    state      TEXT NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'sending', 'sent', 'failed', 'dropped')),
    attempts   BIGINT NOT NULL DEFAULT 0,
    repeats    BIGINT NOT NULL DEFAULT 0,            -- marked `(повтор)`: it may have been sent before
    not_before TEXT NOT NULL,
    expires_at TEXT,
    created_at TEXT NOT NULL,
    sent_at    TEXT,
    message_id BIGINT,
    error      TEXT
);
-- Holds all that decides what goes out next: the payloads of a long queue need not be read.
CREATE INDEX outbox_open ON outbox (chat, id, class, not_before, attempts, expires_at, state)
    WHERE state IN ('due', 'sending');

-- Work outside a turn: calls to other systems, files.
CREATE TABLE job (
    id         TEXT PRIMARY KEY,
    kind       TEXT NOT NULL,
    dedupe_key TEXT UNIQUE,
    payload    TEXT NOT NULL,                        -- JSON
    state      TEXT NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'done', 'failed')),
    attempts   BIGINT NOT NULL DEFAULT 0,
    due_at     TEXT NOT NULL,
    created_at TEXT NOT NULL,
    error      TEXT
);
CREATE INDEX job_due ON job (due_at) WHERE state = 'due';

-- One row per schedule, subject and local date: the row is the lock.
CREATE TABLE schedule_run (
    kind       TEXT NOT NULL,
    subject    TEXT NOT NULL,
    local_date TEXT NOT NULL,
    outcome    TEXT NOT NULL CHECK (outcome IN ('sent', 'late', 'missed', 'skipped')),
    reason     TEXT NOT NULL DEFAULT '',
    at         TEXT NOT NULL,
    PRIMARY KEY (kind, subject, local_date)
);

-- What happened, append-only, one hash chain per client.
CREATE TABLE event (
    id        TEXT PRIMARY KEY,
    at        TEXT NOT NULL,
    actor     TEXT REFERENCES person (id),           -- null: the bot itself
    kind      TEXT NOT NULL,
    client_id TEXT,
    entity    TEXT NOT NULL,                         -- id of what it happened to
    data      TEXT NOT NULL,                         -- JSON: what is needed to tell and to take it back
    undoes    TEXT REFERENCES event (id),            -- this event took that one back
    prev_hash TEXT NOT NULL,
    hash      TEXT NOT NULL
);
CREATE UNIQUE INDEX event_undoes ON event (undoes);
CREATE UNIQUE INDEX event_chain ON event (client_id, prev_hash); -- a chain never forks: the slower of two turns is repeated
CREATE INDEX event_by_client ON event (client_id, id);
CREATE INDEX event_by_actor ON event (actor, id);

-- What the machine has learnt about itself: the bot's username, say.
CREATE TABLE fact (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
