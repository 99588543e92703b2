-- Warehouse: what we keep and where, what of it is promised to whom, what is on its way here, and every movement.

CREATE TABLE item (
    id          TEXT PRIMARY KEY,
    name        TEXT NOT NULL CHECK (name <> ''),
    search_name TEXT NOT NULL UNIQUE,                -- folded
    sku         TEXT NOT NULL DEFAULT '',            -- the article number; may be empty
    search_sku  TEXT NOT NULL DEFAULT '',            -- folded
    unit        TEXT NOT NULL,                       -- шт, м, компл
    least       BIGINT NOT NULL DEFAULT 0 CHECK (least >= 0), -- with fewer free it is to be ordered
    weight      BIGINT CHECK (weight > 0),           -- grams each
    length      BIGINT CHECK (length > 0),           -- centimetres, the longest side
    serial      BIGINT NOT NULL DEFAULT 0,           -- 1: each piece has a serial number
    rev         BIGINT NOT NULL DEFAULT 0,
    created_at  TEXT NOT NULL
);
CREATE UNIQUE INDEX item_by_sku ON item (search_sku) WHERE search_sku <> '';

CREATE TABLE place (
    id          TEXT PRIMARY KEY,
    name        TEXT NOT NULL CHECK (name <> ''),
    search_name TEXT NOT NULL UNIQUE,                -- folded
    address     TEXT NOT NULL,
    hours       TEXT NOT NULL DEFAULT '09:00-18:00', -- when goods are given out there
    contact     TEXT NOT NULL DEFAULT '',            -- whom to ask for
    phone       TEXT,
    created_at  TEXT NOT NULL
);

-- How many of an item are at a place, and how many of these are promised.
CREATE TABLE stock (
    item_id  TEXT NOT NULL REFERENCES item (id),
    place_id TEXT NOT NULL REFERENCES place (id),
    on_hand  BIGINT NOT NULL DEFAULT 0,
    reserved BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (item_id, place_id),
    CHECK (on_hand >= 0),
    CHECK (reserved >= 0 AND reserved <= on_hand)
);

-- Goods promised to something: a delivery, a visit. What there is not enough of is wanted until it comes.
CREATE TABLE reservation (
    id         TEXT PRIMARY KEY,
    item_id    TEXT NOT NULL REFERENCES item (id),
    place_id   TEXT NOT NULL REFERENCES place (id),
    qty        BIGINT NOT NULL CHECK (qty > 0),
    link       TEXT NOT NULL,                        -- what it is for: delivery:<id>
    label      TEXT NOT NULL,                        -- the same in words
    by_id      TEXT REFERENCES person (id),          -- who wants it; null: the bot
    state      TEXT NOT NULL CHECK (state IN ('wanted', 'reserved', 'released', 'issued', 'returned')),
    serials    TEXT NOT NULL DEFAULT '[]',           -- JSON: of what has been issued
    told       TEXT NOT NULL DEFAULT '',             -- arrivals and days that who wants it has been told of
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
);
CREATE INDEX reservation_by_link ON reservation (link);
CREATE INDEX reservation_live ON reservation (item_id, place_id, id) WHERE state IN ('wanted', 'reserved');

-- Goods on their way to us.
CREATE TABLE arrival (
    id           TEXT PRIMARY KEY,
    item_id      TEXT NOT NULL REFERENCES item (id),
    place_id     TEXT NOT NULL REFERENCES place (id),
    qty          BIGINT NOT NULL CHECK (qty > 0),
    due_on       TEXT NOT NULL,                      -- day
    supplier     TEXT NOT NULL DEFAULT '',           -- from whom
    state        TEXT NOT NULL CHECK (state IN ('expected', 'late', 'came', 'cancelled')), -- late: the day has passed
    reason       TEXT NOT NULL DEFAULT '',           -- why it has another day than before
    moved_at     TEXT,                               -- when it was given another day, or its day had passed
    confirmed_at TEXT NOT NULL,                      -- when the day was last confirmed
    by_id        TEXT REFERENCES person (id),
    closed_at    TEXT,
    rev          BIGINT NOT NULL DEFAULT 0,
    CHECK ((state IN ('came', 'cancelled')) = (closed_at IS NOT NULL))
);
CREATE INDEX arrival_open ON arrival (item_id, due_on) WHERE state IN ('expected', 'late');

-- Every movement, for ever.
CREATE TABLE movement (
    id          TEXT PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('receipt', 'issue', 'reserve', 'release', 'transfer')),
    item_id     TEXT NOT NULL REFERENCES item (id),
    place_id    TEXT NOT NULL REFERENCES place (id),
    to_place_id TEXT REFERENCES place (id),
    qty         BIGINT NOT NULL CHECK (qty > 0),
    reason      TEXT NOT NULL DEFAULT '',
    link        TEXT NOT NULL DEFAULT '',
    label       TEXT NOT NULL DEFAULT '',            -- the link in words
    serials     TEXT NOT NULL DEFAULT '[]',          -- JSON
    by_id       TEXT REFERENCES person (id),         -- null: the bot, or a table read on the command line
    at          TEXT NOT NULL,
    CHECK ((kind = 'transfer') = (to_place_id IS NOT NULL))
);
CREATE INDEX movement_by_item ON movement (item_id, id);
