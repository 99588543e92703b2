# The call round: whom to call, the client's card, the summary, the share paid in time.
command-round = ☎️ Call round
round-preview = { $count ->
    [one] ☎️ <b>{ $count } client, { $sum }</b>
   *[other] ☎️ <b>{ $count } clients, { $sum }</b>
}
round-hour = An hour brings about { $sum }
round-later-today = { $count ->
    [one] { $count } more client later today.
   *[other] { $count } more clients later today.
}
round-opens = ☎️ Nobody to call yet. The next round begins { $day }.
round-nobody = ☎️ Nobody to call now: some have promised, some were talked to, some are not at work.
round-late = ⏱ Invoiced late by us, not in the share: { $names }
round-late-more = ⏱ Invoiced late by us, not in the share: { $names } and { $count } more
round-filter-all = All
round-filter-fresh = Not reached yet
round-filter-promised = Promised today
round-filter-old = Over a month
round-filter-large = Large
round-filter-aim = Towards the month's aim
round-filter-count = { $filter } · { $count }
round-filter-chosen = ✓ { $filter }
round-start = ▶️ Begin
round-resume = ▶️ Resume
round-go-on = ▶️ Keep calling
round-open = ☎️ Call round
round-choose = 🔎 Choose whom
round-to-summary = 📊 Summary
round-place = ☎️ Call round · { $at } of { $of } · { $sum } left
round-client = <b>{ $client }</b> · { $at } there
round-client-in = <b>{ $client }</b> · { $city }, { $at } there
round-about = ☎️ <b>{ $client }</b> · { $sum }
round-of = invoice { $number } of { $day }
round-of-more = { $count } more
round-debt = Owes <b>{ $sum }</b>: { $invoices } · due { $due }
round-debt-late = { $days ->
    [one] Owes <b>{ $sum }</b>: { $invoices } · { $days } day overdue
   *[other] Owes <b>{ $sum }</b>: { $invoices } · { $days } days overdue
}
round-keeps = kept { $kept } promises of { $of }
round-answers = usually answers { $from }–{ $to }
round-no-phone = No phone: add a contact on the client's card.
round-no-answer = 📵 No answer
round-promised = 🤝 Promised
round-paid = 💰 Paid
round-invoice = 🧾 Wants the invoice
round-disputes = ⚖️ Disputes
round-later = ⏭ Later today
round-quiet = 🙈 Do not call
round-why = ❔ Why first
round-pause = ⏸ Pause
round-back = ⬅️ To the card
round-ask-day = By which day do they promise to pay the whole debt?
round-ask-quiet = Why not call?
round-quiet-asked = They asked not to
round-quiet-agreed = Agreed in writing
round-quiet-head = The head decides
round-quiet-number = Nobody to call
round-why-line = ❔ { $reasons }
round-why-broken = a promise was broken
round-why-lot = by lot: we try who else answers
round-why-debt = { $sum }
round-why-today = promised { $sum } for today
round-why-paid = said it was paid
round-why-invoice = asked for the invoice
round-why-disputes = disputes
round-why-keeps = kept { $kept } promises of { $of }
round-why-brings = paid after { $brought } calls of { $of }
round-why-silent = { $tries ->
    [one] no answer { $tries } time
   *[other] no answer { $tries } times in a row
}
round-why-late = { $days } d overdue
round-saved = { $outcome } · { $client }
round-saved-next = { $outcome } · { $client }. A task for { $day }.
round-saved-again = { $outcome } · { $client }. Try { $tries }, again { $day } at { $time }.
round-saved-later = ⏭ { $client }: back { $at }.
round-saved-quiet = 🙈 { $client }: { $reason }. No calls until { $until }.
round-paid-already = ✅ { $client }: paid.
round-called-already = ✅ { $client }: logged already { $at }, { $outcome }.
round-taken = 👤 { $client }: another manager is calling.
round-later-already = ⏭ { $client }: put off already, back { $at }.
round-quiet-already = 🙈 { $client }: no calls until { $until }.
round-deed-quiet = Do not call a client
round-rest = { $count ->
    [one] ☕ { $count } call on end: time for a pause.
   *[other] ☕ { $count } calls on end: time for a pause.
}
round-paused = ⏸ <b>The round is paused</b>
round-summary = 📊 <b>Summary of the round</b> · { $day }
round-calls = { $calls ->
    [one] ☎️ { $calls } call, talked to: { $reached }
   *[other] ☎️ { $calls } calls, talked to: { $reached }
}
round-promises = { $count ->
    [one] 🤝 { $count } promise, { $sum }
   *[other] 🤝 { $count } promises, { $sum }
}
round-expected = 💰 By the month's end { $low } – { $high } will come, most likely { $point }
round-left = { $count ->
    [one] Left: { $count } client, { $sum }
   *[other] Left: { $count } clients, { $sum }
}
round-none-left = ✅ Everybody has been called for today.
round-tomorrow = 🌙 The rest tomorrow
round-put-off = { $count ->
    [one] 🌙 Put off to { $day }: { $count } client, { $sum }. A task reminds you.
   *[other] 🌙 Put off to { $day }: { $count } clients, { $sum }. A task reminds you.
}
round-task = { $count ->
    [one] Go on with the call round: { $count } client, { $sum }
   *[other] Go on with the call round: { $count } clients, { $sum }
}
round-digest = ☎️ <b>Call round ({ $count })</b> · { $sum }
round-aim = { $count ->
    [one] 🎯 Paid in time { $whole }.{ $tenth }% → { $aim }%: { $count } more client
   *[other] 🎯 Paid in time { $whole }.{ $tenth }% → { $aim }%: { $count } more clients
}
round-aim-far = 🎯 Paid in time { $whole }.{ $tenth }% → { $aim }%: { $count } short, { $open } still can
round-aim-button = 🎯 To { $aim }%
round-aim-begun = { $count ->
    [one] { $count } client with the best chances, about { $minutes } min.
   *[other] { $count } clients with the best chances, about { $minutes } min.
}
round-aim-none = Nobody to call towards the aim now: it is reached, or the clients are not at work.
round-zone = 🕓 { $at } there · { $count }
round-slow = ⏳ By 16:00 { $called } of { $planned } were called.
load-round-slow = { $days ->
    [one] the round was slow on { $days } day
   *[other] the round was slow on { $days } days
}
