INSERT INTO paper (id, client_id, link, label, kind, state, number, left_at, due_at, created_at,
                   changed_at)
VALUES ('019a0000000070008000000000000152', '019a0000000070008000000000000010', 'delivery:019a0000000070008000000000000150',
        'Доставка Д-318', 'upd', 'sent', '214', '2026-11-24T06:00:00.000Z', '2026-11-27T06:00:00.000Z',
        '2026-11-24T06:00:00.000Z', '2026-11-24T06:00:00.000Z');
INSERT INTO paper (id, client_id, link, label, kind, state, signed_on, signed_by, settled_at, created_at,
                   changed_at)
VALUES ('019a0000000070008000000000000153', '019a0000000070008000000000000010', 'delivery:019a0000000070008000000000000150',
        'Доставка Д-318', 'act', 'signed', '2026-11-24', 'Ольга <b>', '2026-11-24T06:00:00.000Z',
        '2026-11-24T06:00:00.000Z', '2026-11-24T06:00:00.000Z');
INSERT INTO paper_file (id, paper_id, file, by_id, got_at)
VALUES ('019a0000000070008000000000000154', '019a0000000070008000000000000152', '{}', '019a0000000070008000000000000001',
        '2026-11-24T06:00:00.000Z');
