INSERT INTO rule (code, name, version, value, set_by, set_at)
VALUES ('E1', 'reply', 1, 180, '019a0000000070008000000000000001', '2026-11-24T06:00:00.000Z');
INSERT INTO duty (kind, person_id) VALUES ('pool', '019a0000000070008000000000000001');
INSERT INTO contacted (id, dedupe_key, client_id, person_id, matter, state, reason, until, local_date, planned_at, at)
VALUES ('019a0000000070008000000000000090', 'claim:1', '019a0000000070008000000000000010',
        '019a0000000070008000000000000002', 'notice', 'held', 'promise', '2026-11-30', '2026-11-24',
        '2026-11-24T06:00:00.000Z', '2026-11-24T06:00:00.000Z');
