# Reminders of payment: the ladder, the client's answers, the head's decisions.
dunning-invoice = invoice { $number } of { $day }
dunning-before = 💳 A reminder: we expect <b>{ $sum }</b> by <b>{ $day }</b> ({ $invoices }).
dunning-due = 💳 Payment is due <b>{ $day }</b>: <b>{ $sum }</b> ({ $invoices }).
dunning-promised = 🤝 As agreed, we expect <b>{ $sum }</b> on <b>{ $day }</b> ({ $invoices }).
dunning-paid-button = ✅ Paid
dunning-invoice-button = 🧾 Send the invoice
dunning-later-button = 🗓 We will pay later
dunning-move-button = 🗓 Move the day
dunning-call-button = 📞 Another day, call me
dunning-absent = You have no such payment.
dunning-nothing-owed = ✅ Everything is paid, thank you! There are no open invoices.
dunning-received = 🙏 Thank you, the payment has come: <b>{ $sum }</b> ({ $invoices }).
dunning-thanks = 🙏 Thank you! We will check, and not remind you before { $until }.
dunning-invoice-comes = 🧾 Your manager knows: we will send the invoice again.
dunning-when = 🗓 When will you pay?
dunning-agreed = 🤝 Agreed: <b>{ $sum }</b> by <b>{ $day }</b>. We will remind you the day before.
dunning-will-call = 📞 Your manager knows and will call you to agree a day.
dunning-told-paid = 💰 { $client }: { $name } says it is paid. Awaited until { $until }.
dunning-told-invoice = 🧾 { $client }: { $name } asks for the invoice again. There is a task.
dunning-told-day = 🤝 { $client }: { $name } promises { $sum } by { $day }.
dunning-told-later = 📞 { $client }: { $name } asks for another day. There is a task to call.
dunning-task = Call about the payment of { $sum }: { $invoices }
dunning-task-other = Call another contact about { $sum }: { $contact }. { $invoices }
dunning-task-last = Call about { $sum }, find another contact: { $invoices }
dunning-task-invoice = Send the client again: { $invoices }
dunning-task-later = Agree a day of payment with the client
dunning-task-instalments = Agree instalments with the client
dunning-task-letter = Send a letter before court
dunning-task-suspend = Suspend the service
dunning-task-go-on = Call about the payment
dunning-instalments = 🧮 Instalments
dunning-letter = ✉️ Letter before court
dunning-suspend = ⛔ Suspend
dunning-go-on = ☎️ Keep calling
dunning-paid-already = Nothing is owed any more.
dunning-decided-already = Decided already: { $verdict } · { $name }
dunning-decided = ✅ { $client }: { $verdict }. The manager has a task; you will be told again after { $until }.
dunning-told = 👤 Decision about the debt of { $client }: { $verdict } · { $name }. There is a task.
dunning-deed = Decision about a debt: { $verdict }
e3-what = Debt of { $sum } · { $client }
e3-about = Debt of { $client }
e3-late = unpaid, due since { $since }
e3-broken = { $count ->
    [one] { $count } promise broken
   *[other] { $count } promises broken
 }
e3-much = the sum is { $sum }
e3-debt = { $count ->
    [one] { $sum } of { $count } invoice, due since { $since }
   *[other] { $sum } of { $count } invoices, due since { $since }
 }
e3-word = Keeps its word: { $kept } of { $judged }
e3-promise = Promises { $sum } by { $day }
e3-decided = Decided { $at }: { $verdict }
e3-settled = paid
e3-settled-decided = decision: { $verdict } · { $name }
rule-e3 = A debt the head decides about
rule-e3-before = Remind so many days before the due day
rule-e3-call = Call after so many working days
rule-e3-again = Call again after
rule-e3-other = Call another contact after
rule-e3-late = To the head after so many working days
rule-e3-broken = Promises broken
rule-e3-within = In so many days
rule-e3-sum = To the head at once from a debt of
team-aging = ⏳ By age: { $ages }
aging-month = up to 30 days { $sum }
aging-two = up to 60 { $sum }
aging-three = up to 90 { $sum }
aging-more = older { $sum }
