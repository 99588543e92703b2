command-call = ☎️ Call
call-title = ☎️ Call
call-title-of = ☎️ Call · { $client }
call-header = ☎️ <b>Call</b> · step { $step } of { $steps }
call-header-of = ☎️ <b>Call</b> · { $client } · step { $step } of { $steps }
call-button = ☎️ Call
call-another = ☎️ Another call
call-ask-client = Whom did you call? Type a name, INN, phone or invoice number.
call-ask-which = Whom did you mean by “{ $query }”?
call-ask-outcome = How did it go?
call-ask-sum = How much do they promise?
call-ask-promise-day = By which day?
call-ask-paid-on = When did they pay?
call-ask-call-back = When to call back? With a time if you like: “tomorrow at 15”.
call-ask-wrong-contact = Whose number is wrong?
call-ask-review = Is everything right? Type a note or save.
call-ask-contact = Whom did you talk to?
call-ask-direction = Who called whom?
call-ask-purpose = What about?
call-ask-called = When was the call? For example: “14:20” or “yesterday 15:30”.
call-ask-note = What is to be remembered? Text or a voice message.
call-ask-next = When to come back to the client? With a time if you like: “fri at 11”.
call-hint-client = Type the client's name, INN, phone or invoice number. For example: Romashka
call-hint-outcome = Press an outcome or type it. For example: “no answer”, “promised fri 42000”.
call-hint-sum = Type a sum. For example: 15000 or 15k
call-hint-day = Type a day. For example: tomorrow, fri, 25
call-hint-called = Type the time of the call. For example: 14:20
call-hint-note = Type a note or send a voice message.
call-skip-paid-on = ⏭ They did not say
call-next-none = Nothing
call-sum-overdue = All overdue: { $sum }
call-sum-all = All invoices: { $sum }
call-edit-outcome = ✏️ Outcome
call-edit-sum = ✏️ Sum
call-edit-day = ✏️ Day
call-edit-note = ✏️ Note
call-edit-next = ✏️ Next
call-edit-contact = ✏️ With whom
call-edit-purpose = ✏️ About
call-edit-direction = ✏️ Who called
call-edit-called = ✏️ When
call-edit-client = ✏️ Client
call-field-contact = With: { $contact }
call-field-about = { $direction }, { $purpose } · { $at }
call-field-note = Note: { $note }
call-field-attached = { $count ->
    [one] 📎 { $count } attachment
   *[other] 📎 { $count } attachments
}
call-field-next-none = Next: nothing
call-field-next = Next: { $day }
call-field-next-at = Next: { $day }, { $time }
call-outcome = <b>{ $outcome }</b>
call-outcome-promised = <b>🤝 Promised { $sum } by { $day }</b>
call-outcome-with-sum = <b>{ $outcome }</b>: { $sum }
call-outcome-with-day = <b>{ $outcome }</b>: { $day }
call-outcome-with-time = <b>{ $outcome }</b>: { $day }, { $time }
call-logged = ✅ Call logged: <b>{ $client }</b>
call-unreachable = ⚠️ Can't be reached: five tries in three days. Try another channel.
call-many-tries = { $tries ->
    [one] { $tries } try in a row without an answer.
   *[other] { $tries } tries in a row without an answer.
}
call-other-contact = Try: { $contact }
call-leaves = 🚫 <b>{ $client }</b> will not pay or leaves. Talked to: { $manager }
call-deed = call
call-unknown-number = No client has the number { $phone }.
call-task-again = Call again
call-task-invoice = Send the invoice again
call-task-dispute = Sort out the disputed invoice
call-task-leaves = Keep the client
call-task-contact = Find the right contact
call-task-next = Come back to the client
call-voice-too-long = { $minutes ->
    [one] The voice message is longer than { $minutes } minute. Make it shorter.
   *[other] The voice message is longer than { $minutes } minutes. Make it shorter.
}
call-when-not-understood = I did not understand the time “{ $words }”. For example: 14:20 or yesterday 15:30
call-in-future = That time has not come yet. For example: 14:20 today or yesterday 15:30
call-too-old = { $days ->
    [one] A call can be logged within { $days } day. Older ones only by the head.
   *[other] A call can be logged within { $days } days. Older ones only by the head.
}
call-sign-out = ↗️
call-sign-in = ↙️
promise-too-much = { $sum } is more than the debt. The client owes { $owed }
outcome-paid = 💰 Already paid
outcome-promised = 🤝 Promised
outcome-invoice = 🧾 Wants the invoice
outcome-disputes = ⚖️ Disputes
outcome-leaves = 🚫 Won't pay, leaves
outcome-no-answer = 📵 No answer
outcome-busy = ⏳ Busy
outcome-call-back = 🔁 Call back
outcome-wrong-number = ❌ Wrong number
outcome-talked = ✅ Talked
direction-out = Outgoing
direction-in = Incoming
purpose-payment = payment
purpose-installation = installation
purpose-delivery = delivery
purpose-technical = technical question
purpose-meeting = getting to know
purpose-claim = claim
purpose-upsell = upsell
purpose-other = other
client-call = { $sign } { $at } · { $outcome } · { $person }
client-call-about = { $sign } { $at } · { $outcome }, { $purpose } · { $person }
client-call-note = { $sign } { $at } · { $outcome }: { $note } · { $person }
call-to-invoice = 🧾 Send the invoice
call-to-claim = ⚠️ Record a claim
call-to-support = 🛠 To support
