INSERT INTO bill (id, number, side, client_id, party, inn, subject, sum, needed_on, state, state_at, due_at, invoice_no,
                  asked_by, asked_at, changed_at, pf)
VALUES ('019a0000000070008000000000000350', 1, 'client', '019a0000000070008000000000000010', 'ТСН «Ромашка»', '7707083893',
        'Пульты <b>', 1500000, '2026-11-27', 'issued', '2026-11-24T08:00:00.000Z', '2026-11-24T12:00:00.000Z', '118',
        '019a0000000070008000000000000001', '2026-11-24T06:00:00.000Z', '2026-11-24T08:00:00.000Z', 'hand');
INSERT INTO bill (id, number, side, client_id, party, inn, subject, sum, needed_on, basis, file, state, state_at, asked_by,
                  asked_at, changed_at, pf, pf_operation, pf_called_at, pf_due_at, pf_tries)
VALUES ('019a0000000070008000000000000351', 2, 'supplier', NULL, 'ООО «Поставка»', '7736050003', 'Стрелы', 4200000,
        '2026-11-30', 'у других дороже', '{}', 'requested', '2026-11-24T06:00:00.000Z', '019a0000000070008000000000000001',
        '2026-11-24T06:00:00.000Z', '2026-11-24T06:00:00.000Z', 'wanted', NULL, '2026-11-24T06:00:01.000Z',
        '2026-11-24T06:01:00.000Z', 1);
