INSERT INTO inbox (update_id, chat, raw, not_before, received_at)
VALUES (1, 700000001, '{"update_id":1}', '2026-11-24T06:00:00.000Z', '2026-11-24T06:00:00.000Z');
INSERT INTO card (id, chat, message_id) VALUES ('019a0000000070008000000000000004', 700000001, 7);
INSERT INTO draft (id, person_id, chat, form, version, state, card_id, status, started_at, touched_at)
VALUES ('019a0000000070008000000000000005', '019a0000000070008000000000000001', 700000001, 'call', 1, '{}',
        '019a0000000070008000000000000004', 'active', '2026-11-24T06:00:00.000Z', '2026-11-24T06:00:00.000Z');
INSERT INTO outbox (id, dedupe_key, chat, class, method, payload, card_id, not_before, created_at)
VALUES ('019a0000000070008000000000000006', 'digest:1', 700000001, 'digest', 'sendMessage', '{"text":"x"}',
        '019a0000000070008000000000000004', '2026-11-24T06:00:00.000Z', '2026-11-24T06:00:00.000Z');
INSERT INTO job (id, kind, payload, due_at, created_at)
VALUES ('019a0000000070008000000000000007', 'import.read', '{}', '2026-11-24T06:00:00.000Z',
        '2026-11-24T06:00:00.000Z');
INSERT INTO schedule_run (kind, subject, local_date, outcome, at)
VALUES ('digest', '019a0000000070008000000000000001', '2026-11-24', 'sent', '2026-11-24T06:00:00.000Z');
INSERT INTO event (id, at, actor, kind, client_id, entity, data, undoes, prev_hash, hash)
VALUES ('019a0000000070008000000000000008', '2026-11-24T06:00:00.000Z', '019a0000000070008000000000000001',
        'call.logged', '019a0000000070008000000000000010', '019a0000000070008000000000000030', '{}', NULL, '', 'h1'),
       ('019a0000000070008000000000000009', '2026-11-24T06:01:00.000Z', '019a0000000070008000000000000001',
        'undone', '019a0000000070008000000000000010', '019a0000000070008000000000000030', '{}',
        '019a0000000070008000000000000008', 'h1', 'h2');
INSERT INTO fact (name, value) VALUES ('username', 'mosbot');
