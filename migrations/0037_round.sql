-- The round of one time zone; days on which a round had hardly moved by 16:00 (row 2.1).

ALTER TABLE round ADD COLUMN utc_offset BIGINT;      -- minutes: only clients whose clocks are so far ahead of UTC; null: all

CREATE TABLE round_slow (
    person_id TEXT NOT NULL REFERENCES person (id),
    day       TEXT NOT NULL,                         -- the person's civil day
    called    BIGINT NOT NULL CHECK (called >= 0),   -- clients called by 16:00
    planned   BIGINT NOT NULL CHECK (planned > 0),   -- those and the ones still to call
    PRIMARY KEY (person_id, day)
);
