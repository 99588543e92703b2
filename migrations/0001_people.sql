-- Who uses the bot: staff and the contact persons of clients, their roles and the invitations that let them in.

CREATE TABLE person (
    id             TEXT PRIMARY KEY,
    name           TEXT NOT NULL CHECK (name <> ''),
    tg_id          BIGINT UNIQUE,                    -- Telegram's numeric id; null until the invitation is used
    phone          TEXT,                             -- E.164
    lang           TEXT NOT NULL DEFAULT 'ru' CHECK (lang IN ('ru', 'en')),
    zone           TEXT NOT NULL DEFAULT 'Europe/Moscow',
    digest_at      TEXT NOT NULL DEFAULT '08:45',    -- local time of day
    hours          TEXT NOT NULL DEFAULT '09:00-13:00,14:00-18:00',
    consent_at     TEXT,                             -- UTC; clients only
    unreachable_at TEXT,                             -- UTC; blocked the bot
    revoked_at     TEXT,                             -- UTC; left the company
    created_at     TEXT NOT NULL
);

CREATE TABLE person_role (
    person_id TEXT NOT NULL REFERENCES person (id),
    role      TEXT NOT NULL CHECK (role IN ('manager', 'head', 'deputy', 'engineer', 'support', 'implementer',
                                            'sales', 'accounting', 'marketing', 'client', 'admin')),
    PRIMARY KEY (person_id, role)
);

CREATE TABLE invitation (
    id         TEXT PRIMARY KEY,
    code_hash  TEXT NOT NULL UNIQUE,                 -- SHA-256 of the code, hex; the code itself is never kept
    person_id  TEXT NOT NULL REFERENCES person (id), -- who becomes reachable by it
    role       TEXT NOT NULL,
    issued_by  TEXT REFERENCES person (id),          -- null: the command line
    issued_at  TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    opened_by  BIGINT,                               -- Telegram's id of who opened the link: nobody else can use it
    consent_at TEXT,                                 -- UTC; consent of a client's contact person
    used_at    TEXT
);
CREATE INDEX invitation_by_person ON invitation (person_id);
CREATE INDEX invitation_opened ON invitation (opened_by) WHERE used_at IS NULL;
