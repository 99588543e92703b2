INSERT INTO invoice_sent (id, invoice_id, client_id, person_id, channel, sent_by, sent_at, confirmed_at, wrong_at)
SELECT '019a0000000070008000000000000330', MIN(id), (SELECT MIN(id) FROM client), '019a0000000070008000000000000001',
       'telegram', '019a0000000070008000000000000001', '2026-11-25T08:00:00.000Z', '2026-11-25T08:05:00.000Z', NULL
FROM invoice;
