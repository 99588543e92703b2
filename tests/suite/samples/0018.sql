INSERT INTO delivery_dates (delivery_id, round, windows, state, asked_by, asked_at, remind_at)
VALUES ('019a0000000070008000000000000160', 1, '[["2026-11-25T07:00:00Z","2026-11-25T11:00:00Z"]]', 'asked',
        '019a0000000070008000000000000001', '2026-11-24T07:00:00.000Z', '2026-11-25T07:00:00.000Z');
INSERT INTO delivery_leave (delivery_id, about, verdict, word, by_id, at)
VALUES ('019a0000000070008000000000000160', 'unpaid', 'yes', 'можно <b>', '019a0000000070008000000000000001',
        '2026-11-24T07:00:00.000Z');
INSERT INTO delivery_hand (delivery_id, number, courier, phone, by_id, at)
VALUES ('019a0000000070008000000000000160', '12345', 'Пётр', '+79161234567', '019a0000000070008000000000000001',
        '2026-11-24T07:00:00.000Z');
