# Тарифы клиентов и ежемесячное выставление счетов.
command-issue = 🧾 Выставление счетов
month-january = январь
month-february = февраль
month-march = март
month-april = апрель
month-may = май
month-june = июнь
month-july = июль
month-august = август
month-september = сентябрь
month-october = октябрь
month-november = ноябрь
month-december = декабрь
fee-button = 💳 Тариф
fee-title = 💳 Тариф
fee-title-of = 💳 Тариф · { $client }
fee-ask-sum = Сколько клиент платит в месяц?
fee-ask-since = С какого месяца? Нажмите или напишите: <code>06.2026</code>
fee-ask-contract = Договор подписан?
fee-ask-review = Всё верно?
fee-hint-sum = Напишите сумму в месяц, например <code>15000</code>.
fee-hint-since = Напишите месяц, например <code>06.2026</code>. Не дальше чем через два года.
fee-none = Не платит АП
fee-field-sum = 💳 Тариф: { $sum } в месяц
fee-field-nothing = 💳 Тариф: не платит АП
fee-field-since = 📅 С месяца: { $month }
fee-signed = ✅ Договор подписан
fee-unsigned = ⚠️ Договор не подписан
fee-edit-sum = ✏️ Сумма
fee-edit-since = ✏️ Месяц
fee-edit-contract = ✏️ Договор
fee-saved = ✅ { $client }: тариф { $sum } с { $month }
fee-deed = Тариф клиента
fee-card = 💳 Тариф { $sum } в месяц
fee-card-nothing = 💳 АП не платит
fee-card-next = с { $month }: { $sum }
fee-twice = Тариф клиента с { $month } стоит в файле дважды.
fee-import-total = { $count ->
    [one] Тарифов: { $count }, всего { $sum } в месяц
    [few] Тарифов: { $count }, всего { $sum } в месяц
   *[many] Тарифов: { $count }, всего { $sum } в месяц
}
fee-changes = { $client }: было { $before }, станет { $after } с { $month }
cell-not-a-month = «{ $value }» не похоже на месяц. Пример: 06.2026
cell-not-a-contract = «{ $value }» не похоже на ответ о договоре. Пример: подписан
unload-fees-goes = { $count ->
    [one] { $count } тариф; вернётся то, что было сказано раньше
    [few] { $count } тарифа; вернётся то, что было сказано раньше
   *[many] { $count } тарифов; вернётся то, что было сказано раньше
}
unload-fees-stays = { $count ->
    [one] { $count } тариф: после файла его изменили
    [few] { $count } тарифа: после файла их изменили
   *[many] { $count } тарифов: после файла их изменили
}
issue-absent = Такого исключения нет.
issue-nobody = 🧾 Выставлять нечего: ни у одного вашего клиента нет тарифа.
issue-no-accounting = Сейчас некому поставить задачу.
issue-too-early = Выставление начнётся { $day }.
issue-check-title = 🔎 <b>Проверка перед выставлением за { $month }</b>. Выставляем { $day }
issue-check-department = 👥 Весь отдел
issue-check-pays = { $count ->
    [one] Платит { $count } клиент из { $all }
    [few] Платят { $count } клиента из { $all }
   *[many] Платят { $count } клиентов из { $all }
}
issue-check-none = ✅ Всё готово, исправлять нечего.
issue-check-nofee = { $count ->
    [one] ⚠️ Нет тарифа: { $count } клиент
    [few] ⚠️ Нет тарифа: { $count } клиента
   *[many] ⚠️ Нет тарифа: { $count } клиентов
}
issue-check-change = { $count ->
    [one] 🔁 Тариф меняется: { $count } клиент
    [few] 🔁 Тариф меняется: { $count } клиента
   *[many] 🔁 Тариф меняется: { $count } клиентов
}
issue-check-paused = { $count ->
    [one] ⏸ Приостановлен: { $count } клиент
    [few] ⏸ Приостановлены: { $count } клиента
   *[many] ⏸ Приостановлены: { $count } клиентов
}
issue-check-inn = { $count ->
    [one] 🆔 Нет ИНН или он с ошибкой: { $count } клиент
    [few] 🆔 Нет ИНН или он с ошибкой: { $count } клиента
   *[many] 🆔 Нет ИНН или он с ошибкой: { $count } клиентов
}
issue-check-noway = { $count ->
    [one] 📭 Некуда отправить: { $count } клиент
    [few] 📭 Некуда отправить: { $count } клиента
   *[many] 📭 Некуда отправить: { $count } клиентов
}
issue-check-contract = { $count ->
    [one] 📄 Договор не подписан: { $count } клиент
    [few] 📄 Договор не подписан: { $count } клиента
   *[many] 📄 Договор не подписан: { $count } клиентов
}
issue-group-count = { $group } · { $count }
issue-group-nofee = ⚠️ Нет тарифа
issue-group-change = 🔁 Тариф меняется
issue-group-paused = ⏸ Приостановлены
issue-group-inn = 🆔 ИНН
issue-group-noway = 📭 Некуда отправить
issue-group-contract = 📄 Без договора
issue-group-go = 💬 Уйдёт в Telegram
issue-group-mail = ✉️ Только почта
issue-group-nobody = 📭 Некому
issue-group-has = ✅ Уже есть
issue-group-held = ⏳ Ждут решения
issue-list-title = <b>{ $group }</b>: { $count }
issue-cure-nofee = 💳 { $client }
issue-cure-change = 💳 { $client }: { $before } → { $after }
issue-cure-contract = 📄 { $client }
issue-open-client = 🏢 { $client }
issue-progress = 🧾 <b>Выставление за { $month }</b> · { $ready } из { $all }
issue-open = { $count ->
    [one] осталось { $count } исключение
    [few] осталось { $count } исключения
   *[many] осталось { $count } исключений
}
issue-books = { $count ->
    [one] в бухгалтерии { $count } клиент
    [few] в бухгалтерии { $count } клиента
   *[many] в бухгалтерии { $count } клиентов
}
issue-begin = 🧾 <b>Пора выставлять счета за { $month }</b>
issue-begin-expected = К выставлению: { $count }
issue-begin-issued = Уже выставлено в 1С и загружено: { $count }
issue-start = ▶️ Начать выставление
issue-check-button = 🔎 Проверка
issue-again = 🔄 Проверить снова
issue-open-button = 🧾 К выставлению
issue-not-loaded = ⏳ Счета ещё не загружены. Как только бухгалтерия загрузит их из 1С, напишем.
issue-kind-missing = нет счёта
issue-kind-extra = лишний
issue-kind-sum = другая сумма
issue-kind-details = реквизиты
issue-wrong-missing = Нет счёта за { $month }: ждём { $sum }
issue-wrong-extra = Лишний счёт { $number } на { $sum }
issue-wrong-sum = Счёт { $number } на { $issued }, а должно быть { $expected }
issue-wrong-details = Счёт { $number }: ИНН { $inn }
issue-no-inn = не указан
issue-case = ⚠️ <b>{ $kind }</b> · { $client }
issue-fee = 💳 Тариф { $sum }
issue-fee-nothing = 💳 АП не платит
issue-fee-unknown = 💳 Тариф не указан
issue-client-suspended = ⏸ Клиент приостановлен
issue-client-left = 👋 Клиент ушёл
issue-invoice = 📄 Счёт { $number } от { $day }: { $sum }
issue-back = 🔁 Было решено, но { $at } данные изменились
issue-ok = ✅ Ок, причина
issue-to-books = 📨 В бухгалтерию
issue-not = 🚫 Не выставлять, причина
issue-later = ⏭ Позже
issue-why-ok = Почему это верно?
issue-why-not = Почему не выставляем?
issue-why-title = 🧾 Причина
issue-why-title-of = 🧾 Причина · { $client }
issue-why-hint = Напишите причину словами.
issue-words = ✏️ Другая причина
issue-reason-later = Выставим позже
issue-reason-apart = Выставлен отдельно
issue-reason-discount = Договорились о другой цене
issue-reason-recount = Перерасчёт
issue-reason-oneoff = Разовый счёт
issue-reason-checked = Реквизиты проверены
issue-reason-abroad = Без российского ИНН
issue-reason-paused = Клиент приостановлен
issue-reason-leaves = Клиент уходит
issue-reason-free = Бесплатный месяц
issue-decided-ok = ✅ { $client }: { $why }
issue-decided-not = 🚫 { $client }: не выставляем. { $why }
issue-asked = 📨 Счёт отменит { $name }: задача поставлена.
issue-in-books = 📨 { $client }: разберётся { $name }, задача поставлена.
issue-asked-of-you = 🧾 { $client }: { $what }. Просит { $name }, до { $at }. Задача уже в вашем списке.
issue-task = Счёт за { $month }. { $wrong }
issue-task-cancel = Отменить счёт { $number }
issue-changed = После этого уже что-то изменилось.
issue-deed = Решение по счёту
issue-change-settled = ✅ { $client }: исправлено ({ $kind })
issue-change-back = ↩️ { $client }: вернулось из бухгалтерии, ещё не так ({ $kind })
issue-change-anew = 🔁 { $client }: данные изменились, решите снова ({ $kind })
issue-closed = ✅ Рассылка решена { $at }.
issue-decided-all = ✅ Исключений не осталось. Теперь рассылка.
issue-to-sending = 📤 К рассылке
issue-team = 🧾 <b>Выставление за { $month }</b>, день выставления { $day }
issue-team-none = Ни у кого из менеджеров нет клиентов с тарифом.
issue-team-not-begun = { $name }: не начато
issue-team-done = { $name }: ✅ { $ready } из { $all }
issue-team-line = { $name }: { $ready } из { $all }
issue-pool-button = 🧾 Ничьи клиенты
issue-stands = { $count ->
    [one] 🧾 Выставление за { $month }: { $ready } из { $all }, осталось { $count } исключение
    [few] 🧾 Выставление за { $month }: { $ready } из { $all }, осталось { $count } исключения
   *[many] 🧾 Выставление за { $month }: { $ready } из { $all }, осталось { $count } исключений
}
issue-stands-not-begun = { $count ->
    [one] 🧾 Выставление за { $month } не начато: { $count } клиент
    [few] 🧾 Выставление за { $month } не начато: { $count } клиента
   *[many] 🧾 Выставление за { $month } не начато: { $count } клиентов
}
issue-stands-unsent = 🧾 Выставление за { $month }: { $ready } из { $all }, рассылка не решена
issue-remind = ⏰ Выставление ещё не закончено. Завтра в 12:00 о нём узнает руководитель.
issue-loaded = { $count ->
    [one] 📥 Загружен { $count } счёт, исключений { $open }
    [few] 📥 Загружено { $count } счёта, исключений { $open }
   *[many] 📥 Загружено { $count } счетов, исключений { $open }
}
issue-corrected = ✏️ { $client }: счёт { $number } исправлен после отправки. Было { $before }, стало { $after }.
issue-send-title = 📤 <b>Рассылка счетов за { $month }</b>
issue-send-go = { $count ->
    [one] 💬 Уйдёт в Telegram: { $count } счёт
    [few] 💬 Уйдёт в Telegram: { $count } счёта
   *[many] 💬 Уйдёт в Telegram: { $count } счетов
}
issue-send-one = { $client }: { $names }
issue-send-more = ещё { $count }
issue-send-corrected = { $count ->
    [one] ✏️ Из них исправлен после отправки: { $count }
    [few] ✏️ Из них исправлены после отправки: { $count }
   *[many] ✏️ Из них исправлены после отправки: { $count }
}
issue-send-mail = ✉️ Только почта, уйдут не отсюда: { $count }
issue-send-nobody = 📭 Некому отправить: { $count }
issue-send-has = ✅ Уже отправлены или вот-вот уйдут: { $count }
issue-send-held = ⏳ Ждут решения или не выставляем: { $count }
issue-send-hold = { $minutes ->
    [one] Уйдут через { $minutes } минуту: до этого всё можно отменить одной кнопкой.
    [few] Уйдут через { $minutes } минуты: до этого всё можно отменить одной кнопкой.
   *[many] Уйдут через { $minutes } минут: до этого всё можно отменить одной кнопкой.
}
issue-send = { $count ->
    [one] 📤 Отправить { $count } счёт
    [few] 📤 Отправить { $count } счёта
   *[many] 📤 Отправить { $count } счетов
}
issue-waive = Без рассылки
issue-to-cards = ⬅️ К исключениям
issue-sending = { $count ->
    [one] 🕓 { $count } счёт уйдёт { $at }, в рабочее время клиента. До этого его можно отменить.
    [few] 🕓 { $count } счёта уйдут { $at }, в рабочее время клиентов. До этого их можно отменить.
   *[many] 🕓 { $count } счетов уйдут { $at }, в рабочее время клиентов. До этого их можно отменить.
}
issue-send-undo = ↩️ Отменить рассылку
issue-send-already = Эта рассылка уже ждёт отправки.
issue-send-gone = Счета уже уходят: отменить рассылку поздно.
issue-waived = Рассылки не будет.
issue-deed-sent = { $count ->
    [one] Рассылка: { $count } счёт
    [few] Рассылка: { $count } счёта
   *[many] Рассылка: { $count } счетов
}
issue-gone = { $count ->
    [one] ✅ { $count } счёт за { $month } отправлен.
    [few] ✅ { $count } счёта за { $month } отправлены.
   *[many] ✅ { $count } счетов за { $month } отправлены.
}
issue-gone-partly = { $count ->
    [one] ✅ Отправлен { $count } счёт за { $month }. Не ушли: { $left } (изменились, оплачены или некому).
    [few] ✅ Отправлены { $count } счёта за { $month }. Не ушли: { $left } (изменились, оплачены или некому).
   *[many] ✅ Отправлены { $count } счетов за { $month }. Не ушли: { $left } (изменились, оплачены или некому).
}
issue-trend = { $count ->
    [one] 🧾 За { $month }: { $invoices }, { $count } исключение: { $causes }
    [few] 🧾 За { $month }: { $invoices }, { $count } исключения: { $causes }
   *[many] 🧾 За { $month }: { $invoices }, { $count } исключений: { $causes }
}
issue-trend-none = 🧾 За { $month }: { $invoices }, исключений нет
issue-trend-invoices = { $count ->
    [one] { $count } счёт
    [few] { $count } счёта
   *[many] { $count } счетов
}
issue-trend-cause = { $kind } { $number }
team-issue = 🧾 Выставление за { $month }: { $people }
rule-e14 = Счета не выставлены в срок
e14-what = Выставление за { $month } не закончено · { $name }
e14-why = Счета выставляются { $day }, сегодня после полудня это уже ваше.
e14-about = Выставление счетов · { $name }
e14-settled = выставление закончено
e14-settled-otherwise = начался следующий месяц
