-- The morning digests that were said: their cards are kept up to date through the day.

CREATE TABLE digest (
    person_id  TEXT NOT NULL REFERENCES person (id),
    local_date TEXT NOT NULL,                        -- day of the person
    kind       TEXT NOT NULL CHECK (kind IN ('own', 'head')),
    card_id    TEXT NOT NULL REFERENCES card (id),
    late       BIGINT NOT NULL DEFAULT 0,            -- 1: it came late and says so
    missed_on  TEXT,                                 -- day whose digest was missed, and told in this one
    PRIMARY KEY (person_id, local_date, kind)
);
CREATE INDEX digest_by_date ON digest (local_date);
