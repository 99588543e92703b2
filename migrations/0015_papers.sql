-- Papers: which documents belong to a shipment or a work, and how far each has got. Who looks after a paper is who looks
-- after its client.

CREATE TABLE paper (
    id         TEXT PRIMARY KEY,
    client_id  TEXT NOT NULL REFERENCES client (id),
    link       TEXT NOT NULL,                        -- what it belongs to: delivery:<id>
    label      TEXT NOT NULL,                        -- the same in words
    kind       TEXT NOT NULL CHECK (kind IN ('upd', 'proxy', 'act')),
    state      TEXT NOT NULL CHECK (state IN ('not_needed', 'needed', 'attached', 'sent', 'signed')),
    number     TEXT NOT NULL DEFAULT '',
    signed_on  TEXT,                                 -- day
    signed_by  TEXT NOT NULL DEFAULT '',             -- who signed, in words
    reason     TEXT NOT NULL DEFAULT '',             -- why it is not needed after all
    edo        TEXT NOT NULL DEFAULT '',             -- where it is in electronic document exchange
    left_at    TEXT,                                 -- UTC; when the goods left
    due_at     TEXT,                                 -- UTC; until when it is to be signed
    reminded   BIGINT NOT NULL DEFAULT 0,            -- how often the manager has been reminded
    settled_at TEXT,                                 -- UTC; when it was marked signed
    rev        BIGINT NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    UNIQUE (link, kind),
    CHECK ((state = 'signed') = (signed_on IS NOT NULL)),
    CHECK ((state = 'signed') = (settled_at IS NOT NULL)),
    CHECK ((left_at IS NULL) = (due_at IS NULL))
);
CREATE INDEX paper_open ON paper (client_id) WHERE state IN ('needed', 'attached', 'sent');
CREATE INDEX paper_unsigned ON paper (left_at) WHERE state IN ('needed', 'attached', 'sent');

-- A photo or a file of a paper.
CREATE TABLE paper_file (
    id       TEXT PRIMARY KEY,
    paper_id TEXT NOT NULL REFERENCES paper (id),
    file     TEXT NOT NULL,                          -- JSON: where it is in Telegram
    by_id    TEXT NOT NULL REFERENCES person (id),
    got_at   TEXT NOT NULL
);
CREATE INDEX paper_file_by_paper ON paper_file (paper_id, id);
