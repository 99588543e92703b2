INSERT INTO invoice_sent (id, invoice_id, client_id, person_id, channel, sent_by, sent_at, sum, once)
SELECT '019a0000000070008000000000000350', MIN(id), (SELECT MIN(id) FROM client), '019a0000000070008000000000000001',
       'telegram', '019a0000000070008000000000000001', '2026-11-25T08:00:00.000Z', 1500000, 'x:y:1500000'
FROM invoice;
