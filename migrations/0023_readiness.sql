-- Readiness: when a site of a client is ready for installation, who said so, and whether the client stands by it.

CREATE TABLE site_ready (
    id        TEXT PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES client (id),
    site_id   TEXT NOT NULL DEFAULT '',                -- a site of theirs; '' is the client as a whole
    ready_on  TEXT NOT NULL,                           -- day
    power     BIGINT CHECK (power IN (0, 1)),          -- whether there is 220 V; NULL: nobody has said
    net       BIGINT CHECK (net IN (0, 1)),            -- whether there is internet; NULL: nobody has said
    source    TEXT NOT NULL CHECK (source IN ('call', 'client', 'visit')),
    by_id     TEXT NOT NULL REFERENCES person (id),    -- who said so or wrote it down
    at        TEXT NOT NULL,                           -- UTC; when
    ask_on    TEXT,                                    -- day on which the client is to be asked whether it holds
    round     BIGINT NOT NULL DEFAULT 0,               -- a button of the client's counts only for the date it was made for
    asked_at  TEXT,                                    -- UTC; when the client was asked
    answer_by TEXT,                                    -- UTC; until when an answer is waited for
    sure_at   TEXT,                                    -- UTC; when the date was confirmed
    sure_by   TEXT REFERENCES person (id),
    task_id   TEXT REFERENCES task (id),               -- the call that was put because nobody answered
    rev       BIGINT NOT NULL DEFAULT 0,
    UNIQUE (client_id, site_id),
    CHECK ((sure_at IS NULL) = (sure_by IS NULL))
);
CREATE INDEX site_ready_ask ON site_ready (ask_on) WHERE ask_on IS NOT NULL;
CREATE INDEX site_ready_answer ON site_ready (answer_by) WHERE answer_by IS NOT NULL;
CREATE INDEX site_ready_day ON site_ready (ready_on);

-- Every date that was named, and every time one was confirmed (then both days are the same).
CREATE TABLE site_ready_step (
    id       TEXT PRIMARY KEY,
    ready_id TEXT NOT NULL REFERENCES site_ready (id),
    from_on  TEXT,                                     -- day; NULL: the first that was named
    to_on    TEXT NOT NULL,                            -- day
    why      TEXT NOT NULL DEFAULT '',
    source   TEXT NOT NULL CHECK (source IN ('call', 'client', 'visit')),
    by_id    TEXT NOT NULL REFERENCES person (id),
    at       TEXT NOT NULL
);
CREATE INDEX site_ready_step_of ON site_ready_step (ready_id, id);
CREATE INDEX site_ready_step_at ON site_ready_step (at);

-- Where the question stands in the chats of the client.
CREATE TABLE site_ready_card (
    ready_id  TEXT NOT NULL REFERENCES site_ready (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    card_id   TEXT NOT NULL REFERENCES card (id),
    PRIMARY KEY (ready_id, person_id)
);
