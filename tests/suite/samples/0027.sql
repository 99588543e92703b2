INSERT INTO delivery_wrong (delivery_id, wrong, since)
VALUES ('019a0000000070008000000000000160', 'late', '2026-11-24T14:15:00.000Z');
