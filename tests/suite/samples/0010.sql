INSERT INTO request (id, number, client_id, person_id, who, channel, about, owner_id, essence, opened_at)
VALUES ('019a0000000070008000000000000100', 88, '019a0000000070008000000000000010', '019a0000000070008000000000000002',
        'Ольга, бухгалтер', 'chat', 'question', '019a0000000070008000000000000001', 'Не открывается <b>',
        '2026-11-24T06:00:00.000Z');
INSERT INTO said (id, request_id, author_id, side, chat, message_id, text, attached, at, before)
VALUES ('019a0000000070008000000000000101', '019a0000000070008000000000000100', '019a0000000070008000000000000002', 'client',
        700000002, 5, 'Не открывается <b>', '[]', '2026-11-24T06:00:00.000Z', '["Не открываеца"]');
INSERT INTO card (id, chat, message_id) VALUES ('019a0000000070008000000000000102', 700000001, 77);
INSERT INTO request_card (card_id, request_id, person_id, said_id)
VALUES ('019a0000000070008000000000000102', '019a0000000070008000000000000100', '019a0000000070008000000000000001', NULL);
INSERT INTO reply_clock (id, request_id, client_id, started_at, state, spent, leg_from, paused_for, paused_reason,
                         paused_until)
VALUES ('019a0000000070008000000000000103', '019a0000000070008000000000000100', '019a0000000070008000000000000010',
        '2026-11-24T06:00:00.000Z', 'paused', 30, '2026-11-24T06:30:00.000Z', 'client', 'пришлёт фото',
        '2026-11-25T06:00:00.000Z');
INSERT INTO handover (request_id, urgency, what, state, handed_by, handed_at)
VALUES ('019a0000000070008000000000000100', 'blocked', 'Не открывается шлагбаум', 'new', '019a0000000070008000000000000001',
        '2026-11-24T06:40:00.000Z');
INSERT INTO inquiry (id, request_id, asker_id, questions, asked_at)
VALUES ('019a0000000070008000000000000105', '019a0000000070008000000000000100', '019a0000000070008000000000000001',
        '["Какой год?", "Чей шлагбаум <b>?"]', '2026-11-24T06:00:00.000Z');
INSERT INTO template (id, title, body, author_id, created_at)
VALUES ('019a0000000070008000000000000104', 'Смотрим', '[имя], уже смотрим.', '019a0000000070008000000000000001',
        '2026-11-24T06:00:00.000Z');
