command-digest = 🌅 Digest
digest-title = 🌅 <b>{ $day }</b>. Good morning, { $name }!
digest-late = (late)
digest-missed = ⚠️ The digest of { $day } did not come: the network or the bot was down.
digest-empty = Nothing burns today.
digest-drafts = { $count ->
    [one] 📌 { $count } draft waits (/drafts)
   *[other] 📌 { $count } drafts wait (/drafts)
}
digest-overdue = { $clients ->
    [one] 💸 <b>Overdue: { $clients } client, { $sum }</b>
   *[other] 💸 <b>Overdue: { $clients } clients, { $sum }</b>
}
digest-overdue-more = (+{ $sum } since the last digest)
digest-overdue-less = (−{ $sum } since the last digest)
digest-overdue-same = (no change)
digest-overdue-none = 💸 Nothing is overdue any more!
digest-promises = { $count ->
    [one] 🤝 <b>Promised: { $count } client, { $sum }</b>
   *[other] 🤝 <b>Promised: { $count } clients, { $sum }</b>
}
digest-promises-broken = { $count ->
    [one] ⚠️ <b>{ $count } client broke the promise</b>
   *[other] ⚠️ <b>{ $count } clients broke the promise</b>
}
digest-walk = ▶️ One by one
digest-overdue-button = 💸 Overdue
digest-week = 🗓 Week
digest-next = ⏭ Next ({ $at } of { $of })
digest-walked = ✅ You have seen everything for today.
week-title = 🗓 <b>Week</b>
week-empty = 🗓 Nothing is planned for the week.
week-day = <b>{ $day }</b>
week-task = { $at } · { $task }
week-promise = 🤝 { $client } — { $sum }
command-team = 👥 Team
team-title = 👥 <b>The team now</b>
team-quiet = All quiet: nothing waits and nothing is late.
team-line = { $name }: { $loads }
team-overloaded = ⚠️ { $name }, too much: { $loads }
team-overdue = 💸 <b>Overdue in the department: { $sum }</b>
team-overdue-pool = { $clients ->
    [one] Of that nobody’s: { $sum }, { $clients } client
   *[other] Of that nobody’s: { $sum }, { $clients } clients
}
load-overdue = { $clients ->
    [one] overdue { $sum }, { $clients } client
   *[other] overdue { $sum }, { $clients } clients
}
load-tasks-late = { $count ->
    [one] { $count } task is late
   *[other] { $count } tasks are late
}
rule-digest = The morning digest has not come
rule-digest-minutes = Minutes after its hour when a digest is looked for
rule-digest-ack = Minutes to answer before we remind
rule-digest-what = 🌅 No digest: { $name }
rule-digest-missed = Due { $due }: the bot was not running.
rule-digest-unwritten = Due { $due }: it was not written.
rule-digest-untaken = Due { $due }: Telegram has not taken it yet.
rule-digest-refused = Due { $due }: Telegram has not taken it.
rule-digest-blocked = Due { $due }: the bot is blocked.
rule-digest-how = Ask them to open /digest: it shows the same.
rule-digest-came = it has come
rule-digest-over = its day is over
