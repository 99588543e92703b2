-- Engineers' own calendars: half-days that are held for a talk about a day, taken by a visit, or busy for their own reasons.

CREATE TABLE engineer_half (
    engineer_id TEXT NOT NULL REFERENCES person (id),
    day         TEXT NOT NULL,                       -- the engineer's civil day
    half        TEXT NOT NULL CHECK (half IN ('am', 'pm')),
    kind        TEXT NOT NULL CHECK (kind IN ('held', 'taken', 'busy')),
    link        TEXT NOT NULL DEFAULT '',            -- for what: installation:0198…; empty: busy
    label       TEXT NOT NULL DEFAULT '',            -- М-12 · ТСН «Ромашка»
    town        TEXT NOT NULL DEFAULT '',
    until       TEXT,                                -- UTC; a hold counts till then
    at          TEXT NOT NULL,                       -- UTC; since when
    PRIMARY KEY (engineer_id, day, half),
    CHECK ((kind = 'held') = (until IS NOT NULL)),
    CHECK (kind = 'busy' OR link <> '')
);
CREATE INDEX engineer_half_by_link ON engineer_half (link) WHERE link <> '';

-- What an engineer's calendar does not tell.
CREATE TABLE engineer_habit (
    engineer_id TEXT PRIMARY KEY REFERENCES person (id),
    saturdays   BIGINT NOT NULL DEFAULT 0 CHECK (saturdays IN (0, 1))
);
