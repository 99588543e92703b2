# Readiness of sites: when they can be installed at, whether there is 220 V and internet.
command-ready = When a client's site is ready
ready-button = 🏗 Site
ready-others-button = 🏗 All sites of the client
ready-title = 🏗 Site readiness
ready-title-of = 🏗 Site readiness · { $client }
ready-header = 🏗 <b>Site readiness</b>
ready-card = 🏗 <b>Site readiness</b> · { $client }
ready-place = 📍 { $address }
ready-whole = The client as a whole
ready-will-be = will be ready on <b>{ $day }</b>
ready-is = has been ready since <b>{ $day }</b>
ready-was-to-be = was to be ready on <b>{ $day }</b>, not confirmed
ready-stands = The site { $stands }
ready-power = 220 V is there
ready-no-power = no 220 V yet
ready-net = internet is there
ready-no-net = no internet yet
ready-unknown-both = 220 V and internet unknown
ready-unknown-power = 220 V unknown
ready-unknown-net = internet unknown
ready-there = 🔌 { $what }
ready-from-call = by phone
ready-from-client = from the client
ready-from-visit = from a visit
ready-source-call = ☎️ By phone
ready-source-client = 💬 The client wrote
ready-source-visit = 🚗 Seen on a visit
ready-said = Learnt on { $day } { $source } · { $name }
ready-sure = ✅ Confirmed on { $day } · { $name }
ready-asked = 📨 The client was asked { $at }. Waiting for an answer.
ready-ask-on = The client will be asked on { $day } whether it holds.
ready-silent = 📞 The day is not confirmed: a task to call has been put.
ready-history = History:
ready-past-first = { $at }: { $day } · { $source } · { $name }
ready-past-moved = { $at }: { $from } → { $to } · { $source } · { $name }
ready-past-sure = { $at }: { $day } holds · { $source } · { $name }
ready-past-why = { $said } · “{ $why }”
ready-why-undone = taken back
ready-change-button = 📅 Another day
ready-sure-button = ✅ It holds
ready-tick-power = ✅ 220 V is there
ready-tick-no-power = ❌ No 220 V
ready-tick-power-unknown = ▫️ 220 V
ready-tick-net = ✅ Internet is there
ready-tick-no-net = ❌ No internet
ready-tick-net-unknown = ▫️ Internet
ready-list-line = 📍 { $place } — { $stands }
ready-list-none = 📍 { $place } — not asked yet
ready-list-open = 📍 { $place }
ready-list-new = ➕ { $place }
ready-ask-client = Whose site? Choose, or type a piece of the name.
ready-ask-site = Which site?
ready-ask-day = Ready from which day? Choose or type it, for example: 15.12
ready-ask-review = Tick what is there already and save. What we do not know the client will be asked.
ready-ask-source = How do we know?
ready-ask-why = Why was it put off? A few words.
ready-hint-client = Type a piece of the client's name or choose from the list.
ready-hint-day = Choose a day or type it, for example: 15.12
ready-hint-why = Type the reason, for example: no access road yet
ready-field-day = 📅 { $day }
ready-field-before = Before: { $day }
ready-field-why = 💬 { $why }
ready-edit-day = ✏️ Day
ready-edit-source = ✏️ Known: { $source }
ready-edit-why = ✏️ Why it was put off
ready-saved = ✅ Written down.
ready-saved-moved = ✅ The new day is written down.
ready-said-sure = ✅ Noted: the day is confirmed.
ready-changed-meanwhile = ⚠️ The day has just been changed. Check it and save again.
ready-changed = The day has been changed since and can't be taken back: mend it on the card.
ready-absent = There is no such site among your clients.
ready-deed = Site readiness written down
ready-named = { $client }
ready-named-site = { $client }, { $address }
ready-of-day = { $place } — { $day }
ready-more = and { $count } more
ready-task = Ask whether the site will be ready on { $day }
ready-task-site = Ask whether the site { $address } will be ready on { $day }
ready-no-answer = 📞 { $client }: the client has not answered whether the site will be ready on { $day }. A task to call on { $on }.
ready-nobody = 📞 { $client }: the site is to be ready on { $day }, and nobody there uses the bot. A task to call on { $on }.
ready-client-sure = ✅ { $name } confirms. { $place }: the site will be ready on { $day }.
ready-client-moved = 📅 { $name } moves the day. { $place }: the site will be ready not on { $from } but on { $to }.
ready-client-moved-why = 📅 { $name } moves the day. { $place }: the site will be ready not on { $from } but on { $to }. “{ $why }”
digest-ready-soon = { $count ->
    [one] 🏗 { $count } site ready soon: { $what }
   *[other] 🏗 { $count } sites ready soon: { $what }
}
digest-ready-past = { $count ->
    [one] 🏗 the day has passed, readiness not confirmed: { $what }
   *[other] 🏗 the day has passed, readiness not confirmed ({ $count }): { $what }
}
week-ready = 🏗 site ready: { $place }
team-ready = 🏗 { $place }: the site moved from { $from } to { $to } — { $count ->
    [one] by { $count } working day
   *[other] by { $count } working days
}
client-ready = 🏗 The site { $stands }
client-ready-site = 🏗 { $address }: { $stands }
client-ready-said = { $source }, { $day }
client-ready-there = { $what } · { $source }, { $day }

# The same as the client sees it.
onsite-place-own = Your site
onsite-place = The site { $address }
onsite-question = 🏗 { $place } will be ready on <b>{ $day }</b>. Does that still hold?
onsite-ask-ticks = Tick what is there already, and answer.
onsite-power = ☑️ There is 220 V
onsite-no-power = ▫️ There is 220 V
onsite-net = ☑️ There is internet
onsite-no-net = ▫️ There is internet
onsite-yes-button = ✅ Yes, it holds
onsite-moves-button = 📅 It moves
onsite-sure = ✅ Thank you! { $place } will be ready on <b>{ $day }</b>.
onsite-told = 🏗 { $place } will be ready on <b>{ $day }</b>. Noted.
onsite-closed = 🏗 The question about the site has been withdrawn.
onsite-title = 🏗 { $place }
onsite-ask-day = When will the site be ready? Choose a day or type it, for example: 25.12
onsite-hint = Type a day, for example: 25.12
onsite-old = The day has been changed already: see what it is now.
onsite-absent = There is no such site.
