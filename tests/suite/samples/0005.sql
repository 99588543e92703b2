INSERT INTO task (id, kind, text, client_id, owner_id, author_id, due_on, due_time, created_at)
VALUES ('019a0000000070008000000000000018', 'call', 'Перезвонить', '019a0000000070008000000000000010',
        '019a0000000070008000000000000001', NULL, '2026-11-25', '15:00', '2026-11-24T06:00:00.000Z');
