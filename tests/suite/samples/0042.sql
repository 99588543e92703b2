UPDATE invoice SET issued_on = '2026-11-16' WHERE issued_on = '2026-11-16';
