-- Claims: what a client holds against us, what we offer, what the head decides and how it ends. Who looks after a claim
-- is who looks after its client.

CREATE TABLE claim (
    id             TEXT PRIMARY KEY,
    number         BIGINT NOT NULL UNIQUE,           -- П-17
    client_id      TEXT NOT NULL REFERENCES client (id),
    request_id     TEXT NOT NULL REFERENCES request (id), -- the conversation about it
    person_id      TEXT REFERENCES person (id),      -- the contact person in the bot; null: told by phone
    who            TEXT NOT NULL,                    -- who complains, as shown
    opened_by      TEXT NOT NULL REFERENCES person (id),
    kind           TEXT NOT NULL CHECK (kind IN ('equipment', 'installation', 'delivery', 'software', 'bill', 'staff',
                                                 'terms', 'other')),
    essence        TEXT NOT NULL,                    -- the client's words; may be empty where there are files
    wish           TEXT NOT NULL CHECK (wish IN ('fix', 'replace', 'refund', 'discount', 'apology', 'other')),
    sum            BIGINT CHECK (sum > 0),           -- kopecks
    written        BIGINT NOT NULL DEFAULT 0,        -- 1: it came on paper
    incoming       TEXT NOT NULL DEFAULT '',         -- its incoming number
    answer_due     TEXT,                             -- day; the contract wants an answer by then
    disputed       TEXT NOT NULL DEFAULT '[]',       -- JSON: invoices that leave dunning while it is open
    level          TEXT NOT NULL CHECK (level IN ('simple', 'complex')),
    reasons        TEXT NOT NULL DEFAULT '[]',       -- JSON: why it is complex
    complex_at     TEXT,
    state          TEXT NOT NULL CHECK (state IN ('new', 'acknowledged', 'investigating', 'offer', 'accepted', 'disputed',
                                                  'escalated', 'decision', 'done', 'closed', 'void')), -- void: a mistake
    offer_id       TEXT,                             -- of the last offer: the head is asked about it
    offer_what     TEXT NOT NULL DEFAULT '',
    offer_sum      BIGINT,
    offer_on       TEXT,                             -- day by which we do it
    offer_text     TEXT NOT NULL DEFAULT '',         -- to the client, if it is not the usual one
    offer_state    TEXT CHECK (offer_state IN ('asked', 'sent', 'refused')),
    offer_sent_at  TEXT,                             -- UTC; when the client gets it
    allowed        BIGINT,                           -- kopecks the head allows for this claim
    verdict        TEXT CHECK (verdict IN ('as', 'other', 'refuse', 'offer')), -- what the head decided
    decided_word   TEXT NOT NULL DEFAULT '',         -- the head's words; never the client's
    decided_by     TEXT REFERENCES person (id),
    decided_at     TEXT,
    solved_at      TEXT,                             -- the client said it is solved
    result         TEXT NOT NULL DEFAULT '',
    cause          TEXT CHECK (cause IN ('defect', 'installation', 'delivery', 'bill', 'misunderstanding', 'terms',
                                         'staff', 'other')),
    unconfirmed    TEXT NOT NULL DEFAULT '',         -- why it is closed without the client's word
    legal_to       TEXT NOT NULL DEFAULT '',         -- which lawyers have it
    legal_passed   TEXT NOT NULL DEFAULT '',         -- what they were given
    legal_on       TEXT,                             -- day; since when
    answer_by      TEXT NOT NULL,                    -- UTC
    offer_by       TEXT NOT NULL,                    -- UTC
    decide_by      TEXT,                             -- UTC; complex ones
    close_by       TEXT NOT NULL,                    -- UTC
    reopened       BIGINT NOT NULL DEFAULT 0,        -- how often
    asks           BIGINT NOT NULL DEFAULT 0,        -- raised with every question to the client
    rev            BIGINT NOT NULL DEFAULT 0,
    opened_at      TEXT NOT NULL,
    changed_at     TEXT NOT NULL,
    acknowledged_at TEXT,
    closed_at      TEXT,
    CHECK ((level = 'complex') = (complex_at IS NOT NULL)),
    CHECK ((verdict IS NULL) = (decided_at IS NULL)),
    CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
    CHECK (state <> 'closed' OR (result <> '' AND cause IS NOT NULL AND (solved_at IS NOT NULL OR unconfirmed <> ''))),
    CHECK (state <> 'closed' OR level = 'simple' OR decided_at IS NOT NULL)
);
CREATE INDEX claim_by_client ON claim (client_id, opened_at);
CREATE INDEX claim_by_request ON claim (request_id);
CREATE INDEX claim_open ON claim (client_id) WHERE state NOT IN ('closed', 'void');
CREATE INDEX claim_by_offer ON claim (offer_id);

-- Where it is shown: one card for each who sees it, kept up to date.
CREATE TABLE claim_card (
    claim_id  TEXT NOT NULL REFERENCES claim (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    side      TEXT NOT NULL CHECK (side IN ('us', 'client')),
    card_id   TEXT NOT NULL REFERENCES card (id),
    PRIMARY KEY (claim_id, person_id)
);

-- A file that proves something: what it was when it came.
CREATE TABLE claim_evidence (
    id         TEXT PRIMARY KEY,
    claim_id   TEXT NOT NULL REFERENCES claim (id),
    file       TEXT NOT NULL,                        -- JSON: where it is in Telegram
    who        TEXT NOT NULL,                        -- from whom, as shown
    got_at     TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('waits', 'read', 'large', 'gone')),
    sha256     TEXT NOT NULL DEFAULT '',             -- hex
    size       BIGINT NOT NULL DEFAULT 0,            -- bytes
    CHECK ((state = 'read') = (sha256 <> ''))
);
CREATE INDEX claim_evidence_by_claim ON claim_evidence (claim_id, id);

-- A step of the plan: a task of its owner.
CREATE TABLE claim_step (
    id       TEXT PRIMARY KEY,
    claim_id TEXT NOT NULL REFERENCES claim (id),
    text     TEXT NOT NULL,
    owner_id TEXT NOT NULL REFERENCES person (id),
    due_on   TEXT NOT NULL,                          -- day
    task_id  TEXT NOT NULL REFERENCES task (id),     -- done when the task is
    put_at   TEXT NOT NULL
);
CREATE INDEX claim_step_by_claim ON claim_step (claim_id, due_on);
