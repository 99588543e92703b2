command-today = 🗓 Today
command-task = 📋 New task
task-title = 📋 Task
task-header = 📋 <b>Task</b>
task-title-of = 📋 Task · { $text }
task-new-button = 📋 Task
task-ask-text = What is to be done?
task-ask-day = When? With a time if you like: “tomorrow at 15”.
task-ask-client = About which client?
task-ask-review = Is everything right?
task-field-text = { $text }
task-field-day = 🗓 { $day }
task-field-day-time = 🗓 { $day }, { $time }
task-field-client = 🏢 { $client }
task-no-client = ⏭ No client
task-edit-text = ✏️ What
task-edit-day = ✏️ When
task-edit-client = ✏️ Client
task-hint-text = Type what is to be done. For example: send the act
task-hint-day = Type a day. For example: tomorrow, fri, 25
task-hint-client = Type the client's name or skip.
task-own = 📋 { $text }
task-call = ☎️ { $text }
task-contact = 👤 { $text }
task-paper = 🧾 { $text }
task-about = { $task } · { $client }
task-due = { $day }
task-due-at = { $day }, { $time }
task-card = <b>{ $task }</b>
task-closed = ✅ Already done.
task-absent = There is no such task: it may have been handed over.
task-done-button = ✅ Done
task-tomorrow-button = ➡️ Tomorrow
task-date-button = 📅 To a date
task-hand-button = 👥 Hand over
task-open-button = 📋 Open
today-button = 🗓 Today
task-which-day = To which day? { $task }
task-to-whom = To whom? { $task }
task-added = ✅ Written down: { $task }
task-done = ✅ Done: { $task }
task-moved = ➡️ { $task } — moved to { $day }
task-handed = 👥 { $name } has “{ $task }” now
task-from = 👥 { $name } hands over to you: { $task }
task-deed-added = new task
task-deed-done = task done
task-deed-moved = task moved
today-title = 🗓 <b>{ $day }</b>
today-nothing = No tasks for today.
today-late = ⚠️ { $day }
today-any-time = any time
today-at = { $time }
today-line = { $at } · { $task }
today-done = { $count ->
    [one] ✅ { $count } task done
   *[other] ✅ { $count } tasks done
}
today-coming = Coming:
today-coming-line = { $due } · { $task }
digest-tasks = 📋 <b>Tasks: { $count }</b>
digest-tasks-late = { $count } late
digest-tasks-done = { $count } done
digest-tasks-all-done = { $done ->
    [one] ✅ { $done } task is done
   *[other] ✅ All { $done } tasks are done
}
digest-task = { $at } · { $task }
