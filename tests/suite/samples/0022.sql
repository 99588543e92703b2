INSERT INTO engineer_half (engineer_id, day, half, kind, link, label, town, until, at)
VALUES ('019a0000000070008000000000000001', '2026-11-27', 'am', 'held', 'installation:019a0000000070008000000000000300',
        'М-12 · ТСН «Ромашка»', 'Тверь', '2026-11-26T07:00:00.000Z', '2026-11-25T07:00:00.000Z');
INSERT INTO engineer_half (engineer_id, day, half, kind, at)
VALUES ('019a0000000070008000000000000001', '2026-11-27', 'pm', 'busy', '2026-11-25T07:00:00.000Z');
INSERT INTO engineer_habit (engineer_id, saturdays) VALUES ('019a0000000070008000000000000001', 1);
