command-digest = 🌅 Сводка
digest-title = 🌅 <b>{ $day }</b>. Доброе утро, { $name }!
digest-late = (с опозданием)
digest-missed = ⚠️ Сводка за { $day } не дошла: не было связи или бот не работал.
digest-empty = На сегодня ничего не горит.
digest-drafts = { $count ->
    [one] 📌 { $count } черновик ждёт (/drafts)
    [few] 📌 { $count } черновика ждут (/drafts)
   *[many] 📌 { $count } черновиков ждут (/drafts)
}
digest-overdue = { $clients ->
    [one] 💸 <b>Просрочка: { $clients } клиент, { $sum }</b>
    [few] 💸 <b>Просрочка: { $clients } клиента, { $sum }</b>
   *[many] 💸 <b>Просрочка: { $clients } клиентов, { $sum }</b>
}
digest-overdue-more = (+{ $sum } с прошлой сводки)
digest-overdue-less = (−{ $sum } с прошлой сводки)
digest-overdue-same = (без изменений)
digest-overdue-none = 💸 Просрочки больше нет!
digest-promises = { $count ->
    [one] 🤝 <b>Ждём по обещаниям: { $count } клиент, { $sum }</b>
    [few] 🤝 <b>Ждём по обещаниям: { $count } клиента, { $sum }</b>
   *[many] 🤝 <b>Ждём по обещаниям: { $count } клиентов, { $sum }</b>
}
digest-promises-broken = { $count ->
    [one] ⚠️ <b>Слово не сдержал { $count } клиент</b>
    [few] ⚠️ <b>Слово не сдержали { $count } клиента</b>
   *[many] ⚠️ <b>Слово не сдержали { $count } клиентов</b>
}
digest-walk = ▶️ По порядку
digest-overdue-button = 💸 Просрочка
digest-week = 🗓 Неделя
digest-next = ⏭ Дальше ({ $at } из { $of })
digest-walked = ✅ Всё на сегодня просмотрено.
week-title = 🗓 <b>Неделя</b>
week-empty = 🗓 На неделю ничего не намечено.
week-day = <b>{ $day }</b>
week-task = { $at } · { $task }
week-promise = 🤝 { $client } — { $sum }
command-team = 👥 Команда
team-title = 👥 <b>Команда сейчас</b>
team-quiet = Всё спокойно: ничего не ждёт и не опаздывает.
team-line = { $name }: { $loads }
team-overloaded = ⚠️ { $name }, перегрузка: { $loads }
team-overdue = 💸 <b>Просрочка отдела: { $sum }</b>
team-overdue-pool = { $clients ->
    [one] Из неё ничьи: { $sum }, { $clients } клиент
    [few] Из неё ничьи: { $sum }, { $clients } клиента
   *[many] Из неё ничьи: { $sum }, { $clients } клиентов
}
load-overdue = { $clients ->
    [one] просрочка { $sum }, { $clients } клиент
    [few] просрочка { $sum }, { $clients } клиента
   *[many] просрочка { $sum }, { $clients } клиентов
}
load-tasks-late = { $count ->
    [one] опаздывает { $count } задача
    [few] опаздывают { $count } задачи
   *[many] опаздывают { $count } задач
}
rule-digest = Утренняя сводка не дошла
rule-digest-minutes = Через сколько минут после своего часа искать сводку
rule-digest-ack = За сколько минут ответить, пока не напомним
rule-digest-what = 🌅 Сводка не дошла: { $name }
rule-digest-missed = Ждали { $due }: бот тогда не работал.
rule-digest-unwritten = Ждали { $due }: она не написана.
rule-digest-untaken = Ждали { $due }: Telegram её пока не принял.
rule-digest-refused = Ждали { $due }: Telegram её не принял.
rule-digest-blocked = Ждали { $due }: бот заблокирован.
rule-digest-how = Попросите открыть /digest: там то же самое.
rule-digest-came = дошла
rule-digest-over = день прошёл
