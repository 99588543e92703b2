-- Digests on phones are brought up to date a few a minute, those first that were looked at longest ago.

ALTER TABLE digest ADD COLUMN looked_at TEXT;            -- null: not since it was sent
