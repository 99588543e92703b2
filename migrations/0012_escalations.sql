-- Alerts: one message per client, rule and day (PRODUCT 4.8).

CREATE TABLE alert (
    id            TEXT PRIMARY KEY,
    rule          TEXT NOT NULL,                     -- E1, E2, E11.bank …
    subject       TEXT NOT NULL,                     -- id of the client; '': the whole department
    client_id     TEXT REFERENCES client (id),
    local_date    TEXT NOT NULL,                     -- day of the company
    state         TEXT NOT NULL CHECK (state IN ('open', 'acked', 'snoozed', 'resolved')),
    level         BIGINT NOT NULL DEFAULT 1,         -- 1 first, 2 repeated, 3 to the substitute
    round         BIGINT NOT NULL DEFAULT 1,         -- raised every time it is to be said anew
    called_at     TEXT NOT NULL,                     -- UTC; when the round began: whoever was off then hears it later
    due_at        TEXT,                              -- UTC; when the next level is due; null: nobody has got this round yet
    ack_minutes   BIGINT NOT NULL,                   -- working minutes to acknowledge, as the rule stood when it began
    assigned_to   TEXT REFERENCES person (id),       -- delegated to
    acked_by      TEXT REFERENCES person (id),
    acked_at      TEXT,
    snoozed_until TEXT,                              -- UTC
    snoozed_by    TEXT REFERENCES person (id),
    snoozes       BIGINT NOT NULL DEFAULT 0,
    reason        TEXT NOT NULL DEFAULT '',          -- of the snooze
    opened_at     TEXT NOT NULL,
    resolved_at   TEXT,
    rev           BIGINT NOT NULL DEFAULT 0,
    UNIQUE (rule, subject, local_date),
    CHECK ((state = 'snoozed') = (snoozed_until IS NOT NULL)),
    CHECK ((state = 'resolved') = (resolved_at IS NOT NULL))
);
CREATE INDEX alert_open ON alert (rule, subject) WHERE state <> 'resolved';
CREATE INDEX alert_by_client ON alert (client_id, state);

-- What an alert is about: requests, claims …
CREATE TABLE alert_item (
    alert_id   TEXT NOT NULL REFERENCES alert (id),
    entity     TEXT NOT NULL,
    opened_at  TEXT NOT NULL,
    settled_at TEXT,
    PRIMARY KEY (alert_id, entity)
);

-- Every time it was said, to whom, and the card that shows it.
CREATE TABLE alert_card (
    card_id   TEXT NOT NULL REFERENCES card (id),
    alert_id  TEXT NOT NULL REFERENCES alert (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    level     BIGINT NOT NULL,                       -- as it was said
    round     BIGINT NOT NULL,
    listed    BIGINT NOT NULL DEFAULT 0,             -- 1: one line among others, for whoever was off
    said_at   TEXT NOT NULL,
    PRIMARY KEY (card_id, alert_id)
);
CREATE INDEX alert_card_by_alert ON alert_card (alert_id, person_id);
