INSERT INTO call (id, client_id, contact_id, person_id, direction, purpose, outcome, called_at, note, note_from,
                  promise_id, task_id, logged_at)
VALUES ('019a0000000070008000000000000019', '019a0000000070008000000000000010', '019a0000000070008000000000000012',
        '019a0000000070008000000000000001', 'out', 'payment', 'promised', '2026-11-24T06:00:00.000Z', 'после обеда', 9,
        '019a0000000070008000000000000017', '019a0000000070008000000000000018', '2026-11-24T06:00:00.000Z');
