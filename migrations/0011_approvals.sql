-- What is asked of a head, and the verdict.

CREATE TABLE approval (
    id          TEXT PRIMARY KEY,
    kind        TEXT NOT NULL,                       -- contract, sum, compensation, claim, question …: the room that asks knows it
    client_id   TEXT REFERENCES client (id),
    entity      TEXT NOT NULL,                       -- id of what is decided about
    asker_id    TEXT REFERENCES person (id),         -- null: the bot
    question    TEXT NOT NULL,                       -- the asker's words
    sum         BIGINT,                              -- kopecks
    attached    TEXT NOT NULL DEFAULT '[]',          -- JSON: files of Telegram
    quiet       BIGINT NOT NULL DEFAULT 0,           -- 1: no card of its own, a rule of escalation shows it
    assigned_to TEXT REFERENCES person (id),         -- delegated to; null: the heads
    state       TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'decided', 'withdrawn')),
    verdict     TEXT,                                -- the option chosen
    word        TEXT NOT NULL DEFAULT '',            -- the decider's words
    decided_by  TEXT REFERENCES person (id),
    decided_at  TEXT,
    asked_at    TEXT NOT NULL,
    waits_since TEXT NOT NULL,                       -- since when whoever decides has had it
    rev         BIGINT NOT NULL DEFAULT 0,
    CHECK ((state = 'decided') = (decided_at IS NOT NULL))
);
CREATE INDEX approval_open ON approval (asked_at) WHERE state = 'open';
CREATE INDEX approval_by_entity ON approval (entity);
CREATE INDEX approval_by_client ON approval (client_id, state);

-- Where it is shown, to be kept up to date.
CREATE TABLE approval_card (
    card_id     TEXT PRIMARY KEY REFERENCES card (id),
    approval_id TEXT NOT NULL REFERENCES approval (id),
    person_id   TEXT NOT NULL REFERENCES person (id)
);
CREATE INDEX approval_card_by_approval ON approval_card (approval_id);
