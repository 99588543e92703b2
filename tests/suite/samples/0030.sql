INSERT INTO round (person_id, day, state, filter, picked, client_id, event_id, done_at, begun_at, resumed_at)
SELECT '019a0000000070008000000000000001', '2026-11-25', 'paused', 'aim', '["019a0000000070008000000000000001"]',
       (SELECT MIN(id) FROM client), NULL, NULL, '2026-11-25T06:00:00.000Z', '2026-11-25T08:00:00.000Z';
INSERT INTO round_later (person_id, client_id, later_at)
SELECT '019a0000000070008000000000000001', MIN(id), '2026-11-25T11:00:00.000Z' FROM client;
INSERT INTO round_quiet (client_id, reason, until, person_id, said_at)
SELECT MIN(id), 'asked', '2026-12-02', '019a0000000070008000000000000001', '2026-11-25T07:00:00.000Z' FROM client;
INSERT INTO round_lease (client_id, person_id, until)
SELECT MIN(id), '019a0000000070008000000000000001', '2026-11-25T07:10:00.000Z' FROM client;
