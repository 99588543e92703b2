-- Where a person stands on the walk through the items of the digest, so that what comes after a settled item is found.

CREATE TABLE walk (
    person_id  TEXT PRIMARY KEY REFERENCES person (id),
    local_date TEXT NOT NULL,                        -- day of the person; tomorrow's walk begins anew
    at         BIGINT NOT NULL,                      -- the place of the item shown last, from 0
    seen       TEXT NOT NULL                         -- its id, as its room writes it
);
