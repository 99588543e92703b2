INSERT INTO receipt (delivery_id, code, asked_at, who_name)
VALUES ('019a0000000070008000000000000160', '4821', '2026-11-25T11:10:00.000Z', 'Ольга <b>');
INSERT INTO receipt_chat (delivery_id, chat, card_id, lang, waits)
VALUES ('019a0000000070008000000000000160', 5, '019a0000000070008000000000000004', 'ru', 'photo');
INSERT INTO receipt_card (card_id, delivery_id, chat)
VALUES ('019a0000000070008000000000000004', '019a0000000070008000000000000160', 5);
INSERT INTO receipt_file (id, delivery_id, chat, about, file, got_at)
VALUES ('019a0000000070008000000000000200', '019a0000000070008000000000000160', 5, 'receipt',
        '{"chat":5,"message_id":7,"media":"photo","file":{"id":"x","name":"","size":0,"caption":""}}',
        '2026-11-25T11:20:00.000Z');
INSERT INTO receipt_link (code_hash, delivery_id, made_by, made_at)
VALUES ('d0', '019a0000000070008000000000000160', '019a0000000070008000000000000001', '2026-11-25T07:00:00.000Z');
INSERT INTO courier_rating (delivery_id, side, carrier, good, reason, at)
VALUES ('019a0000000070008000000000000160', 'client', 'Достависта', 0, 'late', '2026-11-25T11:20:00.000Z');
INSERT INTO delivery_warning (id, delivery_id, until, told_by, told_at)
VALUES ('019a0000000070008000000000000201', '019a0000000070008000000000000160', '2026-11-25T12:00:00.000Z',
        '019a0000000070008000000000000001', '2026-11-25T10:50:00.000Z');
