-- An invoice is looked for by its day and its client: by the day alone, a month of many clients is read for each of them.
DROP INDEX invoice_by_day;
CREATE INDEX invoice_by_day ON invoice (issued_on, client_id);
