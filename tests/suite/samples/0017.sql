INSERT INTO courier_quote (delivery_id, ask, stage, address, at)
VALUES ('019a0000000070008000000000000160', '019a0000000070008000000000000170', 'told', 'Россия, Тверь, Лесная улица, 5',
        '2026-11-24T07:00:00.000Z');
INSERT INTO courier (id, delivery_id, stage, stage_at, by_id, price, wanted_at, called_at, booked_at, next_at, order_no, status)
VALUES ('019a0000000070008000000000000171', '019a0000000070008000000000000160', 'booked', '2026-11-24T07:01:00.000Z',
        '019a0000000070008000000000000001', 54000, '2026-11-24T07:00:00.000Z', '2026-11-24T07:01:00.000Z',
        '2026-11-24T07:01:00.000Z', '2026-11-24T07:03:00.000Z', 1250001, 'available');
INSERT INTO courier_event (order_no, status, at, received_at)
VALUES (1250001, 'available', '2026-11-24T07:02:00.000Z', '2026-11-24T07:02:01.000Z');
INSERT INTO courier_balance (id, sum, by_id, at)
VALUES ('019a0000000070008000000000000172', 1250000, '019a0000000070008000000000000001', '2026-11-24T07:00:00.000Z');
INSERT INTO courier_topup (day, by_id, at)
VALUES ('2026-11-24', '019a0000000070008000000000000001', '2026-11-24T07:00:00.000Z');
