-- Invoices that were sent again: to whom, how, and what they said to it.

CREATE TABLE invoice_sent (
    id           TEXT PRIMARY KEY,
    invoice_id   TEXT NOT NULL REFERENCES invoice (id),
    client_id    TEXT NOT NULL REFERENCES client (id),
    person_id    TEXT NOT NULL REFERENCES person (id), -- who got it: a contact person, or a colleague who hands it on
    channel      TEXT NOT NULL CHECK (channel IN ('telegram', 'file', 'task')), -- task: accounting was asked to send it
    sent_by      TEXT NOT NULL REFERENCES person (id), -- the contact person, if they took it themselves
    sent_at      TEXT NOT NULL,
    confirmed_at TEXT,                                 -- the contact person has it
    wrong_at     TEXT                                  -- the contact person says it is another invoice than they need
);
CREATE INDEX invoice_sent_by_invoice ON invoice_sent (invoice_id, person_id, sent_at);
CREATE INDEX invoice_sent_by_client ON invoice_sent (client_id, sent_at);
