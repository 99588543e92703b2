-- 1С is read over its OData interface beside files: the same payment may be told by both.

-- How each source knows a payment, one name a source: a payment told twice is one payment.
CREATE TABLE payment_told (
    hash       TEXT PRIMARY KEY,                         -- bank: of what the statement says; one_c: of the document's key
    payment_id TEXT NOT NULL REFERENCES payment (id) ON DELETE CASCADE,
    source     TEXT NOT NULL CHECK (source IN ('bank', 'one_c')),
    UNIQUE (payment_id, source)
);
INSERT INTO payment_told (hash, payment_id, source) SELECT hash, id, 'bank' FROM payment;
-- Day of the payer's order; null: unknown, or from before this migration.
ALTER TABLE payment ADD COLUMN ordered_on TEXT;
CREATE INDEX payment_by_sum ON payment (sum, paid_on);

-- Which of our invoices a document of 1С is.
CREATE TABLE ledger_invoice (
    key        TEXT PRIMARY KEY,                         -- Ref_Key
    invoice_id TEXT NOT NULL REFERENCES invoice (id) ON DELETE CASCADE,
    number     TEXT NOT NULL,                            -- as 1С numbered it when it was read first
    issued_on  TEXT NOT NULL                             -- day
);
CREATE INDEX ledger_invoice_by_invoice ON ledger_invoice (invoice_id);

-- What a counterparty owes by account 62; below zero: an advance. All of it is of one moment.
CREATE TABLE ledger_debt (
    key       TEXT PRIMARY KEY,                          -- Ref_Key of the counterparty
    client_id TEXT REFERENCES client (id),               -- null: none of our clients
    name      TEXT NOT NULL,
    sum       BIGINT NOT NULL
);

-- What is not as it should be, told once; a row goes when it is.
CREATE TABLE ledger_trouble (
    key   TEXT PRIMARY KEY,                              -- hash of what it says
    what  TEXT NOT NULL,                                 -- JSON
    since TEXT NOT NULL
);

-- How reading goes; at most one row.
CREATE TABLE ledger_source (
    name     TEXT PRIMARY KEY CHECK (name = 'one_c'),
    read_at  TEXT,                                       -- the last time all of it was read
    debts_at TEXT,                                       -- the last time account 62 was
    next_at  TEXT NOT NULL,
    failures BIGINT NOT NULL DEFAULT 0,                  -- in a row
    refusal  TEXT                                        -- JSON of why the last time was in vain
);
