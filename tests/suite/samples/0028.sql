INSERT INTO import (id, kind, file_name, file_hash, person_id, added, changed, same, covered_on, over_on, imported_at)
VALUES ('019a0000000070008000000000000320', 'bank', 'bank-2.txt', 'def', '019a0000000070008000000000000001', 0, 0, 1,
        '2026-11-25', '2026-11-24', '2026-11-25T06:00:00.000Z');
INSERT INTO import_payment (import_id, payment_id)
VALUES ('019a0000000070008000000000000320', '019a0000000070008000000000000016');
INSERT INTO import (id, kind, file_name, file_hash, added, changed, same, imported_at)
VALUES ('019a0000000070008000000000000321', 'invoices', 'invoices-2.csv', '123', 0, 1, 0, '2026-11-25T06:00:00.000Z');
INSERT INTO import_invoice (import_id, invoice_id, sum, due_on)
VALUES ('019a0000000070008000000000000321', '019a0000000070008000000000000015', 1500000, '2026-11-30');
INSERT INTO import (id, kind, file_name, file_hash, added, changed, same, imported_at, undone_at, undone_by)
VALUES ('019a0000000070008000000000000322', 'invoices', 'wrong.csv', '456', 1, 0, 0, '2026-11-25T06:10:00.000Z',
        '2026-11-25T07:00:00.000Z', '019a0000000070008000000000000001');
INSERT INTO promise (id, client_id, sum, due_on, counts_from, state, paid, made_by, made_at, closed_at)
VALUES ('019a0000000070008000000000000323', '019a0000000070008000000000000010', 500000, '2026-11-20', '2026-11-16', 'partly',
        200000, '019a0000000070008000000000000001', '2026-11-16T06:00:00.000Z', '2026-11-23T06:00:00.000Z');
INSERT INTO promise (id, client_id, sum, due_on, counts_from, state, made_by, made_at, closed_at, rest_of)
VALUES ('019a0000000070008000000000000324', '019a0000000070008000000000000010', 300000, '2026-11-24', '2026-11-21', 'broken',
        '019a0000000070008000000000000001', '2026-11-23T06:00:00.000Z', '2026-11-25T06:00:00.000Z',
        '019a0000000070008000000000000323');
