command-alerts = ⚠️ Alerts
command-rules = 📐 Rules of alerts
alert-title = { $code } · { $what }
alert-card = ⚠️ <b>{ $title }</b>
alert-repeat = 🔁 <b>Again</b>: it still waits.
alert-top = 🔺 <b>To the next in line</b>: those told first have not answered.
alert-others = Also here: { $count }
alert-other = • { $what }
alert-acked = 👌 { $name } took note { $at }
alert-snoozed = ⏰ put off until { $until }: { $why } ({ $name })
alert-due = Answer by { $at }, or it is said again
alert-unsaid = Those to be told are off now: they will hear of it when they begin.
alert-with = ➡️ { $name } is at it
alert-ack-button = 👌 Got it
alert-later-button = ⏰ Put off
alert-hand-button = ➡️ Hand on
alert-ack-toast = 👌 Got it: no more repeats
alert-settled-line = ✅ { $what }: over { $at }, { $how }
alert-resolved = ✅ <b>{ $title }</b>
alert-settled = over { $at }, { $how }
alert-below = 🔁 Said once more, see the card below.
alert-held = { $count ->
    [one] 🌙 <b>While you were off: { $count }</b>
   *[other] 🌙 <b>While you were off: { $count }</b>
}
alert-held-more = 📋 All alerts: { $count } more
alert-line = { $code } · { $about }
alert-line-of = { $code } · { $about } · { $client }
alert-line-resolved = ✅ { $line }
alert-absent = There is no such alert.
alert-over = This alert is over.
alert-ask-span = ⏰ For how long?
alert-ask-reason = Why? Everybody who sees the alert will see the reason.
alert-own-reason = ✏️ In my own words
alert-to-whom = ➡️ Who is to take the alert? From then on only this colleague is reminded.
alert-nobody-else = There is nobody to hand it to: no other colleague uses the bot.
alert-handed = ➡️ { $name } is at the alert.
alert-deed-acked = “Got it” on an alert
alert-deed-snoozed = an alert put off
alert-deed-handed = an alert handed on
alerts-none = ✅ No open alerts.
alerts-title = { $count ->
    [one] ⚠️ <b>Open alerts: { $count }</b>
   *[other] ⚠️ <b>Open alerts: { $count }</b>
}
alerts-open = ⚠️ { $title }
alerts-acked = 👌 { $title }
alerts-snoozed = ⏰ { $title }
client-alert = ⚠️ { $code } { $about }, since { $at }
client-alert-acked = ⚠️ { $code } { $about }, since { $at }: { $name } took note
team-alerts = ⚠️ { $code } { $about }: { $count }
snooze-hour = ⏰ For an hour
snooze-morning = 🌅 Until tomorrow morning
snooze-client = We wait for the client
snooze-colleague = We wait for a colleague or a supplier
snooze-busy = Something more urgent
snooze-title = ⏰ Put an alert off
snooze-header = ⏰ <b>Put an alert off</b>
snooze-ask = Why is it put off?
snooze-hint = Type the reason in a few words. For example: waiting for the client's papers
snooze-done = ⏰ Put off until { $until }. It will be said again then.
snooze-moot = Something was done about the alert meanwhile: no need to put it off.
snooze-enough = { $count ->
    [one] It can be put off { $count } time at most. Take note of it or hand it on.
   *[other] It can be put off { $count } times at most. Take note of it or hand it on.
}
rules-title = 📐 <b>Rules of alerts</b>
rules-line = <b>{ $code }</b> { $about }. { $numbers }
rules-number = { $about }: { $value }
rules-button = { $code } · { $about }
rules-one = 📐 <b>{ $code } · { $about }</b>
rules-hint = Press a number to change it. Hours and minutes are working time.
rules-again = 📐 To the rules
duty-substitute = 👤 Who comes after me
duty-pool = 🧑‍🤝‍🧑 On duty for clients of nobody
duty-substitute-about = 👤 <b>Who comes after me.</b> They get what the head has not answered.
duty-pool-about = 🧑‍🤝‍🧑 <b>On duty for clients of nobody.</b> They get the requests of clients that nobody keeps.
duty-nobody = Nobody yet: everything goes to the head.
duty-on = ✅ { $name }
duty-off = ⬜ { $name }
duty-deed = a substitute or a duty
limit-title = 📐 { $code } · { $about }
limit-header = 📐 <b>{ $code } · { $about }</b>
limit-now = Now: { $value }
limit-new = New: <b>{ $value }</b>
limit-money = { $sum }
limit-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
limit-count = { $count }
limit-range = From { $least } to { $most }, please.
limit-hint-minutes = Type working time. For example: 4 h, 30 min or 240
limit-hint-money = Type a sum. For example: 50 000
limit-hint-days = Type a number of days. For example: 5
limit-hint-count = Type a number. For example: 2
limit-trial = By the new value { $after } would be said now (before: { $before })
limit-comes = ➕ { $what }
limit-goes = ➖ { $what }
limit-ack = Alerts that are open wait as before, new ones by the new value.
limit-ask-review = Save it?
limit-edit = ✏️ Another value
limit-saved = ✅ { $code } · { $about }: was { $was }, is { $value }
limit-deed = a change of a rule
limit-changed-since = It has been changed since: it can't be taken back.
rule-e11-outbox = Messages do not leave
threshold-stuck = If they wait longer than
outbox-stuck = Messages do not leave for Telegram
outbox-stuck-why = The oldest has waited since { $at }
outbox-stuck-look = Check the way to Telegram and the token: mosbot check
outbox-moves = messages leave again
