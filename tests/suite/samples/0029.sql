INSERT INTO dunning_look (one, look_at) VALUES (1, '2026-11-25T06:15:00.000Z')
ON CONFLICT (one) DO UPDATE SET look_at = excluded.look_at;
INSERT INTO dunning (invoice_id, step, look_at)
SELECT MIN(id), 'before', '2026-11-25T06:00:00.000Z' FROM invoice;
INSERT INTO dunning_promise (promise_id, reminded_on, look_at, moved_by)
SELECT MIN(id), '2026-11-25', NULL, NULL FROM promise;
INSERT INTO dunning_word (client_id, person_id, word, said_on, said_at)
SELECT (SELECT MIN(id) FROM client), '019a0000000070008000000000000001', 'paid', '2026-11-25', '2026-11-25T08:00:00.000Z';
INSERT INTO dunning_decision (id, client_id, verdict, until, task_id, decided_by, decided_at, undone_at)
SELECT '019a0000000070008000000000000310', (SELECT MIN(id) FROM client), 'letter', '2026-12-16', NULL,
       '019a0000000070008000000000000001', '2026-11-25T09:00:00.000Z', NULL;
