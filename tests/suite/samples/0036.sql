INSERT INTO letter (id, batch_id, client_id, invoice_id, email, name, subject, body, files, dedupe_key, state, sent_by, created_at, tried_at, ended_at)
SELECT '019a0000000070008000000000000360', '019a0000000070008000000000000360', (SELECT MIN(id) FROM client), MIN(id), 'buh@example.ru',
       'Ольга', 'Счёт № 118', 'Здравствуйте!', '[]', 'sample', 'sent', '019a0000000070008000000000000001',
       '2026-11-25T08:00:00.000Z', '2026-11-25T08:00:01.000Z', '2026-11-25T08:00:02.000Z'
FROM invoice;
INSERT INTO invoice_sent (id, invoice_id, client_id, email, letter_id, channel, sent_by, sent_at)
SELECT '019a0000000070008000000000000361', invoice_id, client_id, email, id, 'mail', sent_by, created_at FROM letter;
