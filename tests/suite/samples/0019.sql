INSERT INTO carrier (id, kind, name, search_name, contact, phone, towns, added_by, added_at)
VALUES ('019a0000000070008000000000000190', 'large', 'Иван <манипулятор>', 'иван манипулятор', 'Иван', '+79161234567',
        'Тверь, Москва', '019a0000000070008000000000000001', '2026-11-24T07:00:00.000Z');
INSERT INTO carrier_request (delivery_id, words, phone, side, asked_by, asked_at, card_id)
VALUES ('019a0000000070008000000000000160', 'Нужна машина', '+79161234567', 'back', '019a0000000070008000000000000001',
        '2026-11-24T07:00:00.000Z', '019a0000000070008000000000000004');
INSERT INTO carrier_asked (delivery_id, carrier_id)
VALUES ('019a0000000070008000000000000160', '019a0000000070008000000000000190');
INSERT INTO carrier_offer (id, delivery_id, carrier_id, name, price, car, comes_at, valid_until, state, noted_by, noted_at)
VALUES ('019a0000000070008000000000000191', '019a0000000070008000000000000160', '019a0000000070008000000000000190', 'Иван',
        850000, 'газель', '10:00', '2026-11-24T15:00:00.000Z', 'chosen', '019a0000000070008000000000000001',
        '2026-11-24T07:30:00.000Z');
INSERT INTO carrier_leg (delivery_id, carrier, reach, terminal, places, weight, track, planned_on, free_until, driver, phone,
                         car, bill, changed_at)
VALUES ('019a0000000070008000000000000160', 'СДЭК', 'terminal', 'Тверь, Паши Савельевой, 30', 2, 40000, '1234567890',
        '2026-11-27', '2026-12-04', 'Пётр', '+79161234568', 'А123ВС', 150000, '2026-11-24T08:00:00.000Z');
INSERT INTO carrier_moved (id, delivery_id, from_on, to_on, why, moved_by, moved_at)
VALUES ('019a0000000070008000000000000192', '019a0000000070008000000000000160', '2026-11-26', '2026-11-27', 'Нет машины',
        '019a0000000070008000000000000001', '2026-11-24T08:00:00.000Z');
