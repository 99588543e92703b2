-- Equipment: what stands at a client, who said so, and what an engineer has seen with own eyes.

CREATE TABLE equipment (
    id           TEXT PRIMARY KEY,
    client_id    TEXT NOT NULL REFERENCES client (id),
    site_id      TEXT NOT NULL DEFAULT '',             -- a site of theirs; '' is the client as a whole
    kind         TEXT NOT NULL CHECK (kind IN ('barrier', 'boom', 'turnstile', 'reader', 'camera', 'controller', 'remote',
                                               'lock', 'other')),
    brand        TEXT NOT NULL DEFAULT '',
    model        TEXT NOT NULL DEFAULT '',
    qty          BIGINT NOT NULL CHECK (qty > 0),
    year         BIGINT,                               -- when it was installed; NULL: nobody knows
    serial       TEXT NOT NULL DEFAULT '',
    note         TEXT NOT NULL DEFAULT '',             -- ours alone
    source       TEXT NOT NULL CHECK (source IN ('call', 'client', 'visit')),
    said_at      TEXT NOT NULL,                        -- UTC
    by_id        TEXT NOT NULL REFERENCES person (id), -- who wrote it down
    confirmed_by TEXT REFERENCES person (id),          -- the engineer who saw it
    confirmed_at TEXT,                                 -- UTC
    photo        TEXT,                                 -- JSON: where it is in Telegram
    removed_at   TEXT,                                 -- UTC
    why          TEXT NOT NULL DEFAULT '',             -- why it was removed
    rev          BIGINT NOT NULL DEFAULT 0,
    CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL))
);
CREATE INDEX equipment_of ON equipment (client_id, site_id) WHERE removed_at IS NULL;

-- Which engineer sees the equipment of which client, and until when: those who have a visit there.
CREATE TABLE equipment_visit (
    engineer_id TEXT NOT NULL REFERENCES person (id),
    client_id   TEXT NOT NULL REFERENCES client (id),
    until       TEXT NOT NULL,                         -- UTC
    PRIMARY KEY (engineer_id, client_id)
);
