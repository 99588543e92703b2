-- Calls between a manager and a client.

CREATE TABLE call (
    id          TEXT PRIMARY KEY,
    client_id   TEXT NOT NULL REFERENCES client (id),
    contact_id  TEXT REFERENCES contact (id),
    person_id   TEXT NOT NULL REFERENCES person (id), -- who talked
    direction   TEXT NOT NULL CHECK (direction IN ('out', 'in')),
    purpose     TEXT NOT NULL,
    outcome     TEXT NOT NULL,
    called_at   TEXT NOT NULL,
    note        TEXT NOT NULL DEFAULT '',
    note_from   BIGINT,                               -- Telegram's id of the message the note was typed in
    attached    TEXT NOT NULL DEFAULT '[]',           -- JSON: files of Telegram
    promise_id  TEXT REFERENCES promise (id),
    task_id     TEXT REFERENCES task (id),
    tries       BIGINT NOT NULL DEFAULT 0,            -- how many calls in a row nobody answered, this one included
    rev         BIGINT NOT NULL DEFAULT 0,
    undone_at   TEXT,
    logged_at   TEXT NOT NULL,
    CHECK ((outcome = 'promised') = (promise_id IS NOT NULL))
);
CREATE INDEX call_by_client ON call (client_id, called_at);
CREATE INDEX call_by_person ON call (person_id, called_at);
CREATE INDEX call_by_note ON call (person_id, note_from);
