INSERT INTO installation (id, number, client_id, address, contact_name, contact_phone, work, scope, lasts, goods,
                          delivery_id, state, state_at, talk, first_asked, with_id, starts_at, ends_at, agreed_at,
                          opened_by, opened_at, changed_at)
VALUES ('019a0000000070008000000000000300', 12, '019a0000000070008000000000000010', 'Тверь, Лесная, 5', 'Ольга',
        '+79161234567', 'barrier', '["установить стойку","закрепить стрелу <b>"]', '4h', 'delivery',
        '019a0000000070008000000000000160', 'confirmed', '2026-11-25T08:00:00.000Z',
        '{"round":1,"offered":[],"asked":false,"ticked":[],"wanted":[],"picked":null,"agreed":null,"empties":0,"moves":0,"at":null}',
        '2026-11-25T07:00:00.000Z', '019a0000000070008000000000000001', '2026-11-27T06:00:00.000Z',
        '2026-11-27T10:00:00.000Z', '2026-11-25T08:00:00.000Z', '019a0000000070008000000000000001',
        '2026-11-25T07:00:00.000Z', '2026-11-25T08:00:00.000Z');
INSERT INTO installation_step (id, installation_id, state, at, by_id)
VALUES ('019a0000000070008000000000000301', '019a0000000070008000000000000300', 'confirmed', '2026-11-25T08:00:00.000Z',
        '019a0000000070008000000000000001');
INSERT INTO installation_answer (id, installation_id, party, person_id, said, slots, at)
VALUES ('019a0000000070008000000000000302', '019a0000000070008000000000000300', 'engineer',
        '019a0000000070008000000000000001', 'pick', '[]', '2026-11-25T08:00:00.000Z');
