-- Where a thing (`delivery:<id>`, `claim:<id>`) is shown: one card for each who sees it, kept up to date.
CREATE TABLE shown (
    link      TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    side      TEXT NOT NULL CHECK (side IN ('us', 'client', 'engineer')),
    card_id   TEXT NOT NULL REFERENCES card (id),
    PRIMARY KEY (link, person_id)
);
INSERT INTO shown (link, person_id, side, card_id)
SELECT 'claim:' || claim_id, person_id, side, card_id FROM claim_card;
INSERT INTO shown (link, person_id, side, card_id)
SELECT 'delivery:' || delivery_id, person_id, side, card_id FROM delivery_card;
CREATE INDEX shown_by_card ON shown (card_id, person_id);
DROP TABLE claim_card;
DROP TABLE delivery_card;

-- The waits of one conversation, in their order.
CREATE INDEX reply_clock_by_request ON reply_clock (request_id, id);
