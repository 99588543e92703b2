INSERT INTO import (id, kind, file_name, file_hash, added, changed, imported_at)
VALUES ('019a0000000070008000000000000014', 'bank', 'bank.txt', 'abc', 1, 0, '2026-11-24T06:00:00.000Z');
INSERT INTO invoice (id, client_id, number, search_number, issued_on, due_on, sum, paid, import_id, created_at)
VALUES ('019a0000000070008000000000000015', '019a0000000070008000000000000010', 'УТ-118', '118', '2026-11-16',
        '2026-11-30', 1500000, 500000, '019a0000000070008000000000000014', '2026-11-24T06:00:00.000Z');
INSERT INTO payment (id, hash, paid_on, number, sum, payer_inn, payer_name, payer_account, purpose, client_id, state,
                     import_id)
VALUES ('019a0000000070008000000000000016', 'abc', '2026-11-20', '77', 500000, '7707083893', 'ТСН Ромашка', '4070',
        'По счёту 118', '019a0000000070008000000000000010', 'matched', '019a0000000070008000000000000014');
INSERT INTO allocation (payment_id, invoice_id, sum)
VALUES ('019a0000000070008000000000000016', '019a0000000070008000000000000015', 500000);
INSERT INTO promise (id, client_id, sum, due_on, counts_from, state, made_by, made_at, contact_id)
VALUES ('019a0000000070008000000000000017', '019a0000000070008000000000000010', 1000000, '2026-11-27', '2026-11-24', 'open',
        '019a0000000070008000000000000001', '2026-11-24T06:00:00.000Z', '019a0000000070008000000000000012');

INSERT INTO overdue_told (person_id, local_date, total)
VALUES ('019a0000000070008000000000000001', '2026-11-24', 1000000);
