INSERT INTO invoice (id, client_id, number, search_number, issued_on, due_on, sum, paid, import_id, created_at)
VALUES ('019a0000000070008000000000000353', '019a0000000070008000000000000010', 'УТ-353', '353', '2026-11-16',
        '2026-11-30', 200000, 0, '019a0000000070008000000000000014', '2026-11-24T06:00:00.000Z');
