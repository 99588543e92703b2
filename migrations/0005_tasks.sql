-- Dated things to do of a person.

CREATE TABLE task (
    id         TEXT PRIMARY KEY,
    kind       TEXT NOT NULL,                        -- call, clarify, own …: what the person sees first
    text       TEXT NOT NULL,
    client_id  TEXT REFERENCES client (id),
    owner_id   TEXT NOT NULL REFERENCES person (id),
    author_id  TEXT REFERENCES person (id),          -- null: the bot
    due_on     TEXT NOT NULL,                        -- day of the owner
    due_time   TEXT,                                 -- local time of day of the owner
    state      TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'cancelled')),
    rev        BIGINT NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    closed_at  TEXT
);
CREATE INDEX task_open ON task (owner_id, due_on) WHERE state = 'open';
CREATE INDEX task_by_client ON task (client_id, state);
