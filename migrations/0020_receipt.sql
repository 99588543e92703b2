-- The client's word that a delivery has come, how good it is as proof, and what follows; what was said of the courier, and
-- what the client was told of a delay.

-- One row for each delivery the client was asked about.
CREATE TABLE receipt (
    delivery_id TEXT PRIMARY KEY REFERENCES delivery (id),
    code        TEXT NOT NULL,                       -- four digits the client may say on the phone
    tries       BIGINT NOT NULL DEFAULT 0,           -- wrong codes typed
    asked_at    TEXT NOT NULL,                       -- UTC; when this round was asked
    round       BIGINT NOT NULL DEFAULT 1,           -- raised when it is asked again
    reminded    BIGINT NOT NULL DEFAULT 0,           -- how far the reminders of this round have come
    again_at    TEXT,                                -- UTC; "not yet": asked again then
    not_yet     BIGINT NOT NULL DEFAULT 0,           -- how often that was said
    grade       TEXT CHECK (grade IN ('a', 'b', 'c', 'd')), -- the best proof there is
    graded_at   TEXT,
    by_us       TEXT REFERENCES person (id),         -- whose word it is, of grades c and d
    who_name    TEXT NOT NULL DEFAULT '',            -- who accepted it
    who_phone   TEXT,                                -- E.164
    who_post    TEXT NOT NULL DEFAULT '',
    trouble     TEXT CHECK (trouble IN ('missing', 'damaged', 'wrong', 'papers')),
    trouble_at  TEXT,
    claim_id    TEXT REFERENCES claim (id),
    next        TEXT CHECK (next IN ('put', 'none')), -- what comes after: a task is put, or nothing is needed
    rev         BIGINT NOT NULL DEFAULT 0,
    CHECK ((grade IS NULL) = (graded_at IS NULL)),
    CHECK ((trouble IS NULL) = (trouble_at IS NULL))
);

-- Where it is asked: a message in a chat, and what that chat is about to write.
CREATE TABLE receipt_chat (
    delivery_id TEXT NOT NULL REFERENCES delivery (id),
    chat        BIGINT NOT NULL,
    card_id     TEXT NOT NULL REFERENCES card (id),
    lang        TEXT NOT NULL,
    waits       TEXT CHECK (waits IN ('photo', 'trouble', 'other')),
    trouble     TEXT CHECK (trouble IN ('missing', 'damaged', 'wrong', 'papers')),
    lines       BIGINT NOT NULL DEFAULT 0,           -- bits: which lines are wrong
    words       TEXT NOT NULL DEFAULT '',            -- what was written about it so far
    PRIMARY KEY (delivery_id, chat)
);
CREATE INDEX receipt_chat_by_chat ON receipt_chat (chat);

-- Every message that asked about it in a chat: replies to an old one count as well, one that waits is taken back in time.
CREATE TABLE receipt_card (
    card_id     TEXT PRIMARY KEY REFERENCES card (id),
    delivery_id TEXT NOT NULL REFERENCES delivery (id),
    chat        BIGINT NOT NULL,
    said        TEXT NOT NULL DEFAULT ''             -- under which key, if it was not a reply
);
CREATE INDEX receipt_card_by_delivery ON receipt_card (delivery_id, chat);

-- A picture that came with the receipt or with a problem.
CREATE TABLE receipt_file (
    id          TEXT PRIMARY KEY,
    delivery_id TEXT NOT NULL REFERENCES delivery (id),
    chat        BIGINT NOT NULL,
    about       TEXT NOT NULL CHECK (about IN ('receipt', 'trouble')),
    file        TEXT NOT NULL,                       -- JSON: where it is in Telegram
    got_at      TEXT NOT NULL
);
CREATE INDEX receipt_file_by_delivery ON receipt_file (delivery_id, id);

-- A link that opens the receipt of one delivery; the first who opens it keeps it.
CREATE TABLE receipt_link (
    code_hash   TEXT PRIMARY KEY,                    -- SHA-256
    delivery_id TEXT NOT NULL REFERENCES delivery (id),
    made_by     TEXT NOT NULL REFERENCES person (id),
    made_at     TEXT NOT NULL,
    void_at     TEXT,                                -- another was made
    chat        BIGINT,                              -- whose it is
    opened_at   TEXT,
    CHECK ((chat IS NULL) = (opened_at IS NULL))
);
CREATE INDEX receipt_link_by_delivery ON receipt_link (delivery_id);

-- What one side said of whoever brought it.
CREATE TABLE courier_rating (
    delivery_id TEXT NOT NULL REFERENCES delivery (id),
    side        TEXT NOT NULL CHECK (side IN ('us', 'client')),
    carrier     TEXT NOT NULL,
    good        BIGINT NOT NULL,                     -- 1 or 0
    reason      TEXT CHECK (reason IN ('late', 'rude', 'careless', 'curb', 'other')),
    at          TEXT NOT NULL,
    PRIMARY KEY (delivery_id, side)
);
CREATE INDEX courier_rating_by_carrier ON courier_rating (carrier);

-- The client was told that it comes later than agreed. What was agreed stays as it was.
CREATE TABLE delivery_warning (
    id          TEXT PRIMARY KEY,
    delivery_id TEXT NOT NULL REFERENCES delivery (id),
    until       TEXT,                                -- UTC; by when it comes; null: not known
    told_by     TEXT NOT NULL REFERENCES person (id),
    told_at     TEXT NOT NULL
);
CREATE INDEX delivery_warning_by_delivery ON delivery_warning (delivery_id, id);
