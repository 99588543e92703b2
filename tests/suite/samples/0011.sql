INSERT INTO approval (id, kind, client_id, entity, asker_id, question, sum, state, verdict, word, decided_by, decided_at,
                      asked_at, waits_since)
VALUES ('019a0000000070008000000000000110', 'compensation', '019a0000000070008000000000000010',
        '019a0000000070008000000000000130', '019a0000000070008000000000000001', 'Скидка <b>', 1200000, 'decided', 'no',
        'много', '019a0000000070008000000000000001', '2026-11-24T07:00:00.000Z', '2026-11-24T06:00:00.000Z',
        '2026-11-24T06:00:00.000Z');
INSERT INTO card (id, chat, message_id) VALUES ('019a0000000070008000000000000111', 700000001, 78);
INSERT INTO approval_card (card_id, approval_id, person_id)
VALUES ('019a0000000070008000000000000111', '019a0000000070008000000000000110', '019a0000000070008000000000000001');
