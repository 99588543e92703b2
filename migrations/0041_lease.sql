-- Who polls, sends and looks at the clock, of several processes on one PostgreSQL: each is done by one, for a term.
CREATE TABLE lease (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    -- Seconds of the database's own clock since 1970.
    until BIGINT NOT NULL
);
