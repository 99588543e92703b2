UPDATE round SET utc_offset = 180;
INSERT INTO round_slow (person_id, day, called, planned)
VALUES ('019a0000000070008000000000000001', '2026-11-25', 12, 40);
