UPDATE payment SET ordered_on = '2026-11-19' WHERE id = '019a0000000070008000000000000016';
INSERT INTO payment_told (hash, payment_id, source)
VALUES ('one_c:11111111-0000-4000-8000-000000000002', '019a0000000070008000000000000016', 'one_c');
INSERT INTO ledger_invoice (key, invoice_id, number, issued_on)
VALUES ('11111111-0000-4000-8000-000000000001', '019a0000000070008000000000000015', '00УТ-000118', '2026-11-16');
INSERT INTO ledger_debt (key, client_id, name, sum)
VALUES ('11111111-0000-4000-8000-000000000020', '019a0000000070008000000000000010', 'ТСН Ромашка', 999010);
INSERT INTO ledger_trouble (key, what, since)
VALUES ('abc', '{"Unread":{"number":"00БП-000009"}}', '2026-11-25T06:00:00.000Z');
INSERT INTO ledger_source (name, read_at, debts_at, next_at, failures, refusal)
VALUES ('one_c', '2026-11-25T06:00:00.000Z', '2026-11-25T06:00:00.000Z', '2026-11-25T07:00:00.000Z', 0, NULL);
