-- The day of an installation itself: who was reminded and has said that it stays so, who was there, what was left, what the
-- client says of it.

CREATE TABLE installation_visit (
    installation_id TEXT NOT NULL REFERENCES installation (id),
    round           BIGINT NOT NULL,                 -- of the talk that agreed the day: another day is another visit
    reminded        BIGINT NOT NULL DEFAULT 0,       -- 1: two working days before, 2: the day before, 3: somebody is to call, 4: in the morning
    sure_client     TEXT,                            -- UTC; the client stands by it
    sure_engineer   TEXT,                            -- UTC; the engineer does
    arrived_at      TEXT,                            -- UTC
    done_at         TEXT,
    act             TEXT CHECK (act IN ('signed', 'later', 'none')),
    verdict         TEXT CHECK (verdict IN ('ok', 'remarks')), -- the client's
    verdict_by      TEXT REFERENCES person (id),
    verdict_at      TEXT,
    remarks         TEXT NOT NULL DEFAULT '',
    claim_id        TEXT REFERENCES claim (id),
    PRIMARY KEY (installation_id, round),
    CHECK ((verdict IS NULL) = (verdict_at IS NULL))
);

-- Pictures of what was done.
CREATE TABLE installation_file (
    id              TEXT PRIMARY KEY,
    installation_id TEXT NOT NULL REFERENCES installation (id),
    attached        TEXT NOT NULL,                   -- JSON: chat, message, kind, file
    by_id           TEXT NOT NULL REFERENCES person (id),
    at              TEXT NOT NULL                    -- UTC
);
CREATE INDEX installation_file_by ON installation_file (installation_id, id);
