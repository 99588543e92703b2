INSERT INTO import (id, kind, file_name, file_hash, added, changed, same, imported_at)
VALUES ('019a0000000070008000000000000340', 'fees', 'fees.csv', '789', 1, 0, 0, '2026-11-12T06:00:00.000Z');
INSERT INTO fee (id, client_id, sum, since, contract, import_id, set_by, set_at)
VALUES ('019a0000000070008000000000000341', '019a0000000070008000000000000010', 1500000, '2026-06-01', 'signed',
        '019a0000000070008000000000000340', NULL, '2026-11-12T06:00:00.000Z'),
       ('019a0000000070008000000000000342', '019a0000000070008000000000000010', 1600000, '2026-12-01', NULL, NULL,
        '019a0000000070008000000000000001', '2026-11-12T07:00:00.000Z');
INSERT INTO issue_case (id, service, client_id, key, kind, invoice_id, expected, issued, state, reason, decided_by, decided_at,
                        opened_at, rev)
VALUES ('019a0000000070008000000000000343', '2026-12-01', '019a0000000070008000000000000010', 'sum', 'sum',
        '019a0000000070008000000000000015', 1600000, 1500000, 'ok', 'discount', '019a0000000070008000000000000001',
        '2026-11-16T08:00:00.000Z', '2026-11-16T07:00:00.000Z', 1);
INSERT INTO issue_run (person_id, service, checked_at, called_at, begun_at, case_id, expected, issued, ready)
VALUES ('019a0000000070008000000000000001', '2026-12-01', '2026-11-13T07:00:00.000Z', '2026-11-16T06:30:00.000Z',
        '2026-11-16T07:00:00.000Z', '019a0000000070008000000000000343', 1, 1, 1);
INSERT INTO issue_batch (id, person_id, service, picked, goes_at, done, sent, made_at, ended_at)
VALUES ('019a0000000070008000000000000344', '019a0000000070008000000000000001', '2026-12-01',
        '[["019a0000000070008000000000000015",1500000]]', '2026-11-16T08:15:00.000Z', 1, 1, '2026-11-16T08:05:00.000Z',
        '2026-11-16T08:15:00.000Z');
INSERT INTO issue_look (one, pulse) VALUES (1, '3:2026-11-16T07:00:00.000Z:');
