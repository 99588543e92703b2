-- Bills that are asked for: ours to a client, and a supplier's to us, from the request to the money.

CREATE TABLE bill (
    id           TEXT PRIMARY KEY,
    number       BIGINT NOT NULL UNIQUE,             -- С-12
    side         TEXT NOT NULL CHECK (side IN ('client', 'supplier')),
    client_id    TEXT REFERENCES client (id),        -- whose invoice it is; for whom it is bought, if for anybody
    party        TEXT NOT NULL,                      -- who pays us, or whom we pay
    inn          TEXT NOT NULL,                      -- of the party
    subject      TEXT NOT NULL,
    sum          BIGINT NOT NULL CHECK (sum > 0),    -- kopecks
    needed_on    TEXT NOT NULL,                      -- day
    basis        TEXT NOT NULL DEFAULT '',           -- contract or request; of a supplier: what others offered
    file         TEXT,                               -- JSON: where the bill is in Telegram
    state        TEXT NOT NULL CHECK (state IN ('requested', 'entered', 'issued', 'sent', 'paid', 'checked', 'refused')),
    state_at     TEXT NOT NULL,                      -- UTC
    due_at       TEXT,                               -- UTC; until when the next step is to be done; none: nobody is late
    reminded     BIGINT NOT NULL DEFAULT 0,          -- 1: whoever has the next step was reminded of it
    invoice_no   TEXT NOT NULL DEFAULT '',           -- our invoice, as 1С numbers it
    reason       TEXT NOT NULL DEFAULT '',           -- why it is refused
    task_id      TEXT,                               -- the task to pay
    asked_by     TEXT NOT NULL REFERENCES person (id),
    asked_at     TEXT NOT NULL,
    changed_at   TEXT NOT NULL,
    rev          BIGINT NOT NULL DEFAULT 0,
    pf           TEXT NOT NULL CHECK (pf IN ('hand', 'wanted', 'done', 'no')), -- by people; the bot brings it there; is there; they do not take it
    pf_operation BIGINT,                             -- theirs
    pf_called_at TEXT,                               -- when they were asked to make it, while nobody knows whether they did
    pf_due_at    TEXT,                               -- not before this it is tried again, or looked up
    pf_tries     BIGINT NOT NULL DEFAULT 0,
    pf_why       TEXT NOT NULL DEFAULT '',           -- JSON: why it waits, why it was refused
    CHECK (side = 'supplier' OR client_id IS NOT NULL),
    CHECK (side = 'client' OR state NOT IN ('issued', 'sent')),
    CHECK (side = 'supplier' OR state <> 'checked'),
    CHECK ((state = 'refused') = (reason <> '')),
    CHECK (state NOT IN ('issued', 'sent') OR invoice_no <> ''),
    CHECK ((pf = 'wanted') = (pf_due_at IS NOT NULL))
);
CREATE INDEX bill_open ON bill (asked_at) WHERE state IN ('requested', 'entered', 'issued', 'sent', 'paid');
CREATE INDEX bill_by_client ON bill (client_id);
CREATE INDEX bill_wanted ON bill (pf_due_at) WHERE pf = 'wanted';
