-- Letters to clients, and invoices that went by mail.

CREATE TABLE letter (
    id         TEXT PRIMARY KEY,                       -- its Message-ID is made of it: the same with every try
    batch_id   TEXT NOT NULL,                          -- letters of one tap stand on one card
    client_id  TEXT NOT NULL REFERENCES client (id),
    invoice_id TEXT NOT NULL REFERENCES invoice (id),
    email      TEXT NOT NULL,                          -- ASCII, lower case
    name       TEXT NOT NULL,                          -- of whom it is written to
    subject    TEXT NOT NULL,
    body       TEXT NOT NULL,
    files      TEXT NOT NULL,                          -- JSON; none when it has ended
    dedupe_key TEXT NOT NULL UNIQUE,                   -- invoice, address, how often it was wished for
    state      TEXT NOT NULL CHECK (state IN ('queued', 'trying', 'doubtful', 'sent', 'refused')),
    doubts     BIGINT NOT NULL DEFAULT 0,              -- so many tries ended without our knowing how
    refusal    TEXT NOT NULL DEFAULT '',               -- JSON: what the server said last
    sent_by    TEXT NOT NULL REFERENCES person (id),
    created_at TEXT NOT NULL,
    tried_at   TEXT,
    ended_at   TEXT                                    -- no more tries
);
CREATE INDEX letter_by_batch ON letter (batch_id);
CREATE INDEX letter_by_email ON letter (client_id, email, created_at);

CREATE TEMP TABLE invoice_was_sent AS SELECT * FROM invoice_sent;
DROP TABLE invoice_sent;
CREATE TABLE invoice_sent (
    id           TEXT PRIMARY KEY,
    invoice_id   TEXT NOT NULL REFERENCES invoice (id),
    client_id    TEXT NOT NULL REFERENCES client (id),
    person_id    TEXT REFERENCES person (id),          -- who got it: a contact person, or a colleague who hands it on; null: by mail
    email        TEXT NOT NULL DEFAULT '',             -- to which address, by mail or as a draft
    letter_id    TEXT REFERENCES letter (id),          -- by which letter
    task_id      TEXT REFERENCES task (id),            -- what accounting was asked by
    channel      TEXT NOT NULL CHECK (channel IN ('telegram', 'file', 'task', 'mail', 'draft')), -- task: accounting was asked to send it
    sent_by      TEXT NOT NULL REFERENCES person (id), -- the contact person, if they took it themselves
    sent_at      TEXT NOT NULL,
    confirmed_at TEXT,                                 -- the contact person has it
    wrong_at     TEXT                                  -- the contact person says it is another invoice than they need
);
INSERT INTO invoice_sent (id, invoice_id, client_id, person_id, channel, sent_by, sent_at, confirmed_at, wrong_at)
SELECT id, invoice_id, client_id, person_id, channel, sent_by, sent_at, confirmed_at, wrong_at FROM invoice_was_sent;
DROP TABLE IF EXISTS invoice_was_sent;
CREATE INDEX invoice_sent_by_invoice ON invoice_sent (invoice_id, person_id, sent_at);
CREATE INDEX invoice_sent_by_client ON invoice_sent (client_id, sent_at);
CREATE INDEX invoice_sent_by_task ON invoice_sent (channel, sent_at);
