-- Couriers of Dostavista: what a delivery would cost, each try to get one, what they call back, what is on the account.

-- What the price of a delivery was last asked for, and what came of it.
CREATE TABLE courier_quote (
    delivery_id TEXT PRIMARY KEY REFERENCES delivery (id),
    ask         TEXT NOT NULL,                       -- id of the asking: an answer to an older one counts no more
    stage       TEXT NOT NULL CHECK (stage IN ('asked', 'waiting', 'told', 'refused', 'changed')), -- changed: since it was approved
    address     TEXT NOT NULL DEFAULT '',            -- to where, as they understand it
    why         TEXT NOT NULL DEFAULT '',            -- JSON: why there is no price
    at          TEXT NOT NULL
);

-- A try to get a courier: written down before they are asked, under a number of ours, and asked for once. What its outcome
-- is when the answer is lost is looked up by that number.
CREATE TABLE courier (
    id           TEXT PRIMARY KEY,                   -- 32 letters: the number they are told
    delivery_id  TEXT NOT NULL REFERENCES delivery (id),
    stage        TEXT NOT NULL CHECK (stage IN ('wanted', 'calling', 'unknown', 'missing', 'booked', 'done', 'refused',
                                                'dropped', 'cancelled')),
    stage_at     TEXT NOT NULL,
    by_id        TEXT NOT NULL REFERENCES person (id), -- who said "call"
    price        BIGINT NOT NULL CHECK (price >= 0), -- kopecks: what was shown then, later what they say
    wanted_at    TEXT NOT NULL,
    called_at    TEXT,                               -- when they were asked
    booked_at    TEXT,                               -- when they took it
    from_balance BIGINT NOT NULL DEFAULT 1,          -- 1: paid from the account
    tries        BIGINT NOT NULL DEFAULT 0,
    next_at      TEXT NOT NULL,                      -- not before this it is tried again, or looked up
    why          TEXT NOT NULL DEFAULT '',           -- JSON: why it waits, why it was refused
    order_no     BIGINT UNIQUE,                      -- theirs
    status       TEXT NOT NULL DEFAULT '',           -- their word
    name         TEXT NOT NULL DEFAULT '',           -- the courier
    phone        TEXT,
    car          TEXT NOT NULL DEFAULT '',
    eta          TEXT,                               -- at the client's
    tracking_url TEXT NOT NULL DEFAULT '',
    picked_at    TEXT,                               -- was at our place
    visited_at   TEXT,                               -- was at the client's
    sign_url     TEXT NOT NULL DEFAULT '',
    place_url    TEXT NOT NULL DEFAULT '',
    received_by  TEXT NOT NULL DEFAULT '',
    waybill_url  TEXT NOT NULL DEFAULT '',
    cancelling   TEXT CHECK (cancelling IN ('asked', 'shown', 'wanted', 'refused')), -- the fee is asked for, was shown, cancel it
    fee          BIGINT CHECK (fee >= 0),            -- what cancelling would cost
    cost         BIGINT CHECK (cost >= 0),           -- of the receipt
    polled_at    TEXT,
    CHECK (stage NOT IN ('booked', 'done') OR order_no IS NOT NULL)
);
-- One courier at a time, whatever the network does.
CREATE UNIQUE INDEX courier_live ON courier (delivery_id)
    WHERE stage IN ('wanted', 'calling', 'unknown', 'missing', 'booked', 'done');
CREATE INDEX courier_open ON courier (next_at) WHERE stage IN ('wanted', 'calling', 'unknown', 'booked');

-- What they called back: hints to look, never the truth.
CREATE TABLE courier_event (
    order_no    BIGINT NOT NULL,
    status      TEXT NOT NULL,
    at          TEXT NOT NULL,                       -- as they say
    received_at TEXT NOT NULL,
    PRIMARY KEY (order_no, status, at)
);

-- What was on the account, by whoever looked.
CREATE TABLE courier_balance (
    id       TEXT PRIMARY KEY,
    sum      BIGINT NOT NULL CHECK (sum >= 0),       -- kopecks
    by_id    TEXT NOT NULL REFERENCES person (id),
    at       TEXT NOT NULL,
    undone_at TEXT
);
CREATE INDEX courier_balance_at ON courier_balance (at);

-- Accounting was asked to top it up, once a day.
CREATE TABLE courier_topup (
    day     TEXT PRIMARY KEY,
    by_id   TEXT NOT NULL REFERENCES person (id),
    task_id TEXT REFERENCES task (id),               -- null: nobody of accounting is here, the heads were told
    at      TEXT NOT NULL
);
