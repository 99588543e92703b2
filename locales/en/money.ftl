command-overdue = 💸 Overdue
command-promises = 🤝 Promises
command-payments = 🏦 Sort payments
overdue-none = 💸 Nothing is overdue.
overdue-title = { $clients ->
    [one] 💸 <b>Overdue: { $clients } client, { $sum }</b>
   *[other] 💸 <b>Overdue: { $clients } clients, { $sum }</b>
}
overdue-line = { $days ->
    [one] { $number }. { $client } — { $sum }, { $days } day
   *[other] { $number }. { $client } — { $sum }, { $days } days
}
overdue-awaited = (awaited until { $until })
overdue-open = 🏢 { $client }
debtor-title = 💸 <b>{ $client }</b>
client-overdue = 💸 <b>Overdue { $sum }</b>
client-invoice = Invoice { $number }: { $sum }, due { $due }
client-invoice-disputed = ⚖️ disputed
client-invoices-more = { $count ->
    [one] and { $count } invoice more
   *[other] and { $count } invoices more
}
client-promise = 🤝 Promised { $sum } by { $day }
client-promises-kept = Promises kept: { $kept } of { $all }
client-paid = 💰 Last payment { $sum }, { $day }
promises-none = 🤝 No open promises.
promises-broken-title = ⚠️ <b>Broken: { $count }</b>
promises-title = { $count ->
    [one] 🤝 <b>{ $count } promise of { $sum }</b>
   *[other] 🤝 <b>{ $count } promises of { $sum }</b>
}
promise-card = 🤝 <b>Promise</b>
promise-line = { $client } — { $sum } by { $day }
promise-line-unknown = { $client } — { $sum } by { $day } (unknown: load the bank's file)
promise-line-late = { $client } — { $sum } by { $day } (no money yet)
promise-line-broken = ⚠️ { $client } — { $sum } was promised by { $day }, not paid
payments-none = 🏦 All payments are sorted.
payments-title = { $count ->
    [one] 🏦 <b>{ $count } payment waits for a decision</b>
   *[other] 🏦 <b>{ $count } payments wait for a decision</b>
}
payment-told = <b>{ $sum }</b> · { $day } · order { $number }
    { $payer }, INN { $inn }
    “{ $purpose }”
payment-client = It seems to be { $client }. What was paid?
payment-to-invoice = Invoice { $number }: { $sum }, due { $due }
payment-proposed = { $count ->
    [one] 💡 Invoice { $numbers }: { $sum }
   *[other] 💡 Invoices { $numbers }: { $sum }
}
payment-proposed-over = { $count ->
    [one] 💡 Invoice { $numbers }: { $sum }, advance { $over }
   *[other] 💡 Invoices { $numbers }: { $sum }, advance { $over }
}
payment-oldest = 💰 The oldest invoices first
payment-who = 🔎 Another client
payment-foreign = 🚫 Not from a client
payment-skip = ⏭ Next one
payment-settled = ✅ { $sum } put on invoices
payment-settled-foreign = ✅ { $sum } is not from a client
payment-settled-already = This payment is sorted already
payment-advance = { $sum } is left over: an advance.
payment-deed = sorting of a payment
payment-gone = There is nothing to take back: the statement was taken back, or the payment waits already
payment-assign-title = 🏦 Whose payment
bank-total = { $count ->
    [one] Incoming: { $count } of { $sum }; outgoing: { $outgoing }
   *[other] Incoming: { $count } of { $sum }; outgoing: { $outgoing }
}
bank-matched = { $sum } put on invoices; waiting for a decision: { $queued } (/payments)
bank-refund = ⚠️ A refund: { $name }, { $sum }, order { $number }. It is not taken off invoices by itself: check what the money was for.
bank-promises = Promises: kept { $kept }, partly { $partly }, broken { $broken }
bank-own-order = This is a payment order for a client, not a statement of the bank. Send the statement: it tells what money has come.
bank-unreadable = The file can't be read as a bank statement. Export it once more as 1CClientBankExchange.
bank-not-a-statement = This is no 1CClientBankExchange statement: its first line must be “1CClientBankExchange”.
bank-unfinished = The file breaks off: the line “КонецФайла” is missing. Export the statement once more.
bank-no-field = Line { $line }: the field “{ $field }” is missing. It seems to be a file that 1С made for the bank, not a statement.
bank-syntax = Line { $line }: the file breaks the format 1CClientBankExchange. Export the statement once more.
bank-dropped = { $count ->
    [one] { $count } document can't be read, the first in line { $line }: { $why }. Nothing was stored.
   *[other] { $count } documents can't be read, the first in line { $line }: { $why }. Nothing was stored.
}
bank-foreign-account = The statement is of a foreign account { $account }: it is not among the company's.
bank-bad-sum = Document { $number }: the sum can't be read. An example: 12345.60
invoice-of-another = Another client already has invoice { $number } of this date.
invoice-below-paid = { $paid } has been paid on invoice { $number }: its sum can’t become less.
invoice-twice = Invoice { $number } of this date stands in the file twice.
invoice-import-total = Invoices in the file: { $sum }
invoice-changes = Invoice { $number }: was { $before }, will be { $after }, due { $due }
bank-covered = The statement goes up to { $day }
rule-bank = The bank's file has not been loaded for long
rule-bank-days = Working days without a fresh bank file
rule-bank-ack = Minutes to answer before we remind
rule-bank-what = 🏦 The bank's file is out of date
rule-bank-why = The last one covers days up to { $covered }, loaded { $read }
rule-bank-held = Until it comes, clients get no payment reminders.
rule-bank-promises = { $count ->
    [one] We do not know whether { $count } promise was kept.
   *[other] We do not know whether { $count } promises were kept.
}
rule-bank-how = Send the bot the 1CClientBankExchange file: accounting and the head can.
rule-bank-none = no bank files any more

command-collection = 📊 Collection and overdue
collection-title = 📊 The department's money on { $day }
collection-came = Received this month: { $came }, invoiced: { $issued }
collection-before = By this day of last month: { $sum }
collection-overdue = Overdue { $sum }
collection-came-title = Received { $sum }
collection-issued = invoiced { $sum }
collection-month = up to 30 days
collection-two = up to 60
collection-three = up to 90
collection-more = older
digest-collection-button = 📊 Collection
