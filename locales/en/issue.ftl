# Fees of clients and the monthly issue of invoices.
command-issue = 🧾 Issue of invoices
month-january = January
month-february = February
month-march = March
month-april = April
month-may = May
month-june = June
month-july = July
month-august = August
month-september = September
month-october = October
month-november = November
month-december = December
fee-button = 💳 Fee
fee-title = 💳 Fee
fee-title-of = 💳 Fee · { $client }
fee-ask-sum = How much does the client pay a month?
fee-ask-since = From which month on? Press or type: <code>06.2026</code>
fee-ask-contract = Is the contract signed?
fee-ask-review = Is everything right?
fee-hint-sum = Type a sum a month, for example <code>15000</code>.
fee-hint-since = Type a month, for example <code>06.2026</code>. Two years ahead at most.
fee-none = Pays no fee
fee-field-sum = 💳 Fee: { $sum } a month
fee-field-nothing = 💳 Fee: pays none
fee-field-since = 📅 From: { $month }
fee-signed = ✅ The contract is signed
fee-unsigned = ⚠️ The contract is not signed
fee-edit-sum = ✏️ Sum
fee-edit-since = ✏️ Month
fee-edit-contract = ✏️ Contract
fee-saved = ✅ { $client }: fee { $sum } from { $month }
fee-deed = Fee of a client
fee-card = 💳 Fee { $sum } a month
fee-card-nothing = 💳 Pays no fee
fee-card-next = from { $month }: { $sum }
fee-twice = The client's fee from { $month } stands in the file twice.
fee-import-total = { $count ->
    [one] { $count } fee, { $sum } a month in all
   *[other] { $count } fees, { $sum } a month in all
}
fee-changes = { $client }: was { $before }, will be { $after } from { $month }
cell-not-a-month = “{ $value }” is no month. Example: 06.2026
cell-not-a-contract = “{ $value }” says nothing of a contract. Example: signed
unload-fees-goes = { $count ->
    [one] { $count } fee; what was said before comes back
   *[other] { $count } fees; what was said before comes back
}
unload-fees-stays = { $count ->
    [one] { $count } fee: it was changed after the file
   *[other] { $count } fees: they were changed after the file
}
issue-absent = There is no such exception.
issue-nobody = 🧾 There is nothing to issue: none of your clients has a fee.
issue-no-accounting = There is nobody to put a task for.
issue-too-early = The issue begins on { $day }.
issue-check-title = 🔎 <b>Check before the issue for { $month }</b>. Issued on { $day }
issue-check-department = 👥 The whole department
issue-check-pays = { $count ->
    [one] { $count } client of { $all } pays
   *[other] { $count } clients of { $all } pay
}
issue-check-none = ✅ All is ready, nothing is to be mended.
issue-check-nofee = { $count ->
    [one] ⚠️ No fee: { $count } client
   *[other] ⚠️ No fee: { $count } clients
}
issue-check-change = { $count ->
    [one] 🔁 The fee changes: { $count } client
   *[other] 🔁 The fee changes: { $count } clients
}
issue-check-paused = { $count ->
    [one] ⏸ Suspended: { $count } client
   *[other] ⏸ Suspended: { $count } clients
}
issue-check-inn = { $count ->
    [one] 🆔 No tax number or a wrong one: { $count } client
   *[other] 🆔 No tax number or a wrong one: { $count } clients
}
issue-check-noway = { $count ->
    [one] 📭 Nobody to send to: { $count } client
   *[other] 📭 Nobody to send to: { $count } clients
}
issue-check-contract = { $count ->
    [one] 📄 Contract not signed: { $count } client
   *[other] 📄 Contract not signed: { $count } clients
}
issue-group-count = { $group } · { $count }
issue-group-nofee = ⚠️ No fee
issue-group-change = 🔁 The fee changes
issue-group-paused = ⏸ Suspended
issue-group-inn = 🆔 Tax number
issue-group-noway = 📭 Nobody to send to
issue-group-contract = 📄 No contract
issue-group-go = 💬 Goes out in Telegram
issue-group-mail = ✉️ E-mail only
issue-group-nobody = 📭 Nobody
issue-group-has = ✅ Have it
issue-group-held = ⏳ To be decided
issue-list-title = <b>{ $group }</b>: { $count }
issue-cure-nofee = 💳 { $client }
issue-cure-change = 💳 { $client }: { $before } → { $after }
issue-cure-contract = 📄 { $client }
issue-open-client = 🏢 { $client }
issue-progress = 🧾 <b>Issue for { $month }</b> · { $ready } of { $all }
issue-open = { $count ->
    [one] { $count } exception is left
   *[other] { $count } exceptions are left
}
issue-books = { $count ->
    [one] accounting has { $count } client
   *[other] accounting has { $count } clients
}
issue-begin = 🧾 <b>It is time to issue invoices for { $month }</b>
issue-begin-expected = To be issued: { $count }
issue-begin-issued = Issued in 1С and loaded already: { $count }
issue-start = ▶️ Begin the issue
issue-check-button = 🔎 Check
issue-again = 🔄 Look again
issue-open-button = 🧾 To the issue
issue-not-loaded = ⏳ The invoices are not loaded yet. You will hear as soon as accounting has loaded them.
issue-kind-missing = no invoice
issue-kind-extra = one too many
issue-kind-sum = another sum
issue-kind-details = details
issue-wrong-missing = No invoice for { $month }: { $sum } is expected
issue-wrong-extra = Invoice { $number } for { $sum } is one too many
issue-wrong-sum = Invoice { $number } is for { $issued }, it should be { $expected }
issue-wrong-details = Invoice { $number }: tax number { $inn }
issue-no-inn = missing
issue-case = ⚠️ <b>{ $kind }</b> · { $client }
issue-fee = 💳 Fee { $sum }
issue-fee-nothing = 💳 Pays no fee
issue-fee-unknown = 💳 The fee is not known
issue-client-suspended = ⏸ The client is suspended
issue-client-left = 👋 The client has left
issue-invoice = 📄 Invoice { $number } of { $day }: { $sum }
issue-back = 🔁 It was decided, but the data changed { $at }
issue-ok = ✅ Fine, reason
issue-to-books = 📨 To accounting
issue-not = 🚫 Do not issue, reason
issue-later = ⏭ Later
issue-why-ok = Why is it right?
issue-why-not = Why is none issued?
issue-why-title = 🧾 Reason
issue-why-title-of = 🧾 Reason · { $client }
issue-why-hint = Type the reason in words.
issue-words = ✏️ Another reason
issue-reason-later = Issued later
issue-reason-apart = Issued another way
issue-reason-discount = Another price is agreed
issue-reason-recount = Recalculation
issue-reason-oneoff = A single invoice
issue-reason-checked = The details were checked
issue-reason-abroad = No Russian tax number
issue-reason-paused = The client is suspended
issue-reason-leaves = The client leaves
issue-reason-free = A free month
issue-decided-ok = ✅ { $client }: { $why }
issue-decided-not = 🚫 { $client }: not issued. { $why }
issue-asked = 📨 { $name } takes the invoice back: there is a task.
issue-in-books = 📨 { $client }: { $name } sees to it, there is a task.
issue-asked-of-you = 🧾 { $client }: { $what }. { $name } asks for it by { $at }. The task is in your list.
issue-task = Invoice for { $month }. { $wrong }
issue-task-cancel = Take invoice { $number } back
issue-changed = Something has changed since.
issue-deed = Decision about an invoice
issue-change-settled = ✅ { $client }: mended ({ $kind })
issue-change-back = ↩️ { $client }: back from accounting, still not right ({ $kind })
issue-change-anew = 🔁 { $client }: the data have changed, decide again ({ $kind })
issue-closed = ✅ The sending was decided { $at }.
issue-decided-all = ✅ No exceptions are left. Now the sending.
issue-to-sending = 📤 To the sending
issue-team = 🧾 <b>Issue for { $month }</b>, day of issue { $day }
issue-team-none = No manager has clients with a fee.
issue-team-not-begun = { $name }: not begun
issue-team-done = { $name }: ✅ { $ready } of { $all }
issue-team-line = { $name }: { $ready } of { $all }
issue-pool-button = 🧾 Clients of nobody
issue-stands = { $count ->
    [one] 🧾 Issue for { $month }: { $ready } of { $all }, { $count } exception is left
   *[other] 🧾 Issue for { $month }: { $ready } of { $all }, { $count } exceptions are left
}
issue-stands-not-begun = { $count ->
    [one] 🧾 The issue for { $month } is not begun: { $count } client
   *[other] 🧾 The issue for { $month } is not begun: { $count } clients
}
issue-stands-unsent = 🧾 Issue for { $month }: { $ready } of { $all }, the sending is not decided
issue-remind = ⏰ The issue is not finished. Tomorrow at 12:00 the head will hear of it.
issue-loaded = { $count ->
    [one] 📥 { $count } invoice is loaded, exceptions: { $open }
   *[other] 📥 { $count } invoices are loaded, exceptions: { $open }
}
issue-corrected = ✏️ { $client }: invoice { $number } was corrected after it had been sent. It was { $before } and is { $after } now.
issue-send-title = 📤 <b>Sending of invoices for { $month }</b>
issue-send-go = { $count ->
    [one] 💬 Goes out in Telegram: { $count } invoice
   *[other] 💬 Go out in Telegram: { $count } invoices
}
issue-send-one = { $client }: { $names }
issue-send-more = { $count } more
issue-send-corrected = { $count ->
    [one] ✏️ Of them corrected after it was sent: { $count }
   *[other] ✏️ Of them corrected after they were sent: { $count }
}
issue-send-mail = ✉️ E-mail only, not sent from here: { $count }
issue-send-nobody = 📭 Nobody to send to: { $count }
issue-send-has = ✅ Sent already, or about to be: { $count }
issue-send-held = ⏳ To be decided, or not to be issued: { $count }
issue-send-hold = { $minutes ->
    [one] They go out in { $minutes } minute: until then one button takes all of it back.
   *[other] They go out in { $minutes } minutes: until then one button takes all of it back.
}
issue-send = { $count ->
    [one] 📤 Send { $count } invoice
   *[other] 📤 Send { $count } invoices
}
issue-waive = Send nothing
issue-to-cards = ⬅️ To the exceptions
issue-sending = { $count ->
    [one] 🕓 { $count } invoice goes out { $at }, in the client's working hours. Until then it can be taken back.
   *[other] 🕓 { $count } invoices go out { $at }, in the clients' working hours. Until then they can be taken back.
}
issue-send-undo = ↩️ Take the sending back
issue-send-already = These invoices are about to go out already.
issue-send-gone = The invoices are going out: it is too late to take them back.
issue-waived = Nothing will be sent.
issue-deed-sent = { $count ->
    [one] Sending: { $count } invoice
   *[other] Sending: { $count } invoices
}
issue-gone = { $count ->
    [one] ✅ { $count } invoice for { $month } was sent.
   *[other] ✅ { $count } invoices for { $month } were sent.
}
issue-gone-partly = { $count ->
    [one] ✅ { $count } invoice for { $month } was sent. Not sent: { $left } (changed, paid, or nobody to send to).
   *[other] ✅ { $count } invoices for { $month } were sent. Not sent: { $left } (changed, paid, or nobody to send to).
}
issue-trend = { $count ->
    [one] 🧾 { $month }: { $invoices }, { $count } exception: { $causes }
   *[other] 🧾 { $month }: { $invoices }, { $count } exceptions: { $causes }
}
issue-trend-none = 🧾 { $month }: { $invoices }, no exceptions
issue-trend-invoices = { $count ->
    [one] { $count } invoice
   *[other] { $count } invoices
}
issue-trend-cause = { $kind } { $number }
team-issue = 🧾 Issue for { $month }: { $people }
rule-e14 = Invoices were not issued in time
e14-what = The issue for { $month } is not finished · { $name }
e14-why = Invoices are issued on { $day }, and it is past noon of the next working day.
e14-about = Issue of invoices · { $name }
e14-settled = the issue is finished
e14-settled-otherwise = the next month has begun
