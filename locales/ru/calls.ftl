command-call = ☎️ Звонок
call-title = ☎️ Звонок
call-title-of = ☎️ Звонок · { $client }
call-header = ☎️ <b>Звонок</b> · шаг { $step } из { $steps }
call-header-of = ☎️ <b>Звонок</b> · { $client } · шаг { $step } из { $steps }
call-button = ☎️ Звонок
call-another = ☎️ Ещё звонок
call-ask-client = Кому звонили? Напишите имя, ИНН, телефон или номер счёта.
call-ask-which = Кого вы имели в виду: «{ $query }»?
call-ask-outcome = Чем кончилось?
call-ask-sum = Сколько обещали заплатить?
call-ask-promise-day = К какому дню?
call-ask-paid-on = Когда оплатили?
call-ask-call-back = Когда перезвонить? Можно со временем: «завтра в 15».
call-ask-wrong-contact = Чей номер неверный?
call-ask-review = Всё верно? Напишите заметку или сохраните.
call-ask-contact = С кем говорили?
call-ask-direction = Кто кому звонил?
call-ask-purpose = О чём?
call-ask-called = Когда был звонок? Например: «14:20» или «вчера 15:30».
call-ask-note = Что запомнить? Текст или голосовое.
call-ask-next = Когда вернуться к клиенту? Можно со временем: «пт в 11».
call-hint-client = Напишите имя клиента, ИНН, телефон или номер счёта. Например: Ромашка
call-hint-outcome = Нажмите исход или напишите словами. Например: «не взял», «обещал пт 42000».
call-hint-sum = Напишите сумму. Например: 15000 или 15к
call-hint-day = Напишите день. Например: завтра, пт, 25-е
call-hint-called = Напишите время звонка. Например: 14:20
call-hint-note = Напишите заметку текстом или пришлите голосовое.
call-skip-paid-on = ⏭ Не сказали
call-next-none = Не нужно
call-sum-overdue = Всю просрочку: { $sum }
call-sum-all = Все счета: { $sum }
call-edit-outcome = ✏️ Исход
call-edit-sum = ✏️ Сумма
call-edit-day = ✏️ День
call-edit-note = ✏️ Заметка
call-edit-next = ✏️ Дальше
call-edit-contact = ✏️ С кем
call-edit-purpose = ✏️ О чём
call-edit-direction = ✏️ Кто звонил
call-edit-called = ✏️ Когда
call-edit-client = ✏️ Клиент
call-field-contact = С кем: { $contact }
call-field-about = { $direction }, { $purpose } · { $at }
call-field-note = Заметка: { $note }
call-field-attached = { $count ->
    [one] 📎 { $count } вложение
    [few] 📎 { $count } вложения
   *[many] 📎 { $count } вложений
}
call-field-next-none = Дальше: не нужно
call-field-next = Дальше: { $day }
call-field-next-at = Дальше: { $day }, { $time }
call-outcome = <b>{ $outcome }</b>
call-outcome-promised = <b>🤝 Обещал { $sum } до { $day }</b>
call-outcome-with-sum = <b>{ $outcome }</b>: { $sum }
call-outcome-with-day = <b>{ $outcome }</b>: { $day }
call-outcome-with-time = <b>{ $outcome }</b>: { $day }, { $time }
call-logged = ✅ Звонок записан: <b>{ $client }</b>
call-unreachable = ⚠️ Недозвон: пять попыток за три дня. Попробуйте другой канал.
call-many-tries = { $tries ->
    [one] { $tries } попытка подряд без ответа.
    [few] { $tries } попытки подряд без ответа.
   *[many] { $tries } попыток подряд без ответа.
}
call-other-contact = Попробуйте: { $contact }
call-leaves = 🚫 <b>{ $client }</b> не будет платить или уходит. Менеджер: { $manager }
call-deed = звонок
call-unknown-number = Номера { $phone } нет ни у одного клиента.
call-task-again = Перезвонить
call-task-invoice = Отправить счёт ещё раз
call-task-dispute = Разобрать спор по счёту
call-task-leaves = Удержать клиента
call-task-contact = Уточнить контакт
call-task-next = Вернуться к клиенту
call-voice-too-long = { $minutes ->
    [one] Голосовое длиннее { $minutes } минуты. Запишите короче.
    [few] Голосовое длиннее { $minutes } минут. Запишите короче.
   *[many] Голосовое длиннее { $minutes } минут. Запишите короче.
}
call-when-not-understood = Не понял время «{ $words }». Например: 14:20 или вчера 15:30
call-in-future = Это время ещё не наступило. Например: 14:20 сегодня или вчера 15:30
call-too-old = { $days ->
    [one] Звонок можно записать не позже чем через { $days } день. Более ранние записывает только руководитель.
    [few] Звонок можно записать не позже чем через { $days } дня. Более ранние записывает только руководитель.
   *[many] Звонок можно записать не позже чем через { $days } дней. Более ранние записывает только руководитель.
}
call-sign-out = ↗️
call-sign-in = ↙️
promise-too-much = { $sum } больше долга. Клиент должен { $owed }
outcome-paid = 💰 Уже оплатил
outcome-promised = 🤝 Обещал
outcome-invoice = 🧾 Просит счёт
outcome-disputes = ⚖️ Спорит
outcome-leaves = 🚫 Не заплатит, уходит
outcome-no-answer = 📵 Не взял
outcome-busy = ⏳ Занято
outcome-call-back = 🔁 Перезвонить
outcome-wrong-number = ❌ Неверный номер
outcome-talked = ✅ Поговорили
direction-out = Исходящий
direction-in = Входящий
purpose-payment = оплата
purpose-installation = монтаж
purpose-delivery = доставка
purpose-technical = техвопрос
purpose-meeting = знакомство
purpose-claim = претензия
purpose-upsell = апсейл
purpose-other = другое
client-call = { $sign } { $at } · { $outcome } · { $person }
client-call-about = { $sign } { $at } · { $outcome }, { $purpose } · { $person }
client-call-note = { $sign } { $at } · { $outcome }: { $note } · { $person }
call-to-invoice = 🧾 Отправить счёт
call-to-claim = ⚠️ Записать претензию
call-to-support = 🛠 В техподдержку
