-- What clients pay a month, and the monthly issue of invoices: what differs, what is decided about it, what is sent.

-- The kinds of imports are those that rooms read; `fees` is one of them. A list of them in a CHECK can't be changed.
DROP INDEX IF EXISTS import_by_kind;
ALTER TABLE import ADD COLUMN what TEXT NOT NULL DEFAULT '';
UPDATE import SET what = kind;
ALTER TABLE import DROP COLUMN kind;
ALTER TABLE import RENAME COLUMN what TO kind;
CREATE INDEX import_by_kind ON import (kind, imported_at);

-- What was said of a client's fee, by a hand or by a table. The later word about a month counts; a word that is taken back
-- is deleted, and what was said before counts again.
CREATE TABLE fee (
    id        TEXT PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES client (id),
    sum       BIGINT NOT NULL CHECK (sum >= 0),      -- kopecks a month; 0: nothing is paid any more
    since     TEXT NOT NULL,                         -- day: the first of the first month it is paid for
    contract  TEXT CHECK (contract IN ('signed', 'unsigned')), -- null: not a word about it
    import_id TEXT REFERENCES import (id),           -- null: by a hand
    set_by    TEXT REFERENCES person (id),           -- null: the command line
    set_at    TEXT NOT NULL
);
CREATE INDEX fee_by_client ON fee (client_id, since);
CREATE INDEX fee_by_import ON fee (import_id);

-- Something about a month's invoices that is not as expected.
CREATE TABLE issue_case (
    id         TEXT PRIMARY KEY,
    service    TEXT NOT NULL,                        -- day: the first of the month the invoices are for
    client_id  TEXT NOT NULL REFERENCES client (id),
    key        TEXT NOT NULL,                        -- the kind; of an invoice too many, that invoice as well
    kind       TEXT NOT NULL CHECK (kind IN ('missing', 'extra', 'sum', 'details')),
    invoice_id TEXT,                                 -- may be gone with an import that was taken back
    expected   BIGINT,                               -- kopecks, as it was when it was last looked at
    issued     BIGINT,
    state      TEXT NOT NULL CHECK (state IN ('open', 'ok', 'books', 'not', 'settled')),
    reason     TEXT NOT NULL DEFAULT '',             -- a ready one, or the words of who decided
    task_id    TEXT REFERENCES task (id),            -- what accounting was asked for
    decided_by TEXT REFERENCES person (id),
    decided_at TEXT,
    opened_at  TEXT NOT NULL,
    later_at   TEXT,                                 -- put behind the others
    back_at    TEXT,                                 -- was decided, and has changed since
    rev        BIGINT NOT NULL DEFAULT 0,
    UNIQUE (service, client_id, key)
);

-- Where a person stands with a month, and what was told of it last.
CREATE TABLE issue_run (
    person_id   TEXT NOT NULL REFERENCES person (id),
    service     TEXT NOT NULL,
    checked_at  TEXT,                                -- the check before was told
    called_at   TEXT,                                -- the beginning was told
    begun_at    TEXT,
    reminded_at TEXT,
    closed_at   TEXT,                                -- the invoices were sent, or need not be
    case_id     TEXT REFERENCES issue_case (id),     -- the card that is shown
    expected    BIGINT NOT NULL DEFAULT 0,           -- clients
    issued      BIGINT NOT NULL DEFAULT 0,           -- have an invoice
    ready       BIGINT NOT NULL DEFAULT 0,           -- nothing is to be done about
    open        BIGINT NOT NULL DEFAULT 0,
    books       BIGINT NOT NULL DEFAULT 0,           -- accounting has them
    PRIMARY KEY (person_id, service)
);

-- Invoices that go out together: taken back at once until they go.
CREATE TABLE issue_batch (
    id        TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    service   TEXT NOT NULL,
    picked    TEXT NOT NULL,                         -- JSON: invoices and their sums as they were shown
    goes_at   TEXT NOT NULL,
    done      BIGINT NOT NULL DEFAULT 0,             -- so many of them are behind us
    sent      BIGINT NOT NULL DEFAULT 0,
    made_at   TEXT NOT NULL,
    undone_at TEXT,
    ended_at  TEXT
);
CREATE INDEX issue_batch_by_service ON issue_batch (service);

-- The state of imports and fees at the last look: what has not changed is not looked at again.
CREATE TABLE issue_look (
    one   BIGINT PRIMARY KEY CHECK (one = 1),
    pulse TEXT NOT NULL
);

CREATE INDEX invoice_by_day ON invoice (issued_on);
