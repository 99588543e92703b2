-- Deliveries: what goes to a client, from where, by what, when, and where it stands. What one way of shipping needs for
-- itself (a courier's order, a carrier's track number, the client's word) lies in the tables after this one.

CREATE TABLE delivery (
    id            TEXT PRIMARY KEY,
    number        BIGINT NOT NULL UNIQUE,            -- Д-318
    client_id     TEXT NOT NULL REFERENCES client (id),
    way           TEXT NOT NULL CHECK (way IN ('courier', 'large', 'carrier')),
    place_id      TEXT REFERENCES place (id),        -- from where; null: from where the words say
    address       TEXT NOT NULL,                     -- to where, as typed
    entry         TEXT NOT NULL DEFAULT '',          -- how to get in: a pass, a gate
    contact_name  TEXT NOT NULL,                     -- on site
    contact_phone TEXT NOT NULL,                     -- E.164
    starts_at     TEXT NOT NULL,                     -- UTC; the window at the client
    ends_at       TEXT NOT NULL,
    weight        BIGINT NOT NULL CHECK (weight > 0), -- grams
    longest       BIGINT NOT NULL CHECK (longest > 0), -- cm
    transport     TEXT NOT NULL CHECK (transport IN ('foot', 'car', 'heel', 'porter', 'gazelle', 'large')),
    transport_why TEXT NOT NULL DEFAULT '',          -- why not the one that fits
    value         BIGINT NOT NULL DEFAULT 0 CHECK (value >= 0), -- kopecks, declared
    insured       BIGINT NOT NULL DEFAULT 0 CHECK (insured >= 0), -- kopecks
    loaders       BIGINT NOT NULL DEFAULT 0 CHECK (loaders >= 0),
    invoice_id    TEXT REFERENCES invoice (id),      -- for the equipment
    note          TEXT NOT NULL DEFAULT '',          -- for the courier
    agreed_how    TEXT CHECK (agreed_how IN ('client', 'phone', 'override')), -- the window
    agreed_word   TEXT NOT NULL DEFAULT '',          -- who agreed, or why without
    agreed_at     TEXT,
    state         TEXT NOT NULL CHECK (state IN ('draft', 'quoted', 'approved', 'ordered', 'assigned', 'picked_up',
                                                 'in_transit', 'at_terminal', 'ready_for_pickup', 'delivered',
                                                 'received', 'closed', 'problem', 'cancelled', 'returned')),
    state_at      TEXT NOT NULL,                     -- UTC; since when
    moved_at      TEXT NOT NULL,                     -- UTC; the last sign of life
    price         BIGINT CHECK (price >= 0),         -- kopecks
    priced_at     TEXT,
    approved_by   TEXT REFERENCES person (id),       -- who said "call it"
    approved_at   TEXT,
    left_at       TEXT,                              -- picked up
    delivered_at  TEXT,
    received_at   TEXT,                              -- the client has it, whoever says so
    why           TEXT NOT NULL DEFAULT '',          -- of a cancellation, a return, a problem
    rev           BIGINT NOT NULL DEFAULT 0,
    opened_by     TEXT NOT NULL REFERENCES person (id),
    opened_at     TEXT NOT NULL,
    changed_at    TEXT NOT NULL,
    CHECK (starts_at < ends_at),
    CHECK ((price IS NULL) = (priced_at IS NULL)),
    CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
    CHECK ((agreed_how IS NULL) = (agreed_at IS NULL)),
    CHECK (state NOT IN ('received', 'closed') OR received_at IS NOT NULL)
);
CREATE INDEX delivery_by_client ON delivery (client_id, starts_at);
CREATE INDEX delivery_open ON delivery (starts_at) WHERE state NOT IN ('closed', 'cancelled', 'returned');

-- What is shipped: of the stock, or in words.
CREATE TABLE delivery_item (
    delivery_id TEXT NOT NULL REFERENCES delivery (id),
    line        BIGINT NOT NULL,                     -- from 1
    item_id     TEXT REFERENCES item (id),
    name        TEXT NOT NULL,
    qty         BIGINT NOT NULL CHECK (qty > 0),
    serials     TEXT NOT NULL DEFAULT '',            -- with commas
    PRIMARY KEY (delivery_id, line)
);

-- Where it has been, step by step.
CREATE TABLE delivery_step (
    id          TEXT PRIMARY KEY,
    delivery_id TEXT NOT NULL REFERENCES delivery (id),
    state       TEXT NOT NULL,
    at          TEXT NOT NULL                        -- UTC; when it happened, by whoever knows best
);
CREATE INDEX delivery_step_by_delivery ON delivery_step (delivery_id, id);

-- Where it is shown: one card for each who sees it, kept up to date.
CREATE TABLE delivery_card (
    delivery_id TEXT NOT NULL REFERENCES delivery (id),
    person_id   TEXT NOT NULL REFERENCES person (id),
    side        TEXT NOT NULL CHECK (side IN ('us', 'client')),
    card_id     TEXT NOT NULL REFERENCES card (id),
    PRIMARY KEY (delivery_id, person_id)
);
