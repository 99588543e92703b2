INSERT INTO equipment (id, client_id, site_id, kind, brand, model, qty, year, serial, note, source, said_at, by_id,
                       confirmed_by, confirmed_at, photo, rev)
VALUES ('019a0000000070008000000000000240', '019a0000000070008000000000000010', '', 'barrier', 'CAME', 'GARD <b>', 2, 2021,
        'SN-1', 'скрипит', 'client', '2026-11-24T07:00:00.000Z', '019a0000000070008000000000000001',
        '019a0000000070008000000000000001', '2026-11-24T08:00:00.000Z',
        '{"chat":5,"message_id":7,"media":"photo","file":{"id":"f","name":"","size":0,"caption":""}}', 2);
INSERT INTO equipment_visit (engineer_id, client_id, until)
VALUES ('019a0000000070008000000000000001', '019a0000000070008000000000000010', '2026-12-01T00:00:00.000Z');
