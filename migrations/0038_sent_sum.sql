-- As what an invoice was sent: one that is corrected afterwards is another one. And what goes out unasked goes out once.

ALTER TABLE invoice_sent ADD COLUMN sum BIGINT;     -- kopecks; null: nobody has written it down
ALTER TABLE invoice_sent ADD COLUMN once TEXT;      -- invoice, person, how often before; null: it was asked for
CREATE UNIQUE INDEX invoice_sent_once ON invoice_sent (once);
