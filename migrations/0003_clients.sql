-- Clients, their contact persons and sites.

CREATE TABLE client (
    id          TEXT PRIMARY KEY,
    name        TEXT NOT NULL CHECK (name <> ''),
    search_name TEXT NOT NULL,                       -- folded name and aliases: lower case, ё=е
    inn         TEXT UNIQUE,                         -- 10 or 12 digits
    city        TEXT NOT NULL DEFAULT '',
    zone        TEXT NOT NULL DEFAULT 'Europe/Moscow',
    owner_id    TEXT REFERENCES person (id),         -- the manager; null: the pool
    state       TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'suspended', 'left')),
    created_at  TEXT NOT NULL
);
CREATE INDEX client_by_owner ON client (owner_id, name);
CREATE INDEX client_by_search_name ON client (search_name);

CREATE TABLE contact (
    id        TEXT PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES client (id),
    name      TEXT NOT NULL,
    post      TEXT NOT NULL DEFAULT '',              -- бухгалтер, на объекте …
    phone     TEXT,                                  -- E.164
    email     TEXT NOT NULL DEFAULT '',
    rights    TEXT NOT NULL DEFAULT '',              -- receive,agree,invoices,notices
    person_id TEXT REFERENCES person (id),           -- once invited to the bot
    bad_at    TEXT,                                  -- UTC; the number turned out to be wrong
    UNIQUE (client_id, name, phone)
);
CREATE INDEX contact_by_client ON contact (client_id);
CREATE INDEX contact_by_phone ON contact (phone);
CREATE INDEX contact_by_person ON contact (person_id);

CREATE TABLE site (
    id             TEXT PRIMARY KEY,
    client_id      TEXT NOT NULL REFERENCES client (id),
    address        TEXT NOT NULL,
    search_address TEXT NOT NULL,                    -- folded
    UNIQUE (client_id, search_address)
);
CREATE INDEX site_by_client ON site (client_id);
