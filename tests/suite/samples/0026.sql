INSERT INTO installation_visit (installation_id, round, reminded, sure_client, arrived_at, done_at, act, verdict, verdict_by,
                                verdict_at, remarks)
VALUES ('019a0000000070008000000000000300', 1, 4, '2026-11-26T09:10:00.000Z', '2026-11-27T06:05:00.000Z',
        '2026-11-27T09:30:00.000Z', 'later', 'remarks', '019a0000000070008000000000000001', '2026-11-27T10:00:00.000Z',
        'Стрела задевает <b>');
INSERT INTO installation_file (id, installation_id, attached, by_id, at)
VALUES ('019a0000000070008000000000000303', '019a0000000070008000000000000300',
        '{"chat":5,"message_id":7,"media":"photo","file":{"id":"x","name":"","size":0,"caption":""}}',
        '019a0000000070008000000000000001', '2026-11-27T09:00:00.000Z');
