command-ledger = 📒 Compare with 1C
ledger-none = 📒 1C is not connected: invoices and payments are read from files.
ledger-title = 📒 <b>Our books and 1C</b>
ledger-read = Read { $at }
ledger-never = Never read yet
ledger-failed = ⚠️ The last time was in vain. { $why } Next try { $at }
ledger-troubles = ⚠️ Documents that do not agree:
ledger-more = { $count ->
    [one] …and { $count } more
   *[other] …and { $count } more
}
ledger-debts = Debts by account 62 on { $at }: { $ours } by ours, { $theirs } by 1C
ledger-strangers = { $count ->
    [one] { $count } more counterparty of 1C is none of our clients: { $sum }
   *[other] { $count } more counterparties of 1C are none of our clients: { $sum }
}
ledger-same = ✅ Nothing differs by client.
ledger-differences = { $count ->
    [one] <b>{ $count } client differs:</b>
   *[other] <b>{ $count } clients differ:</b>
}
ledger-difference = { $number }. { $client }: { $ours } by ours, { $theirs } by 1C (difference { $by })
ledger-now = 🔄 Read now
ledger-reading = Reading 1C. Open this again in a minute.
ledger-open = 📒 Compare
ledger-told = 📒 <b>1C: your attention is needed</b>
ledger-stranger = 1C has invoices of { $name } (INN { $inn }), who is none of our clients. Import the client, and the invoices come by themselves.
ledger-stranger-without-inn = 1C has invoices of { $name } without an INN, who is none of our clients.
ledger-invoice = Invoice { $number } of { $day } was not taken. { $why }
ledger-dropped = Invoice { $number } of { $day } is deleted or not posted in 1C, but we have it.
ledger-renumbered = Invoice { $was } has become { $number } of { $day } in 1C; we have it under its former number and day.
ledger-unpaid = The payment of { $sum } of { $day }, order { $number }, is deleted or not posted in 1C, but we count it.
ledger-unread = Document { $number } of 1C can't be read: it lacks its sum, number or date.
ledger-source = { $why }
# What 1C has answered.
one-c-login = 1C refuses the bot's name or password. Tell the administrator.
one-c-rights = The bot has no right to read { $entity } in 1C. Tell the administrator.
one-c-absent = { $entity } is not open for exchange in 1C. Tell the administrator.
one-c-unpublished = 1C is not published at the address of the settings. Tell the administrator.
one-c-page = 1C shows a login page instead of data. Tell the administrator.
one-c-no-organisation = There is no organisation { $name } in 1C. Tell the administrator.
one-c-organisations = There are several organisations { $name } in 1C. Tell the administrator.
one-c-business = 1C refused: { $words }
one-c-refused = 1C did not understand the request: { $code } { $words }. Tell the administrator.
one-c-unread = The answer of 1C can't be read. Tell the administrator.
one-c-unreachable = 1C is out of reach.
one-c-silent = 1C does not answer.
