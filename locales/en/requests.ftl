command-write = ✉️ Write to the manager
command-requests = 💬 Requests
command-support = 🛠 To technical support
command-templates = 📋 Ready answers
support-button = 🛠 To support
badge-green = 🟢 { $left } left, answer by { $due }
badge-yellow = 🟡 { $left } left, answer by { $due }
badge-red = 🔴 { $left } left, answer by { $due }
badge-late = 🔴 The answer is late: it was due { $due }
badge-paused-client = ⏸ Waiting for the client until { $until }: { $reason }
badge-paused-other = ⏸ Waiting for others until { $until }: { $reason }
request-title = 💬 { $number } · { $client }
request-title-closed = ✅ { $number } · { $client } · closed
request-from = Who: { $who }
request-untaken = 🙋 Nobody keeps this client, and nobody answers yet
request-absent = You have no such request. If you need it, ask the head of department.
request-no-chat = Nobody of the client uses the bot: answer by phone and log the call.
request-take = 🙋 I take it
request-take-over = 🙋 I take it over
request-assign = 👤 Assign somebody
request-to-whom = 👤 { $number }: who answers?
request-given = ✅ { $number } is given to { $name }
request-yours = The request is yours
request-taken-by = { $name } has taken it
request-taken-from-you = { $name } now answers { $number }
request-answer = 💬 Answer
request-note = 📝 Note
request-pause = ⏸ Pause
request-go-on = ▶️ It has come
request-hand-over = 🛠 To support
request-close = ✅ Close
request-reopen = ↩️ Open again
request-open = 📂 Open
request-closed = ✅ { $number } is closed
request-closed-already = Closed already
request-answer-first = The client has no answer yet: answer, or log a call
request-at-support-still = Support is still at it
request-nobody = nobody took it
request-gone = the request is gone
request-at-support = 🛠 Support: { $stage } · { $urgency }
request-alarm = A client waits for an answer, { $number } · { $client }
request-alarm-why = the answer was due { $due }
request-fact-who = Answers: { $who } · asks: { $asked }
request-fact-last = Last, { $at }: “{ $text }”
request-settled-answer = answered { $at } by { $name }
request-settled-call = called { $at } by { $name }
request-settled-closed = closed { $at }
request-settled-moved = the deadline was moved
request-deed-answered = 💬 An answer to a client
request-deed-closed = ✅ A closed request
request-deed-paused = ⏸ A pause
request-deed-handed = 🛠 A hand-over to support
requests-none = No open requests.
requests-title = { $count ->
    [one] 💬 { $count } open request
   *[other] 💬 { $count } open requests
}
requests-line = { $number } · { $client }
requests-line-waits = { $number } · { $client } · { $badge }
said-client = 👤 { $name }: { $text }
said-us = ↪️ { $name }: { $text }
said-note = 📝 { $name }: { $text }
said-reworded = { $text } (changed)
said-edited = ✏️ The client has changed the message
said-files = { $count ->
    [one] 📎 { $count } file
   *[other] 📎 { $count } files
}
said-with-files = { $count ->
    [one] { $text } 📎 { $count } file
   *[other] { $text } 📎 { $count } files
}
said-passed-on = 💬 { $number } · { $client } · { $who }:
said-beside = 📎 { $number } · { $who }
signal-soon = ⏰ { $number } · { $client }: the client waits for an answer
signal-late = 🔴 { $number } · { $client }: the time is over, the head knows
write-header-answer = 💬 Answer · { $number } · { $client }
write-header-note = 📝 Note · { $number } · { $client }
write-header-support = 🛠 { $number } · { $client }
write-ask-answer = What is the answer? It goes to { $who }. A photo or a file may come with it.
write-ask-note = What is to be noted? The client will not see it.
write-ask-needs = What do you need from the client? Your question goes to them.
write-ask-solved = How was it solved? The client reads and confirms it.
write-ask-declined = Why is it not yours? The manager reads it.
write-ask-template = Which one? The words can be changed.
write-ask-review = This is what { $who } will see. Send it?
write-templates = 📋 Ready answers
write-send = ✅ Send
write-edit = ✏️ Change
write-hint = Write it in words, or send a photo, a file, a voice message.
write-too-long = Too long: { $most } letters at most.
write-too-many = { $most } files at most.
write-sent = ✅ Sent to { $who } · { $number }
write-sent-later = 🕓 { $number }: { $who } gets it { $at }, { $why }
write-noted = 📝 Noted in { $number }. The client does not see it.
write-told = ✅ { $number }: passed on
write-how = Write what has happened or what you want to know, in one message or several. Photos, files and voice messages are welcome. Your manager gets it, the answer comes here.
write-not-this = Such a message can’t be passed on. Write it in words, or send a photo, a file, a voice message.
write-no-company = We do not know your company. Please call your manager.
write-which-header = ✉️ A question to the manager
write-which-ask = For which company do you write?
write-which-hint = Choose the company by its button.
write-added = Passed on. { $client }
client-answer = <b>{ $name }</b>, PASS24.online:
client-file = 📎 { $name }, PASS24.online
client-request = 💬 { $number }: { $text }
client-request-waits = 💬 { $number } waits for an answer: { $text }
client-request-support = 🛠 { $number } is with support, { $stage }: { $text }
mine-title = ✉️ Request { $number } of { $at }
mine-title-claim = ✉️ Your claim of { $at }
mine-essence = “{ $text }”
mine-passed-on = Passed on to { $whom }. We answer by { $due }
mine-off-hours = We are not at work now. We answer after { $at }
mine-late = Passed on to { $whom }. The answer takes longer, we are sorry.
mine-paused = We wait for what was agreed and come back with an answer right after.
mine-team = the client success team
mine-answered = ✅ We have answered. If there is more, just write.
mine-closed = ✅ Solved. If it is not, just write.
mine-handed-over = 🛠 Handed over to technical support
mine-accepted = 🛠 Technical support has accepted it
mine-in-work = 🔧 Technical support is at it
mine-waiting = ❓ Technical support waits for your answer
mine-solved = ✅ Technical support says it is solved. Is it?
mine-yes = ✅ Solved
mine-no = ❌ Not solved
mine-is-it-solved = ✅ Request { $number }: technical support has finished
mine-is-it-solved-ask = Does everything work?
mine-already = You have told us, thank you
mine-thanks = Thank you! We are glad it is solved.
mine-sorry = Understood, we go on with it.
mine-none = No open requests. To ask, just write here.
mine-list = { $count ->
    [one] 💬 { $count } open request
   *[other] 💬 { $count } open requests
}
mine-line = { $number } · { $text }
mine-line-claim = Claim · { $text }
pause-header = ⏸ Pause · { $number } · { $client }
pause-ask-whom = For whom do we wait?
pause-ask-reason = For what do we wait? For instance: the client sends a photo
pause-ask-until = Until which day?
pause-ask-review = Is everything right?
pause-client = The client
pause-other = Others
pause-field-reason = For: { $reason }
pause-field-until = Until: { $day }
pause-hint-reason = Write in words what we wait for, 200 letters at most.
pause-edit-whom = ✏️ For whom
pause-edit-reason = ✏️ For what
pause-edit-until = ✏️ Until
pause-saved = ⏸ { $number }: the clock stands still until { $until }. If the client writes earlier, it goes on at once.
pause-nobody-waits = Nobody waits for an answer here: there is nothing to pause.
pause-not-running = The clock of this request does not run now.
handing-header = 🛠 To technical support
handing-header-client = 🛠 To technical support · { $client }
handing-ask-client = Which client?
handing-ask-what = What has happened? Ten letters at least, a photo or a voice message.
handing-ask-urgency = How urgent is it?
handing-ask-who = Who told it?
handing-ask-callback = Which number is to be called back?
handing-ask-place = Which site or equipment?
handing-ask-same = It seems to be known. Is it the same?
handing-ask-review = Is everything right?
handing-which-client = Which of them?
handing-hint-what = Write some more, ten letters at least, or send a photo. For instance: the entrance barrier does not open
handing-hint-callback = This is not a number. For instance: 8 916 123-45-67
handing-send = ✅ Hand over
handing-edit-what = ✏️ What happened
handing-edit-urgency = ✏️ Urgency
handing-edit-who = ✏️ Who
handing-edit-callback = ✏️ Number
handing-edit-place = ✏️ Site
handing-alike = { $number }: “{ $text }”
handing-add-to = ➕ Add to { $number }
handing-new = 🆕 It is new
handing-done = 🛠 { $number } is handed over to support · { $client }
handing-added = ➕ Added to { $number }
handover-what = 📋 { $what }
handover-place = 📍 { $place }
handover-callback = 📞 { $phone }
handover-question = ❓ { $question }
handover-answer = ➡️ { $answer }
handover-accept = ✅ Accept
handover-work = 🔧 At work
handover-ask = ❓ More data needed
handover-solve = ✅ Solved
handover-decline = ↩️ Not ours
handover-none = Nothing for support to do.
handover-queue = { $count ->
    [one] 🛠 { $count } request
   *[other] 🛠 { $count } requests
}
handover-line = { $number } · { $client } · { $urgency } · { $stage }
handover-taken = { $name } has accepted it
handover-withdrawn = { $number }: withdrawn, nothing is to be done
handover-says = 🛠 { $number } · { $client }: { $stage }
handover-not-accepted = ⏰ { $number } · { $client }: support has not accepted it since { $at }
handover-accepted-already = Support has accepted the request already
handover-alarm = Support does not accept { $number } · { $client }
handover-alarm-why = { $urgency }, handed over { $at }
handover-fact-what = What: { $what }
handover-settled = accepted by { $name }
handover-settled-gone = no longer with support
urgency-blocked = 🔴 Nobody gets in
urgency-hampers = 🟡 It hampers
urgency-question = ⚪ A question
stage-new = not accepted
stage-accepted = accepted
stage-in-work = at work
stage-waiting = waiting for the client
stage-solved = solved, to be confirmed
stage-confirmed = solved, the client agrees
stage-closed = solved, the client said nothing
stage-declined = not theirs, returned
rule-ack = Repeated, if not acknowledged
rule-e1 = A client waits too long for an answer
rule-e1-reply = Time to answer
rule-e1-badge = Yellow badge
rule-e1-sound = A reminder to the manager
rule-e1-last = The last reminder to the manager
rule-e1-taken = A client of nobody waits to be taken
rule-e12 = Support does not accept a request
rule-e12-blocked = Nobody gets in: time to accept
rule-e12-usual = Anything else: time to accept
digest-waiting = { $count ->
    [one] 💬 { $count } client waits for an answer
   *[other] 💬 { $count } clients wait for an answer
}
digest-waiting-late = { $count ->
    [one] 🔥 { $count } client waits for an answer, late: { $late }
   *[other] 🔥 { $count } clients wait for an answer, late: { $late }
}
digest-wait = · { $client } by { $due }
digest-wait-late = · 🔴 { $client }: late
digest-wait-paused = · ⏸ { $client }: paused
team-waiting = { $count ->
    [one] 💬 { $count } client waits for an answer
   *[other] 💬 { $count } clients wait for an answer
}
team-late = · 🔴 { $name }: { $count } late
team-late-week = Late answers in seven days: { $count }
load-waiting = { $count ->
    [one] { $count } waits for an answer
   *[other] { $count } wait for an answer
}
load-waiting-late = { $count ->
    [one] { $count } waits for an answer, { $late } late
   *[other] { $count } wait for an answer, { $late } late
}
ask-pool = Give a client to a manager
pool-yes = ✅ Yes
pool-no = ❌ No
pool-offer = You have answered this client several times. Do you want to keep it?
pool-keep = 🔗 I keep it
pool-kept-already = Somebody keeps the client already
pool-asked = The head was asked. The answer comes here.
pool-asked-already = The head was asked already
pool-question = { $name } wants to keep the client “{ $client }”
pool-fact = { $count ->
    [one] Has answered the client { $count } time
   *[other] Has answered the client { $count } times
}
pool-yours = 🔗 The client “{ $client }” is yours now
pool-given = The client is theirs now.
pool-stays = The client stays with nobody.
templates-title = 📋 Ready answers
templates-fields = [имя], [клиент] and [менеджер] in the text are filled in: name, client, manager. Your own are buttons, these are always there:
templates-ready = · <b>{ $title }</b>: { $body }
templates-new = ➕ New
templates-remove = 🗑 Remove
templates-back = ⬅️ To the list
templates-removed = 🗑 Removed
templates-added = ✅ “{ $title }” is ready
template-absent = It is not there any more
template-deed = 📋 A ready answer
template-header = 📋 New ready answer
template-ask-title = What is it called?
template-ask-body = What does it say?
template-ask-review = Is everything right?
template-hint-title = Write a title, { $most } letters at most. For instance: On our way
template-hint-body = Write the text, { $most } letters at most. For instance: [имя], the engineer is on the way.
template-looking = We are at it
template-looking-body = [имя], hello! We have it and are looking into it. You will hear from me today.
template-passed = Passed on to engineers
template-passed-body = [имя], the engineers have it. I write as soon as they answer.
template-photo = Send a photo
template-photo-body = [имя], please send a photo of the equipment and of what is written on it: it helps.
template-call = When may I call?
template-call-body = [имя], it is easier by phone. When may I call you?
template-done = Done, please check
template-done-body = [имя], it is done. Please check and write if anything is wrong.
request-inquire = ❔ Ask the client
inquiry-header = ❔ Questions to the client · { $number }
inquiry-ask = What do you want to know? One question a line, { $most } at most.
inquiry-hint = Write one to { $most } questions, one a line, { $longest } letters each. For instance: Which make is the barrier?
inquiry-review = This is what the client will see. Send it?
inquiry-client = <b>{ $name }</b>, PASS24.online, would like to know:
inquiry-answer = ✏️ Answer one by one
inquiry-tell-header = ❔ Answers to questions
inquiry-tell-step = ❔ Question { $at } of { $of }
inquiry-yes = Yes
inquiry-no = No
inquiry-skip = ⏭ I do not know
inquiry-thanks = Thank you, the answers are passed on.
inquiry-waits = { $count ->
    [one] ❔ { $count } question to the client of { $at }, no answer yet
   *[other] ❔ { $count } questions to the client of { $at }, no answer yet
}
inquiry-line = ❔ { $question } — { $answer }
inquiry-reminder = A reminder: we wait for your answers and can’t go on without them.
inquiry-silent = 🔕 { $number }: the client has not answered the questions for a day and was reminded. A call, perhaps?
request-number = O-{ $number }
request-number-claim = O-{ $number }, a claim
request-missed-call = A missed call, { $at }
request-not-yours = { $number } is not yours any more
request-of-claim = This is the conversation of a claim: it ends with the claim
