-- Carriers: whom we ask for large transport and who takes goods to other towns; what was asked, what they offered, and
-- how a delivery of theirs goes.

CREATE TABLE carrier (
    id          TEXT PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('large', 'intercity')),
    name        TEXT NOT NULL,
    search_name TEXT NOT NULL,                       -- folded
    contact     TEXT NOT NULL DEFAULT '',            -- whom to ask for
    phone       TEXT,                                -- E.164
    towns       TEXT NOT NULL DEFAULT '',
    note        TEXT NOT NULL DEFAULT '',
    closed_at   TEXT,                                -- UTC; we do not work with them any more
    rev         BIGINT NOT NULL DEFAULT 0,
    added_by    TEXT NOT NULL REFERENCES person (id),
    added_at    TEXT NOT NULL,
    UNIQUE (kind, search_name)
);

-- What carriers were asked about a delivery: the text they got, to the letter.
CREATE TABLE carrier_request (
    delivery_id TEXT PRIMARY KEY REFERENCES delivery (id),
    words       TEXT NOT NULL,
    phone       TEXT NOT NULL,                       -- E.164; whom they call
    side        TEXT NOT NULL CHECK (side IN ('any', 'back', 'side', 'top')), -- from where it is loaded
    asked_by    TEXT NOT NULL REFERENCES person (id),
    asked_at    TEXT NOT NULL,
    card_id     TEXT REFERENCES card (id)            -- where the text stands that is forwarded
);
CREATE INDEX carrier_request_by_asker ON carrier_request (asked_by, asked_at);

-- Who was asked.
CREATE TABLE carrier_asked (
    delivery_id TEXT NOT NULL REFERENCES carrier_request (delivery_id),
    carrier_id  TEXT NOT NULL REFERENCES carrier (id),
    PRIMARY KEY (delivery_id, carrier_id)
);

-- What they offered.
CREATE TABLE carrier_offer (
    id          TEXT PRIMARY KEY,
    delivery_id TEXT NOT NULL REFERENCES delivery (id),
    carrier_id  TEXT REFERENCES carrier (id),        -- null: not in the book
    name        TEXT NOT NULL,
    price       BIGINT NOT NULL CHECK (price > 0),   -- kopecks
    car         TEXT NOT NULL DEFAULT '',
    comes_at    TEXT,                                -- local time of day at which the car comes
    valid_until TEXT,                                -- UTC
    state       TEXT NOT NULL CHECK (state IN ('open', 'asked', 'chosen', 'refused')), -- asked: the head is
    noted_by    TEXT NOT NULL REFERENCES person (id),
    noted_at    TEXT NOT NULL
);
CREATE INDEX carrier_offer_by_delivery ON carrier_offer (delivery_id, price);
CREATE UNIQUE INDEX carrier_offer_taken ON carrier_offer (delivery_id) WHERE state IN ('asked', 'chosen');

-- Who carries it and how it goes.
CREATE TABLE carrier_leg (
    delivery_id TEXT PRIMARY KEY REFERENCES delivery (id),
    carrier     TEXT NOT NULL,                       -- as we call them
    reach       TEXT NOT NULL CHECK (reach IN ('terminal', 'door')), -- how far they bring it
    terminal    TEXT NOT NULL DEFAULT '',            -- its address
    places      BIGINT NOT NULL CHECK (places > 0),
    weight      BIGINT NOT NULL CHECK (weight > 0),  -- grams
    track       TEXT NOT NULL DEFAULT '',            -- their number
    planned_on  TEXT,                                -- civil day of arrival
    free_until  TEXT,                                -- civil day; the terminal keeps it for nothing until then
    said        TEXT NOT NULL DEFAULT '',            -- the carrier's own word of where it is, if we do not know it
    driver      TEXT NOT NULL DEFAULT '',
    phone       TEXT,                                -- E.164; the driver's
    car         TEXT NOT NULL DEFAULT '',
    bill        BIGINT CHECK (bill > 0),             -- kopecks
    changed_at  TEXT NOT NULL
);
CREATE INDEX carrier_leg_planned ON carrier_leg (planned_on) WHERE planned_on IS NOT NULL;

-- The day of arrival was moved.
CREATE TABLE carrier_moved (
    id          TEXT PRIMARY KEY,
    delivery_id TEXT NOT NULL REFERENCES delivery (id),
    from_on     TEXT,
    to_on       TEXT NOT NULL,
    why         TEXT NOT NULL,
    moved_by    TEXT NOT NULL REFERENCES person (id),
    moved_at    TEXT NOT NULL
);
CREATE INDEX carrier_moved_by_delivery ON carrier_moved (delivery_id, id);
