INSERT INTO claim (id, number, client_id, request_id, person_id, who, opened_by, kind, essence, wish, sum, disputed, level,
                   reasons, complex_at, state, answer_by, offer_by, decide_by, close_by, opened_at, changed_at)
VALUES ('019a0000000070008000000000000130', 17, '019a0000000070008000000000000010', '019a0000000070008000000000000100',
        '019a0000000070008000000000000002', 'Ольга, бухгалтер', '019a0000000070008000000000000002', 'equipment',
        'Шлагбаум <b> не открывается', 'replace', 12000000, '["019a0000000070008000000000000015"]', 'complex',
        '["written"]', '2026-11-24T06:00:00.000Z', 'new', '2026-11-24T10:00:00.000Z', '2026-11-26T06:00:00.000Z',
        '2026-11-25T06:00:00.000Z', '2026-12-01T06:00:00.000Z', '2026-11-24T06:00:00.000Z', '2026-11-24T06:00:00.000Z');
INSERT INTO claim_card (claim_id, person_id, side, card_id)
VALUES ('019a0000000070008000000000000130', '019a0000000070008000000000000001', 'us', '019a0000000070008000000000000004');
INSERT INTO claim_evidence (id, claim_id, file, who, got_at, state)
VALUES ('019a0000000070008000000000000131', '019a0000000070008000000000000130', '{}', 'Ольга', '2026-11-24T06:00:00.000Z',
        'waits');
INSERT INTO claim_step (id, claim_id, text, owner_id, due_on, task_id, put_at)
VALUES ('019a0000000070008000000000000132', '019a0000000070008000000000000130', 'Позвонить в сервис',
        '019a0000000070008000000000000001', '2026-11-25', '019a0000000070008000000000000018', '2026-11-24T06:00:00.000Z');
