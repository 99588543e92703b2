-- A whole import can be taken back. Statements overlap, and so do tables of invoices: what an import brought is not its
-- own as long as another one tells of it too. So every import keeps what it holds, new or known before, and a row stays
-- as long as an import holds it; taking an import back deletes its lines here, then what nobody holds any more.
-- `payment.import_id` and `invoice.import_id` are the earliest import that holds the row. An import that brought no news
-- leaves no trace, as before.

CREATE TABLE import_payment (
    import_id  TEXT NOT NULL REFERENCES import (id),
    payment_id TEXT NOT NULL REFERENCES payment (id),
    PRIMARY KEY (import_id, payment_id)
);
CREATE INDEX import_payment_by_payment ON import_payment (payment_id);
INSERT INTO import_payment (import_id, payment_id) SELECT import_id, id FROM payment;

-- What the table said of the invoice. The invoice is as the latest import that holds it says.
CREATE TABLE import_invoice (
    import_id  TEXT NOT NULL REFERENCES import (id),
    invoice_id TEXT NOT NULL REFERENCES invoice (id),
    sum        BIGINT NOT NULL CHECK (sum > 0),
    due_on     TEXT NOT NULL,                        -- day
    PRIMARY KEY (import_id, invoice_id)
);
CREATE INDEX import_invoice_by_invoice ON import_invoice (invoice_id);
INSERT INTO import_invoice (import_id, invoice_id, sum, due_on)
SELECT import_id, id, sum, due_on FROM invoice WHERE import_id IS NOT NULL;

-- Rows of the file that were known before; null: an import from before this migration, of which only what was new is known.
ALTER TABLE import ADD COLUMN same BIGINT;
-- The last day that was over when the statement was read: promises up to it were judged. Null: the day before covered_on.
ALTER TABLE import ADD COLUMN over_on TEXT;
ALTER TABLE import ADD COLUMN undone_by TEXT REFERENCES person (id);

-- The half-kept promise whose rest this one is: it goes when that one is judged otherwise.
ALTER TABLE promise ADD COLUMN rest_of TEXT REFERENCES promise (id);
CREATE INDEX promise_rest ON promise (rest_of);
UPDATE promise SET rest_of = (
    SELECT MIN(h.id) FROM promise h
    WHERE h.client_id = promise.client_id AND h.state = 'partly' AND h.closed_at = promise.made_at
      AND h.sum - h.paid = promise.sum AND h.due_on < promise.counts_from
);
