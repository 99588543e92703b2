INSERT INTO digest (person_id, local_date, kind, card_id, late, looked_at)
VALUES ('019a0000000070008000000000000001', '2026-11-25', 'own', '019a0000000070008000000000000004', 0,
        '2026-11-25T06:00:00.000Z');
