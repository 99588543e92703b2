command-alerts = ⚠️ Тревоги
command-rules = 📐 Правила тревог
alert-title = { $code } · { $what }
alert-card = ⚠️ <b>{ $title }</b>
alert-repeat = 🔁 <b>Повтор</b>: дело всё ещё ждёт.
alert-top = 🔺 <b>Следующему по цепочке</b>: первые получатели не ответили.
alert-others = Ещё здесь: { $count }
alert-other = • { $what }
alert-acked = 👌 принял { $name } { $at }
alert-snoozed = ⏰ отложено до { $until }: { $why } ({ $name })
alert-due = Ответ до { $at }, иначе повтор
alert-unsaid = Получатели сейчас не работают: узнают, когда начнут.
alert-with = ➡️ Этим занимается { $name }
alert-ack-button = 👌 Принято
alert-later-button = ⏰ Отложить
alert-hand-button = ➡️ Передать
alert-ack-toast = 👌 Принято, повторов не будет
alert-settled-line = ✅ { $what }: снято { $at }, { $how }
alert-resolved = ✅ <b>{ $title }</b>
alert-settled = снято { $at }, { $how }
alert-below = 🔁 Сказано ещё раз, карточка ниже.
alert-held = { $count ->
    [one] 🌙 <b>Пока вас не было: { $count }</b>
    [few] 🌙 <b>Пока вас не было: { $count }</b>
   *[many] 🌙 <b>Пока вас не было: { $count }</b>
}
alert-held-more = 📋 Все тревоги: ещё { $count }
alert-line = { $code } · { $about }
alert-line-of = { $code } · { $about } · { $client }
alert-line-resolved = ✅ { $line }
alert-absent = Такой тревоги нет.
alert-over = Эта тревога уже снята.
alert-ask-span = ⏰ На сколько отложить?
alert-ask-reason = Почему? Причину увидят все, кому показана тревога.
alert-own-reason = ✏️ Своя причина
alert-to-whom = ➡️ Кому передать тревогу? Дальше напоминания будут только этому коллеге.
alert-nobody-else = Передать некому: других коллег в боте нет.
alert-handed = ➡️ Тревогой занимается { $name }.
alert-deed-acked = «Принято» на тревоге
alert-deed-snoozed = отложенная тревога
alert-deed-handed = передача тревоги
alerts-none = ✅ Открытых тревог нет.
alerts-title = { $count ->
    [one] ⚠️ <b>Открытые тревоги: { $count }</b>
    [few] ⚠️ <b>Открытые тревоги: { $count }</b>
   *[many] ⚠️ <b>Открытые тревоги: { $count }</b>
}
alerts-open = ⚠️ { $title }
alerts-acked = 👌 { $title }
alerts-snoozed = ⏰ { $title }
client-alert = ⚠️ { $code } { $about }, с { $at }
client-alert-acked = ⚠️ { $code } { $about }, с { $at }: принял { $name }
team-alerts = ⚠️ { $code } { $about }: { $count }
snooze-hour = ⏰ На час
snooze-morning = 🌅 До завтрашнего утра
snooze-client = Ждём клиента
snooze-colleague = Ждём коллегу или поставщика
snooze-busy = Занят более срочным
snooze-title = ⏰ Отложить тревогу
snooze-header = ⏰ <b>Отложить тревогу</b>
snooze-ask = Почему откладываем?
snooze-hint = Напишите причину парой слов. Например: жду акт от клиента
snooze-done = ⏰ Отложено до { $until }. Тогда напомним снова.
snooze-moot = С тревогой уже что-то сделали: откладывать её не нужно.
snooze-enough = { $count ->
    [one] Откладывать можно не больше { $count } раза. Примите или передайте.
    [few] Откладывать можно не больше { $count } раз. Примите или передайте.
   *[many] Откладывать можно не больше { $count } раз. Примите или передайте.
}
rules-title = 📐 <b>Правила тревог</b>
rules-line = <b>{ $code }</b> { $about }. { $numbers }
rules-number = { $about }: { $value }
rules-button = { $code } · { $about }
rules-one = 📐 <b>{ $code } · { $about }</b>
rules-hint = Нажмите на число, чтобы изменить его. Часы и минуты — рабочие.
rules-again = 📐 К правилам
duty-substitute = 👤 Кто после меня
duty-pool = 🧑‍🤝‍🧑 Дежурные по ничьим клиентам
duty-substitute-about = 👤 <b>Кто после меня.</b> Им уходит то, на что не ответил руководитель.
duty-pool-about = 🧑‍🤝‍🧑 <b>Дежурные по ничьим клиентам.</b> Им приходят обращения клиентов, которые ни за кем не закреплены.
duty-nobody = Пока никого: всё приходит руководителю.
duty-on = ✅ { $name }
duty-off = ⬜ { $name }
duty-deed = замена или дежурство
limit-title = 📐 { $code } · { $about }
limit-header = 📐 <b>{ $code } · { $about }</b>
limit-now = Сейчас: { $value }
limit-new = Будет: <b>{ $value }</b>
limit-money = { $sum }
limit-days = { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
}
limit-count = { $count }
limit-range = Можно от { $least } до { $most }.
limit-hint-minutes = Напишите рабочее время. Например: 4 ч, 30 мин или 240
limit-hint-money = Напишите сумму. Например: 50 000
limit-hint-days = Напишите число дней. Например: 5
limit-hint-count = Напишите число. Например: 2
limit-trial = По новому значению сейчас сработает: { $after } (было { $before })
limit-comes = ➕ { $what }
limit-goes = ➖ { $what }
limit-ack = Уже открытые тревоги ждут по-старому, новые — по-новому.
limit-ask-review = Сохраняем?
limit-edit = ✏️ Другое значение
limit-saved = ✅ { $code } · { $about }: было { $was }, стало { $value }
limit-deed = изменение правила
limit-changed-since = С тех пор это уже изменили: вернуть нельзя.
rule-e11-outbox = Сообщения не уходят
threshold-stuck = Если ждут дольше
outbox-stuck = Сообщения не уходят в Telegram
outbox-stuck-why = Самое старое ждёт с { $at }
outbox-stuck-look = Проверьте связь с Telegram и токен: mosbot check
outbox-moves = сообщения снова уходят
