-- What is wrong with a delivery on its way, as its cards show it: they are drawn anew only when this changes.
CREATE TABLE delivery_wrong (
    delivery_id TEXT PRIMARY KEY REFERENCES delivery (id),
    wrong       TEXT NOT NULL CHECK (wrong IN ('unassigned', 'unfetched', 'still', 'late', 'silent')),
    since       TEXT NOT NULL                        -- UTC
);
