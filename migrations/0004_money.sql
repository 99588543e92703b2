-- Invoices, payments read from the bank, what pays for what, and promises to pay. Sums are kopecks.

CREATE TABLE import (
    id          TEXT PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('clients', 'invoices', 'bank')),
    file_name   TEXT NOT NULL,
    file_hash   TEXT NOT NULL,                       -- SHA-256 of the file, hex
    person_id   TEXT REFERENCES person (id),         -- null: the command line
    added       BIGINT NOT NULL,                     -- rows that were new
    changed     BIGINT NOT NULL,                     -- rows that differed
    covered_on  TEXT,                                -- day; how far a bank statement tells
    imported_at TEXT NOT NULL,
    undone_at   TEXT
);
CREATE INDEX import_by_kind ON import (kind, imported_at);

CREATE TABLE invoice (
    id            TEXT PRIMARY KEY,
    client_id     TEXT NOT NULL REFERENCES client (id),
    number        TEXT NOT NULL,
    search_number TEXT NOT NULL,                     -- without letters and leading zeros
    issued_on     TEXT NOT NULL,                     -- day
    due_on        TEXT NOT NULL,                     -- day; paid on it is paid on time
    sum           BIGINT NOT NULL CHECK (sum > 0),
    paid          BIGINT NOT NULL DEFAULT 0,         -- sum of its allocations
    disputed_at   TEXT,                              -- UTC; leaves dunning
    awaited_until TEXT,                              -- day; the client says it is paid
    import_id     TEXT REFERENCES import (id),
    created_at    TEXT NOT NULL,
    UNIQUE (number, issued_on)
);
CREATE INDEX invoice_by_client ON invoice (client_id, due_on);
CREATE INDEX invoice_by_number ON invoice (search_number);
CREATE INDEX invoice_unpaid ON invoice (due_on, client_id) WHERE paid < sum;

CREATE TABLE payment (
    id            TEXT PRIMARY KEY,
    hash          TEXT NOT NULL UNIQUE,              -- of what the bank says about it: the same operation is read once
    paid_on       TEXT NOT NULL,                     -- day
    number        TEXT NOT NULL,                     -- of the payment order
    sum           BIGINT NOT NULL CHECK (sum > 0),
    payer_inn     TEXT NOT NULL,
    payer_name    TEXT NOT NULL,
    payer_account TEXT NOT NULL,
    purpose       TEXT NOT NULL,
    client_id     TEXT REFERENCES client (id),       -- null: nobody knows yet
    state         TEXT NOT NULL CHECK (state IN ('matched', 'queued', 'foreign')), -- foreign: not from a client
    rev           BIGINT NOT NULL DEFAULT 0,
    import_id     TEXT NOT NULL REFERENCES import (id)
);
CREATE INDEX payment_by_client ON payment (client_id, paid_on);
CREATE INDEX payment_queued ON payment (paid_on) WHERE state = 'queued';

CREATE TABLE allocation (
    payment_id TEXT NOT NULL REFERENCES payment (id),
    invoice_id TEXT NOT NULL REFERENCES invoice (id),
    sum        BIGINT NOT NULL CHECK (sum > 0),
    PRIMARY KEY (payment_id, invoice_id)
);
CREATE INDEX allocation_by_invoice ON allocation (invoice_id);

CREATE TABLE promise (
    id         TEXT PRIMARY KEY,
    client_id  TEXT NOT NULL REFERENCES client (id),
    sum        BIGINT NOT NULL CHECK (sum > 0),
    due_on     TEXT NOT NULL,                        -- day
    state      TEXT NOT NULL CHECK (state IN ('open', 'kept', 'partly', 'broken', 'superseded', 'cancelled')),
    paid       BIGINT NOT NULL DEFAULT 0,            -- what came when it was closed
    counts_from TEXT NOT NULL,                       -- day; money of the client from then to due_on keeps it
    made_by    TEXT NOT NULL REFERENCES person (id),
    made_at    TEXT NOT NULL,
    contact_id TEXT REFERENCES contact (id),         -- who promised
    replaces   TEXT REFERENCES promise (id),         -- the promise this one moved
    closed_at  TEXT
);
CREATE INDEX promise_by_client ON promise (client_id, state);
CREATE UNIQUE INDEX promise_open ON promise (client_id) WHERE state = 'open'; -- a new one takes the place of the old

-- The overdue total each person was told on a day, so that the next digest can tell the change.
CREATE TABLE overdue_told (
    person_id  TEXT NOT NULL REFERENCES person (id),
    local_date TEXT NOT NULL,                        -- day
    total      BIGINT NOT NULL,
    PRIMARY KEY (person_id, local_date)
);
