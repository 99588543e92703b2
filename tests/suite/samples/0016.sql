INSERT INTO delivery (id, number, client_id, way, place_id, address, contact_name, contact_phone, starts_at, ends_at, weight,
                      longest, transport, state, state_at, moved_at, price, priced_at, opened_by, opened_at, changed_at)
VALUES ('019a0000000070008000000000000160', 318, '019a0000000070008000000000000010', 'courier',
        '019a0000000070008000000000000141', 'Тверь, Лесная, 5', 'Ольга', '+79161234567', '2026-11-25T07:00:00.000Z',
        '2026-11-25T11:00:00.000Z', 12500, 120, 'foot', 'quoted', '2026-11-24T07:00:00.000Z', '2026-11-24T07:00:00.000Z',
        54000, '2026-11-24T07:00:00.000Z', '019a0000000070008000000000000001', '2026-11-24T07:00:00.000Z',
        '2026-11-24T07:00:00.000Z');
INSERT INTO delivery_item (delivery_id, line, name, qty) VALUES ('019a0000000070008000000000000160', 1, 'Пульт <b>', 4);
INSERT INTO delivery_step (id, delivery_id, state, at)
VALUES ('019a0000000070008000000000000161', '019a0000000070008000000000000160', 'draft', '2026-11-24T07:00:00.000Z');
INSERT INTO delivery_card (delivery_id, person_id, side, card_id)
VALUES ('019a0000000070008000000000000160', '019a0000000070008000000000000001', 'us', '019a0000000070008000000000000004');
