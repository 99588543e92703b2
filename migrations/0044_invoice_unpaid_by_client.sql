-- What a client has not paid, found without what it has.

CREATE INDEX invoice_unpaid_by_client ON invoice (client_id, due_on) WHERE paid < sum;
