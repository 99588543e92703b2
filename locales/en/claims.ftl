command-claim = ⚠️ Claim
command-claims = ⚠️ Open claims
rule-e2 = A complex claim waits for the head's decision
rule-e2-sum = A claim is complex from this sum on
rule-e2-own = A manager offers alone up to
rule-e2-repeat = A claim is complex if another came within so many days
rule-e2-ack = How long to wait for an acknowledgement before repeating
ask-claim = A decision on a claim
ask-compensation = Compensation for a client
claim-button = ⚠️ Claim
claim-new-button = ➕ New claim
claim-title = ⚠️ Claim
claim-title-of = ⚠️ Claim · { $client }
claim-header = ⚠️ <b>Claim</b>
claim-header-of = ⚠️ <b>Claim</b> · { $client }
claim-named = П-{ $number } · { $client }
claim-card = ⚠️ <b>{ $claim }</b>
claim-complex = 🔥 complex
claim-why = 🔥 Why it is complex: { $why }
claim-why-sum = sum { $sum } ≥ { $limit }
claim-why-written = in writing
claim-why-legal = the word “{ $word }”
claim-why-safety = about safety: “{ $word }”
claim-why-second = { $days ->
    [one] second within { $days } day
   *[other] second within { $days } days
}
claim-why-repeat = { $days ->
    [one] number { $times } within { $days } day
   *[other] number { $times } within { $days } days
}
claim-why-said = the manager says so
claim-quote = “{ $essence }” — { $who }
claim-from = { $who } complains
claim-by-phone = the client, by phone
claim-no-files = 📎 No files
claim-files = { $count ->
    [one] 📎 { $count } file
   *[other] 📎 { $count } files
}
claim-wants = 🎯 Wants: { $wish } · about: { $kind }
claim-wants-sum = 🎯 Wants: { $wish }, { $sum } · about: { $kind }
claim-written = 📄 In writing, incoming no. { $number }
claim-written-by = 📄 In writing, incoming no. { $number }, answer by { $day }
claim-bills = { $count ->
    [one] 🧾 { $count } disputed invoice: no reminders
   *[other] 🧾 { $count } disputed invoices: no reminders
}
claim-legal = ⚖️ With lawyers since { $day }: { $whom }. Handed over: { $passed }
claim-reopened = { $count ->
    [one] 🔁 Opened again { $count } time
   *[other] 🔁 Opened again { $count } times
}
claim-offer = { $what }, by { $day }
claim-offer-sum = { $what }, { $sum }, by { $day }
claim-offer-asked = 💸 The offer waits for the head: { $offer }
claim-offer-sent = 💸 Offered: { $offer }
claim-offer-refused = 💸 The head did not agree to: { $offer }
claim-allowed = ✅ The head allows up to { $sum }
claim-result = 🏁 Result: { $result }
claim-decided = 👔 Decision: { $what } ({ $by })
claim-decided-word = 👔 Decision: { $what } ({ $by }): “{ $word }”
claim-decided-otherwise = otherwise
claim-decided-refuse = refuse
claim-decided-offer = the manager's offer is agreed
claim-grant-fix = Fix it
claim-grant-replace = Replace it
claim-grant-refund = Refund
claim-grant-refund-sum = Refund { $sum }
claim-grant-discount = Discount
claim-grant-discount-sum = Discount { $sum }
claim-grant-apology = Apologise
claim-grant-other = As the client wants
claim-next = 📌 Next touch: { $day }
claim-next-late = ⚠️ The next touch was due { $day }
claim-step = ▫️ { $day }: { $text } ({ $owner })
claim-step-done = ✅ { $day }: { $text } ({ $owner })
claim-state-new = new
claim-state-acknowledged = answered, not looked into
claim-state-investigating = looking into it
claim-state-offer = waiting for the answer to our offer
claim-state-accepted = the client agrees
claim-state-disputed = the client does not agree
claim-state-escalated = waits for the head
claim-state-decision = the head has decided
claim-state-done = done, waiting for the client's word
claim-state-solved = the client says it is solved
claim-state-closed = closed
claim-state-void = taken back
claim-kind-equipment = equipment
claim-kind-installation = installation
claim-kind-delivery = delivery
claim-kind-software = software
claim-kind-bill = invoice
claim-kind-staff = staff
claim-kind-terms = time
claim-kind-other = other
claim-wish-fix = fix it
claim-wish-replace = replace it
claim-wish-refund = money back
claim-wish-discount = a discount
claim-wish-apology = an apology
claim-wish-other = something else
claim-cause-defect = defect
claim-cause-installation = installation
claim-cause-delivery = delivery
claim-cause-bill = mistake in an invoice
claim-cause-misunderstanding = misunderstanding
claim-cause-terms = time
claim-cause-staff = staff
claim-cause-other = other
claim-answer-button = 💬 Answer
claim-call-button = ☎️ Call
claim-look-button = 🔎 Looking into it
claim-offer-button = 💸 Offer
claim-done-button = ✅ Done
claim-end-button = 🏁 Close
claim-step-button = 📅 Step
claim-raise-button = 🔥 Complex
claim-not-complex-button = ↘️ Not complex
claim-legal-button = ⚖️ To lawyers
claim-evidence-button = 📎 Evidence
claim-again-button = ↩️ Open again
claim-open-button = ⚠️ Card
claim-ready-button = ✅ Ready
claim-agree-button = ✅ Agree
claim-other-sum-button = ✏️ Another sum
claim-otherwise-button = ✏️ Otherwise: in words
claim-refuse-button = ✖️ Refuse
claim-call-today-button = ☎️ Call today
claim-ask-client = Whose claim? Type the client's name, INN or phone.
claim-ask-which = Whom did you mean by “{ $query }”?
claim-ask-essence = What happened? In the client's words; a photo, voice message or document will do.
claim-ask-more = Tell more: it will be added to what is written.
claim-ask-review = Check what I understood. Save it?
claim-ask-kind = What is the claim about?
claim-ask-wish = What does the client want?
claim-ask-sum = How much is it about?
claim-ask-bills = Which invoices are disputed? No reminders for those ticked.
claim-ask-written = Did it come in writing? Send the file, then type the incoming number.
claim-ask-deadline = By which day does the contract want an answer?
claim-ask-contact = Who complains?
claim-skip-sum = ⏭ No sum
claim-skip-written = ⏭ Not in writing
claim-skip-deadline = ⏭ No deadline
claim-skip-contact = ⏭ Don't know, by phone
claim-skip-money = ⏭ Without money
claim-hint-essence = Write at least a sentence, 20 letters or more, or send a photo. For example: the barrier has not opened since morning
claim-hint-sum = Type a sum. For example: 15000 or 15k
claim-hint-written = Type the incoming number. For example: 15/1
claim-hint-words = Put it in words.
claim-bill-in = ☑ { $number } · { $sum }
claim-bill-out = ☐ { $number } · { $sum }
claim-edit-essence = ✏️ What happened
claim-edit-kind = ✏️ About
claim-edit-wish = ✏️ Wish
claim-edit-sum = ✏️ Sum
claim-edit-bills = ✏️ Disputed invoices
claim-edit-written = ✏️ In writing
claim-edit-contact = ✏️ Who complains
claim-edit-client = ✏️ Client
claim-edit-what = ✏️ What we do
claim-edit-day = ✏️ By when
claim-edit-text = ✏️ Words to the client
claim-edit-result = ✏️ Result
claim-edit-cause = ✏️ Cause
claim-field = { $words }
claim-field-who = 👤 { $who }
claim-field-sum = 💸 { $sum }
claim-field-day = 🗓 by { $day }
claim-field-cause = Cause: { $cause }
claim-will-be-simple = Level: simple
claim-will-be-complex = 🔥 It will be complex: { $why }. The head will know at once.
claim-opened = ✅ Claim П-{ $number } is saved.
claim-said = П-{ $number }: { $said }
claim-said-looking = 🔎 Looking into it. The client sees this on their card.
claim-said-raised = 🔥 Complex now: { $why }. The head decides.
claim-said-done = ✅ Done. The client is asked whether it is solved.
claim-said-done-later = ✅ Done. The client will be asked { $at }: it is after hours there now.
claim-said-done-phone = ✅ Done. The client is not in the bot: ask by phone whether it is solved.
claim-said-reopened = ↩️ Open again.
claim-said-asked = 👔 The head is asked. The client sees nothing yet.
claim-said-offered = 💸 The offer has gone to the client.
claim-said-offered-later = 💸 The offer will go to the client { $at }: it is after hours there now.
claim-said-offered-phone = 💸 The offer is saved. The client is not in the bot: say it by phone.
claim-said-step = 📅 { $text } — by { $day }. A task is made.
claim-said-legal = ⚖️ Handed to the lawyers.
claim-said-legal-task = ⚖️ Handed to the lawyers. I will remind you to check the answer on { $day }.
claim-said-proof = 📎 The file is added.
claim-said-closed = 🏁 Closed. It can be opened again for 30 days.
claim-next-title-of = { $what } · { $claim }
claim-next-header = <b>{ $what }</b> · { $claim }
claim-offer-title = 💸 Offer
claim-step-title = 📅 Step of the plan
claim-legal-title = ⚖️ To lawyers
claim-end-title = 🏁 Close
claim-proof-title = 📎 One more proof
claim-ask-offer = What do we offer? In words for the client. For example: we replace the boom at our expense
claim-ask-offer-sum = How much money? Up to { $limit } on your own, above that the head agrees first.
claim-ask-offer-sum-free = How much money?
claim-ask-offer-day = By which day do we do it?
claim-ask-offer-text = Write the whole text for the client.
claim-ask-offer-review = Shall we send it like this?
claim-ask-step = What is to be done?
claim-ask-step-day = By which day?
claim-ask-lawyers = To whom? A name or a firm.
claim-ask-passed = What were they given? For example: the contract, letters, the act
claim-ask-result = How did it end?
claim-ask-cause = What was the cause?
claim-ask-excuse = The client has not said that it is solved. Why close it without their word?
claim-ask-end-review = Close it?
claim-ask-file = Send a photo, a voice message or a document.
claim-will-read = The client will read: “{ $text }”
claim-needs-head = 👔 The head agrees first.
claim-ask-head-button = 👔 Ask the head
claim-send-button = 💸 Send to the client
claim-close-button = 🏁 Close the claim
claim-task-call = Call the client about claim П-{ $number }
claim-task-head-call = The head asks for a call about claim П-{ $number }
claim-task-lawyers = Check the lawyers' answer on П-{ $number }: due { $day }
claim-task-step = П-{ $number }: { $text }
claim-brief = ☎️ <b>Before the call</b> · { $claim }. Task for { $day }
claim-evidence = 📎 <b>Evidence of П-{ $number }</b>
claim-evidence-none = No files.
claim-known = <b>What is known of the client</b>
claim-file = { $number }. { $what } · { $at } · { $who } · { $size } KB · { $print }
claim-file-photo = Photo
claim-file-voice = Voice message
claim-file-other = File
claim-file-named = File “{ $name }”
claim-file-waits = being read
claim-file-read = SHA-256 <code>{ $hash }…</code>
claim-file-large = over 20 MB, can't be read
claim-file-gone = Telegram does not give it any more
claim-files-button = 📤 Show the files
claim-files-sent = The files are below
claim-proof-button = ➕ Add a file
claim-absent = There is no such claim.
claim-not-now = Not now: the claim stands elsewhere.
claim-undecided = The claim is complex: the head decides first.
claim-unconfirmed = Without the client's word: write why it is closed.
claim-too-late = More than 30 days have passed: open a new claim.
claim-went-on = It has gone on since: it can't be taken back.
claim-offer-seen = The client has the offer already: it can't be taken back. Make another one.
claim-deed-opened = a new claim
claim-deed-moved = a claim's move
claim-deed-raised = a claim made complex
claim-deed-offer = an offer to a client
claim-deed-step = a step of the plan
claim-deed-call = a call about a claim
claim-deed-legal = handing over to lawyers
claim-deed-closed = closing a claim
claim-alarm = Complex claim { $claim }
claim-no-debt = No debts, no promises
claim-client-wants = The client wants: { $wish }
claim-client-wants-sum = The client wants: { $wish }, { $sum }
claim-settled-already = Settled already.
claim-call-put = ☎️ The manager has a task to call. The decision is still yours.
claim-decided-told = The client and the manager know at once.
claim-head-decided = 👔 { $name } decides on { $claim }
claim-head-call = ☎️ { $name } asks for a call today: { $claim }
claim-offer-goes = The offer goes to the client.
claim-offer-goes-sum = The offer with { $sum } goes to the client.
claim-offer-back = The sum is saved. The manager's text names another one, so they will look it over and send it.
claim-offer-refused-told = The manager will know and offer something else.
claim-client-agrees = ✅ { $name } agrees with the offer: { $claim }
claim-client-disagrees = ✖️ { $name } does not agree with the offer: { $claim }
claim-client-solved = ✅ { $name }: it is solved. { $claim } can be closed
claim-client-unsolved = ✖️ { $name }: it is not solved. Looking into it again: { $claim }
claim-client-reopens = ↩️ { $name } opens the claim again: { $claim }
claims-none = No open claims.
claims-title = { $count ->
    [one] ⚠️ { $count } open claim
   *[other] ⚠️ { $count } open claims
}
claims-title-all = { $count ->
    [one] ⚠️ { $count } open claim of the department
   *[other] ⚠️ { $count } open claims of the department
}
claims-of = ⚠️ { $client } has open claims already. Is it about one of them?
client-claim = ⚠️ П-{ $number }, { $kind }: { $state }
client-claim-complex = 🔥 П-{ $number }, { $kind }: { $state }
claim-todo-answer = answer
claim-todo-head = the head's decision
claim-todo-offer = offer a solution
claim-todo-close = bring it to an end
digest-claims = { $count ->
    [one] ⚠️ <b>Claims: { $count }</b>
   *[other] ⚠️ <b>Claims: { $count }</b>
}
digest-claim = { $claim } — { $what } by { $at }
digest-claim-late = 🔴 { $claim } — { $what }, was due { $at }
week-claim = ⚠️ { $claim } — { $what }
team-claims-open = { $count ->
    [one] ⚠️ { $count } open claim: { $kinds }
   *[other] ⚠️ { $count } open claims: { $kinds }
}
team-claims-of = { $what } { $count }
team-claims-undecided = { $count ->
    [one] 🔥 { $count } complex one waits for a decision
   *[other] 🔥 { $count } complex ones wait for a decision
}
team-claims-causes = 🏁 Causes of those closed in 30 days: { $causes }
team-claims-repeat = { $count ->
    [one] 🔁 { $client }: { $count } claim in { $days } days
   *[other] 🔁 { $client }: { $count } claims in { $days } days
}
load-claims = { $count ->
    [one] { $count } claim
   *[other] { $count } claims
}
plea-title = ⚠️ <b>Your claim no. П-{ $number }</b>
plea-about = ⚠️ About your claim no. П-{ $number }
plea-essence = “{ $essence }”
plea-new = ✅ We have it. We will answer by { $until }. Reply to this message to add something.
plea-looking = 🔎 We are looking into it. We will offer a solution by { $until }.
plea-offer = We offer:
plea-offer-usual = { $what }. We will do it by { $day }.
plea-offer-usual-sum = { $what }: { $sum }. We will do it by { $day }.
plea-agreed = ✅ Thank you for agreeing. We are on it.
plea-agreed-by = ✅ Thank you for agreeing. We will do it by { $day }.
plea-disputed = Noted: the offer does not suit you. Your manager will come up with another.
plea-decided-fix = We have decided: we will fix it. Your manager will write when.
plea-decided-replace = We have decided: we will replace it. Your manager will write when.
plea-decided-refund = We have decided: you will get your money back. Your manager will write when.
plea-decided-refund-sum = We have decided: you will get { $sum } back. Your manager will write when.
plea-decided-discount = We have decided: you will get a discount. Your manager will write the details.
plea-decided-discount-sum = We have decided: you will get a discount of { $sum }. Your manager will write the details.
plea-decided-apology = We were wrong and we apologise.
plea-decided-other = We have decided to do as you asked. Your manager will write the details.
plea-decided-otherwise = We have decided. Your manager will write the details.
plea-decided-refuse = We have looked at it carefully and can't do what you asked for. Your manager will get in touch and explain why.
plea-done = We have done what we promised. Is it solved?
plea-solved = ✅ Thank you! Glad that it is solved.
plea-closed = The claim is closed. If it comes back, open it again until { $until }.
plea-void = This claim was written down by mistake and is taken back.
plea-yes-button = ✅ I agree
plea-no-button = ✖️ I don't agree
plea-solved-button = ✅ It is solved
plea-unsolved-button = ✖️ Not solved
plea-again-button = ↩️ Open again
plea-absent = There is no such claim.
plea-no-company = We don't know yet which company you are from. Please call your manager.
plea-ask-company = For which company?
plea-ask-essence = What happened? Write, send a photo or a voice message.
plea-ask-more = Please tell us a little more, or send a photo.
plea-ask-wish = What can we do to make it good? You can add words or another photo.
plea-skip-wish = ⏭ Up to you
plea-hint-company = Tap the name of your company.
plea-hint-essence = Write it in words, send a photo or a voice message.
plea-hint-wish = Tap one of the buttons.
plea-wish-fix = 🔧 Fix it
plea-wish-replace = 🔁 Replace it
plea-wish-refund = 💸 Money back
plea-wish-discount = 🏷 A discount
plea-wish-apology = 🙏 Apologise
plea-wish-other = 💬 Something else
