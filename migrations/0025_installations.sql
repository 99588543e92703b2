-- Installations: what is to be mounted at a client, what has to be true before, the talk of three people about the day, and
-- where it stands.

CREATE TABLE installation (
    id            TEXT PRIMARY KEY,
    number        BIGINT NOT NULL UNIQUE,            -- М-12
    client_id     TEXT NOT NULL REFERENCES client (id),
    site_id       TEXT REFERENCES site (id),
    address       TEXT NOT NULL,
    entry         TEXT NOT NULL DEFAULT '',          -- how to get in: a pass, a gate
    contact_name  TEXT NOT NULL,                     -- on site
    contact_phone TEXT NOT NULL,                     -- E.164
    work          TEXT NOT NULL CHECK (work IN ('barrier', 'turnstile', 'reader', 'camera', 'other')),
    scope         TEXT NOT NULL,                     -- JSON: what is to be done, line by line
    note          TEXT NOT NULL DEFAULT '',
    lasts         TEXT NOT NULL,                     -- 2h, 4h, 8h, 3d
    engineer_id   TEXT REFERENCES person (id),       -- who is wanted; null: whoever is free
    saturdays     BIGINT NOT NULL DEFAULT 0 CHECK (saturdays IN (0, 1)), -- the client lets in on Saturdays
    auto          BIGINT NOT NULL DEFAULT 1 CHECK (auto IN (0, 1)), -- the engineer's tap settles it
    goods         TEXT NOT NULL CHECK (goods IN ('delivery', 'site', 'engineer', 'none', 'expected', 'unknown')),
    goods_on      TEXT,                              -- day they are expected
    delivery_id   TEXT REFERENCES delivery (id),
    state         TEXT NOT NULL CHECK (state IN ('need', 'proposed', 'client_ok', 'engineer_ok', 'confirmed', 'reminded',
                                                 'on_site', 'done', 'no_show', 'cancelled')),
    state_at      TEXT NOT NULL,                     -- UTC; since when
    talk          TEXT NOT NULL,                     -- JSON: offers and answers
    shortlist     TEXT NOT NULL DEFAULT '[]',        -- JSON: what may be offered next, and whether it is ticked
    held_until    TEXT,                              -- UTC; until then offered half-days are nobody else's
    first_asked   TEXT,                              -- UTC; when the client was asked first
    with_id       TEXT REFERENCES person (id),       -- the engineer who comes
    starts_at     TEXT,                              -- UTC
    ends_at       TEXT,
    agreed_at     TEXT,
    task_id       TEXT REFERENCES task (id),         -- the call put for it
    why           TEXT NOT NULL DEFAULT '',          -- of a move, a failure, a cancellation
    rev           BIGINT NOT NULL DEFAULT 0,
    opened_by     TEXT NOT NULL REFERENCES person (id),
    opened_at     TEXT NOT NULL,
    changed_at    TEXT NOT NULL,
    CHECK ((starts_at IS NULL) = (ends_at IS NULL)),
    CHECK ((starts_at IS NULL) = (with_id IS NULL)),
    CHECK (goods <> 'expected' OR goods_on IS NOT NULL),
    CHECK (goods <> 'delivery' OR delivery_id IS NOT NULL)
);
CREATE INDEX installation_by_client ON installation (client_id, opened_at);
CREATE INDEX installation_open ON installation (starts_at) WHERE state NOT IN ('done', 'cancelled');
CREATE INDEX installation_by_delivery ON installation (delivery_id) WHERE delivery_id IS NOT NULL;

-- Where it has been, step by step.
CREATE TABLE installation_step (
    id              TEXT PRIMARY KEY,
    installation_id TEXT NOT NULL REFERENCES installation (id),
    state           TEXT NOT NULL,
    at              TEXT NOT NULL,                   -- UTC
    by_id           TEXT REFERENCES person (id),     -- null: the bot
    why             TEXT NOT NULL DEFAULT ''
);
CREATE INDEX installation_step_by ON installation_step (installation_id, id);

-- What was offered and answered, by whom and when: what "agreed dates kept" is counted from.
CREATE TABLE installation_answer (
    id              TEXT PRIMARY KEY,
    installation_id TEXT NOT NULL REFERENCES installation (id),
    party           TEXT NOT NULL CHECK (party IN ('manager', 'client', 'engineer')),
    person_id       TEXT REFERENCES person (id),     -- null: the bot on the manager's behalf
    said            TEXT NOT NULL CHECK (said IN ('offer', 'want', 'none', 'pick', 'refuse', 'confirm', 'move', 'wish')),
    slots           TEXT NOT NULL DEFAULT '[]',      -- JSON
    why             TEXT NOT NULL DEFAULT '',
    at              TEXT NOT NULL                    -- UTC
);
CREATE INDEX installation_answer_by ON installation_answer (installation_id, id);
