# Installations: what is mounted, a date agreed by three, the day itself.
command-install = 🔧 Write down an installation
command-installs = 🔧 Installations
command-jobs = 🔧 My visits
tick-in = ☑️ { $what }
tick-out = ▫️ { $what }
tick-ready = ✅ Done ({ $count })

# Day and hours.
visit-clock-moscow = Moscow time
visit-clock-shift = Moscow time { $shift }
visit-window = { $day }, { $from }–{ $to }
visit-hours-of = { $from }–{ $to }
visit-days = { $first }, { $from } — { $last }, { $to }
visit-both = { $own } { $clock }, at the client { $from }–{ $to } ({ $theirs })
visit-local = { $window } ({ $clock })
visit-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
visit-lasts-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}

# The manager's card.
installation-named = I-{ $number } · { $client }
installation-button = 🔧 { $installation }
installation-card = 🔧 <b>{ $installation }</b> · { $state }
installation-absent = There is no such installation.
installation-scope = 🛠 { $work }: { $scope }
installation-lasts = ⏱ { $lasts } · { $engineer }
installation-engineer = engineer { $name }
installation-engineer-any = any engineer
installation-ready = 🏗 The site is ready from { $day }
installation-ready-unknown = 🏗 When the site is ready is unknown
installation-goods-site = 📦 The goods are on site
installation-goods-engineer = 📦 The engineer brings the goods
installation-goods-none = 📦 No goods needed
installation-goods-expected = 📦 The goods are expected on { $day }
installation-goods-unknown = 📦 Where the goods are is unknown
installation-saturdays = 📅 The client lets in on Saturdays too
installation-why = 💬 { $why }
installation-slot = { $window } · { $engineer }
installation-state-need = a date is needed
installation-state-proposed = the client is asked
installation-state-client-ok = waiting for the engineer
installation-state-engineer-ok = confirm the date
installation-state-confirmed = the date is agreed
installation-state-on-site = the engineer is on site
installation-state-done = done
installation-state-no-show = did not happen
installation-state-cancelled = cancelled
installation-work-barrier = Barrier
installation-work-turnstile = Turnstile
installation-work-reader = Readers and controllers
installation-work-camera = Cameras
installation-work-other = Other
installation-offer-ask = 📅 Tick the days to offer to the client:
installation-offer-button = { $count ->
    [one] 📨 Offer { $count } day to the client
   *[other] 📨 Offer { $count } days to the client
}
installation-phone-button = { $count ->
    [one] ☎️ On the phone: { $count } day suits
   *[other] ☎️ On the phone: { $count } days suit
}
installation-phone-any-button = ☎️ On the phone: all of them suit
installation-more-button = ➡️ Other days
installation-no-more = There are no free days further on: here are the nearest.
installation-again-button = 📅 Offer other days
installation-confirm-button = ✅ Confirm the date
installation-goods-button = 📦 Tell where the goods are
installation-ask-engineer-button = 🙋 Ask the engineer
installation-wish = 🕓 The client proposes: { $days }
installation-edit-button = ✏️ Change
installation-cancel-button = ✖️ Not needed
installation-auto-on = ⚙️ Confirm by itself: yes
installation-auto-off = ⚙️ Confirm by itself: no
installation-said-auto = As soon as the engineer takes a day, the date is agreed.
installation-said-by-hand = The engineer's choice will wait for your confirmation.
installation-nobody = 👤 Nobody of the client uses the bot: agree on the phone and tick the days.
installation-nothing-free = ⚠️ No free days for two months ahead: check the client's hours, Saturdays and the engineers' calendars.
installation-blocked-site = ⛔ No date can be offered: when the site is ready is unknown.
installation-blocked-goods = ⛔ No date can be offered: where the goods are and when they come is unknown.
installation-blocked-delivery = ⛔ No date can be offered: something is wrong with the delivery of the goods.
installation-blocked-engineer = ⛔ No date can be offered: there is no engineer to go.
installation-asked = 📨 The client was asked: { $days }. Waiting for the answer.
installation-held = ⏳ These hours are held for the client until { $until }
installation-client-ok = 🤝 Suits the client: { $days }. Waiting for the engineer.
installation-picked = 🙋 The engineer takes: { $day }
installation-agreed = 🤝 <b>{ $window }</b>, { $engineer } comes
installation-wrong = ⚠️ This date does not do any more: { $why }
installation-empty = 🔁 The days did not match. Here are the next ones.
installation-stuck = ☎️ The days did not match for the second time, a call is needed. What was said:
installation-taken-meanwhile = These hours have just been taken. Here are free ones.
installation-said-asked = The client was asked.
installation-said-asked-later = The client gets the question { $at }: these are not their working hours.
installation-said-cancelled = ✖️ The installation is cancelled.
installation-said-want = 🙋 Suited the client: { $days }
installation-said-none = 🙋 No day suited the client
installation-said-wish = 🙋 The client asked for: { $what }
installation-said-refuse = 🔧 { $name } can't: { $days }
installation-task-call = Call: the date of installation I-{ $number } did not match twice
installation-told-agreed = 🤝 The date is agreed. { $installation }: { $window }
installation-told-picked = 🙋 { $name } takes a day. { $installation }: confirm the date.
installation-told-empty = 🔁 { $name }: the days do not suit. { $installation }: offer the next ones by one tap.
installation-told-stuck = ☎️ { $installation }: the days did not match for the second time. A task to call is put; what both sides said is on the card.
installation-told-nothing = ⚠️ { $installation }: the offered hours were taken, there are no free days left.
installation-told-wish = 🕓 { $name } proposes a day. { $installation }: { $days }
installation-told-not-ready = 🏗 { $name }: the site will be ready on { $day }. { $installation }
installation-told-moved = 🔁 { $name } moves the installation. { $installation }: “{ $why }”
installation-told-head = ⚠️ Moved less than a day before: { $name }, { $installation }, it was { $at }. Reason: “{ $why }”
installation-told-slip = ⚠️ { $installation }: { $window } is not possible any more — { $why }. Offer new days by one tap.
installation-told-slip-offer = ⚠️ { $installation }: the offered days are not possible any more. Offer new ones.

# The form.
need-button = 🔧 Installation
need-title = 🔧 Installation
need-title-of = 🔧 Installation · { $client }
need-header = 🔧 Installation
need-header-of = 🔧 Installation · { $client }
need-header-change = ✏️ Installation · { $client }
need-ask-client = At which client? Choose or type a part of the name.
need-ask-which = Which of them is “{ $query }”?
need-ask-work = What do we mount?
need-ask-review = Is everything right?
need-ask-missing = Fill in what is marked ⚠️; is the rest right?
need-ask-address = Where? Choose a site or type an address.
need-ask-entry = How does one get in: a pass, a gate, a barrier?
need-ask-contact = Who meets us on site? Choose or type a name and a phone.
need-ask-phone = Phone: { $name }?
need-ask-scope = What is to be done? A tap adds and removes; type your own.
need-ask-lasts = How long does it take?
need-ask-engineer = Who goes?
need-ask-goods = Where are the goods?
need-ask-goods-on = When do the goods come?
need-ask-ready = When is the site ready?
need-ask-note = What should the engineer know?
need-skip-none = ⏭ Nothing needed
need-hint-phone = Type a name and a phone, for example: Olga +7 916 123-45-67
need-hint-lasts = Type hours or days, for example: 4 hours or 3 days
need-hint-words = Type it in words.
need-any-engineer = 👥 Whoever is free
need-goods-expected = 📦 Expected on a day…
need-missing-scope = ⚠️ What is to be done is not chosen
need-missing-address = ⚠️ No address
need-missing-contact = ⚠️ Nobody to meet us
need-saturdays-on = ☑️ Saturday suits
need-saturdays-off = ▫️ Saturday suits
need-edit-client = 👥 Client
need-edit-work = 🛠 What we mount
need-edit-address = 📍 Address
need-edit-entry = 🚪 Way in
need-edit-contact = 👤 Who meets us
need-edit-scope = 📝 What is done
need-edit-lasts = ⏱ How long
need-edit-engineer = 👷 Engineer
need-edit-goods = 📦 Goods
need-edit-ready = 🏗 Site
need-edit-note = 💬 Note
need-scope-barrier = mount the post; fix the boom; connect power and network; set up passage; show the guards
need-scope-turnstile = mount the turnstile; connect power and network; set up passage; show the guards
need-scope-reader = mount the readers; connect the controller; set up access; show the guards
need-scope-camera = mount the cameras; connect power and network; set up recognition; show the guards
need-scope-other = do the work; check it; show the guards
need-said-saved = ✅ Installation I-{ $number } is written down. The date is left to agree.
need-said-changed = ✅ Changed.
need-deed = An installation written down
need-deed-cancelled = An installation cancelled
need-went-on = The installation has gone on: open its card.

# Reasons.
reason-title = 🔁 Installation I-{ $number }
reason-header = 🔁 { $installation }
reason-ask-move = Why do we move it? Choose or type.
reason-ask-cancel = Why is it not needed? Choose or type.
reason-words-hint = Choose a reason or type it, up to 300 characters.
reason-site = The site is not ready
reason-busy = The day does not suit
reason-people = Nobody to meet us
reason-ill = Ill
reason-urgent = An urgent visit
reason-goods = No equipment
reason-road = Can't get there in time
reason-client = The client asks
reason-engineer = The engineer can't
reason-refused = The client refused
reason-twice = Written down twice
reason-themselves = The client does it themselves

# The client.
visit-head = 🔧 <b>Installation No. I-{ $number }</b>, { $address }, { $lasts }
visit-scope = 🛠 { $scope }
visit-ask = When does it suit you? Tick all days that do.
visit-moved = 🔁 The date before is cancelled.
visit-one-button = ✅ Suits
visit-all-button = ✅ Any of them suits
visit-other-button = 🕓 Another time
visit-not-ready-button = ⏳ Not ready yet
visit-soon-asked = We will offer days soon.
visit-looking = We are looking for other days and will offer them soon.
visit-wanted = ✅ Suits you: { $days }. The engineer is choosing, we will answer here.
visit-agreed = 🤝 Agreed: <b>{ $window }</b>. { $engineer } comes.
visit-move-button = 🔁 Move
visit-calendar-button = 📅 To the calendar
visit-on-site = 👷 The engineer is on site.
visit-done = ✅ The installation is done.
visit-cancelled = ✖️ The installation is cancelled.
visit-old = It has changed already: see the card of the installation.
visit-past = These days have passed. We will offer others.
visit-just-taken = This day has just been taken. Here are free ones.
visit-said-moved = 🔁 The date is cancelled, we are choosing a new one.
visit-said-wish = 🕓 You proposed: { $days }. We will check with the engineer and answer.
visit-said-later = 🏗 Written down: the site will be ready on { $day }. We will offer days after that.
visit-no-day = The date is not agreed yet.
visit-event = Installation { $installation }
visit-event-client = PASS24 installation No. I-{ $number }
visit-event-about = { $scope }. On site: { $name }, { $phone }
visit-file = 📅 { $summary }: { $window }. Open the file and the phone will offer to add it to the calendar.
other-title = 🕓 Installation I-{ $number }
other-ask = When does it suit you? Choose a day or type, for example: 25.12 after lunch
other-ask-near = The nearest that is possible:
other-cannot = { $day } is not possible: { $why }
other-hint = Type a day, for example: tomorrow, Fri or 25.12 after lunch
not-ready-ask = When will the site be ready, with 220 V and internet? Choose a day or type, for example: in a week
slot-wrong-past = this day has passed
slot-wrong-soon = not before { $from }
slot-wrong-off = it is a day off
slot-wrong-client = these are not the working hours on site
slot-wrong-engineer = these are not the engineer's working hours
slot-wrong-busy = the engineers are busy
slot-wrong-travel = the engineer is in another town that day
slot-wrong-far = it is too far ahead
slot-wrong-blocked = the site, the goods or the engineer is missing

# The engineer.
job-head = 🔧 <b>{ $installation }</b>
job-ask = It suits the client. Take a day:
job-take-button = 🙋 { $window }
job-none-button = 🚫 None of them suits
job-others = The client chose days of other engineers.
job-waits = Waiting for the manager's confirmation.
job-over = The date is not agreed yet: we will ask if needed.
job-agreed = 🤝 Your visit: <b>{ $window }</b>
job-move-button = 🔁 I can't
job-told-moved = 🔁 { $installation }: { $window } is cancelled.
jobs-title = 🔧 <b>My visits</b>
jobs-empty = No visits for two weeks ahead.

# Lists.
installs-agreed = 🔧 <b>Installations: date agreed</b>
installs-open = 🔧 <b>Installations: date not agreed</b>
installs-empty = Empty.
installs-line = { $installation } · { $state }
installs-line-at = { $installation } · { $window }
installs-open-button = 📅 Without a date
installs-agreed-button = 🤝 With a date
installs-share = 📏 Agreed dates kept: { $kept } of { $all } ({ $percent } %) this month
digest-installs = 🔧 Installations: today { $today }, without a date { $open }, did not happen { $failed }
week-install = 🔧 { $installation }, { $window }
client-install = 🔧 Installation I-{ $number }: { $state }
client-install-at = 🔧 Installation I-{ $number }: { $window }, { $state }
team-installs-open = { $count ->
    [one] 🔧 { $count } installation without a date
   *[other] 🔧 { $count } installations without a date
}
load-installs = { $count ->
    [one] { $count } installation
   *[other] { $count } installations
}

# The day of the installation.
visit-sure = ☑️ The day before: the client { $client }, the engineer { $engineer }
visit-sure-yes = has confirmed
visit-sure-no = is silent
visit-arrived = 📍 The engineer is there since { $at }
visit-done-at = ✅ Done { $at }
visit-act-signed = 📄 The act is signed
visit-act-later = 📄 The act will be signed later
visit-act-none = 📄 There is no act
visit-files = { $count ->
    [one] 📷 { $count } picture
   *[other] 📷 { $count } pictures
}
visit-accepted = 👍 The client has accepted it
visit-remarks = ✋ The client's remarks: “{ $words }”
visit-not-accepted = ⏳ The client has not accepted it yet
visit-ask-sure = Does it stay so?
visit-sure-button = ✅ I confirm
visit-you-are-sure = ☑️ You have confirmed.
visit-arrived-button = 📍 I'm there
visit-ask-photos = 📷 Send pictures here.
visit-done-button = ✅ Done
visit-failed-button = 🚫 Could not
visit-ask-act = What about the act?
visit-act-signed-button = 📄 Signed
visit-act-later-button = 🕓 Will be signed later
visit-act-none-button = 🚫 No act
visit-failed = 🚫 The visit did not happen, we will agree a new date.
visit-prepare = 🏗 Please have 220 V, internet and access to the place ready.
visit-ask-accept = Do you accept the work?
visit-accept-button = 👍 I accept
visit-remarks-button = ✋ I have remarks
visit-thanks = 👍 Thank you, accepted.
visit-remarks-taken = ✋ Your remarks are written down, we will answer.
visit-told-done = ✅ { $name }: the installation is done. { $installation }
visit-told-accepted = 👍 { $name } accepts the installation. { $installation }
visit-told-remarks = ✋ { $name }: remarks on the installation. { $installation }: “{ $words }”
visit-told-failed = 🚫 { $name }: the visit did not happen. { $installation }: “{ $why }”
visit-told-silent = 📞 { $installation }: not everybody has confirmed tomorrow's installation. A task to call is put.
visit-task-sure = Call: confirm installation I-{ $number }
visit-said-photo = 📷 The picture is kept. { $installation }
visit-paper = Installation I-{ $number }
visit-ask-failed = Why did it not work? Choose or type.
reason-nobody = We were not let in
reason-time = Not enough time
remarks-title = ✋ Remarks on installation I-{ $number }
remarks-ask = What is not right? Type it or send a picture.
remarks-more = You can add words and pictures. Shall we send it?
remarks-said = ✋ “{ $words }”
remarks-send-button = 📨 Send
remarks-hint = Type it in words or send a picture.
remarks-essence = Installation I-{ $number }: { $words }

# Rule E5.
rule-e5 = An installation date is not agreed, was moved twice, or the visit failed
rule-e5-head = An installation date is not agreed for too long
rule-e5-agree = Not agreed after the client was asked
rule-e5-head-agree = Not agreed for so long that the head hears of it
e5-what = The date of installation { $installation }
e5-failed = the visit did not happen: “{ $why }”
e5-moved = { $count ->
    [one] moved { $count } time
   *[other] moved { $count } times
}
e5-not-agreed = the client was asked { $at }, the date is not agreed
e5-where = { $address } · { $state }
e5-keeper = { $name } looks after it
