command-today = 🗓 Сегодня
command-task = 📋 Новая задача
task-title = 📋 Задача
task-header = 📋 <b>Задача</b>
task-title-of = 📋 Задача · { $text }
task-new-button = 📋 Задача
task-ask-text = Что нужно сделать?
task-ask-day = Когда? Можно со временем: «завтра в 15».
task-ask-client = По какому клиенту?
task-ask-review = Всё верно?
task-field-text = { $text }
task-field-day = 🗓 { $day }
task-field-day-time = 🗓 { $day }, { $time }
task-field-client = 🏢 { $client }
task-no-client = ⏭ Без клиента
task-edit-text = ✏️ Что
task-edit-day = ✏️ Когда
task-edit-client = ✏️ Клиент
task-hint-text = Напишите, что сделать. Например: отправить акт
task-hint-day = Напишите день. Например: завтра, пт, 25-е
task-hint-client = Напишите имя клиента или пропустите.
task-own = 📋 { $text }
task-call = ☎️ { $text }
task-contact = 👤 { $text }
task-paper = 🧾 { $text }
task-about = { $task } · { $client }
task-due = { $day }
task-due-at = { $day }, { $time }
task-card = <b>{ $task }</b>
task-closed = ✅ Уже сделано.
task-absent = Такой задачи нет: возможно, её передали.
task-done-button = ✅ Сделано
task-tomorrow-button = ➡️ Завтра
task-date-button = 📅 На дату
task-hand-button = 👥 Передать
task-open-button = 📋 Открыть
today-button = 🗓 Сегодня
task-which-day = На какой день? { $task }
task-to-whom = Кому передать? { $task }
task-added = ✅ Записано: { $task }
task-done = ✅ Сделано: { $task }
task-moved = ➡️ { $task } — перенесено на { $day }
task-handed = 👥 «{ $task }»: теперь это делает { $name }
task-taken-back = 👥 { $name } забирает задачу назад: { $task }
task-from = 👥 { $name } передаёт вам: { $task }
task-deed-added = новая задача
task-deed-done = задача сделана
task-deed-handed = передача задачи
task-deed-moved = перенос задачи
today-title = 🗓 <b>{ $day }</b>
today-nothing = На сегодня задач нет.
today-late = ⚠️ { $day }
today-any-time = днём
today-at = { $time }
today-line = { $at } · { $task }
today-done = { $count ->
    [one] ✅ сделана { $count } задача
    [few] ✅ сделано { $count } задачи
   *[many] ✅ сделано { $count } задач
}
today-coming = Дальше:
today-coming-line = { $due } · { $task }
digest-tasks = 📋 <b>Задачи: { $count }</b>
digest-tasks-late = { $count ->
    [one] опаздывает { $count }
    [few] опаздывают { $count }
   *[many] опаздывают { $count }
}
digest-tasks-done = { $count ->
    [one] сделана { $count }
    [few] сделаны { $count }
   *[many] сделано { $count }
}
digest-tasks-all-done = { $done ->
    [one] ✅ { $done } задача сделана
    [few] ✅ Все { $done } задачи сделаны
   *[many] ✅ Все { $done } задач сделаны
}
digest-task = { $at } · { $task }
