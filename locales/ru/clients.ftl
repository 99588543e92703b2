command-find = 🔎 Найти клиента
command-clients = 👥 Мои клиенты
find-ask = 🔎 Кого ищем? Напишите часть имени, ИНН, адрес, последние цифры телефона или номер счёта.
find-found = { $count ->
    [one] 🔎 «{ $query }»: { $count } клиент
    [few] 🔎 «{ $query }»: { $count } клиента
   *[many] 🔎 «{ $query }»: { $count } клиентов
}
clients-none = За вами пока нет клиентов.
clients-title = { $count ->
    [one] 👥 { $count } клиент
    [few] 👥 { $count } клиента
   *[many] 👥 { $count } клиентов
}
client-hit-debtor = 💸 { $client }
client-not-found = По запросу «{ $query }» никого нет. Попробуйте часть имени, ИНН или телефон, например: Ромашка
client-absent = Такого клиента нет.
client-which = Кого вы имели в виду?
client-ask = Чьи это деньги? Напишите имя, ИНН или телефон клиента.
client-ask-hint = Напишите имя клиента, ИНН или телефон. Например: Ромашка
client-button = 🏢 Клиент
client-title = 🏢 <b>{ $name }</b>
client-title-suspended = ⏸ <b>{ $name }</b> · приостановлен
client-title-left = 🚪 <b>{ $name }</b> · расторгнут
client-where = { $city }, сейчас там { $time }
client-where-unknown = Сейчас там { $time }
client-inn = ИНН <code>{ $inn }</code>
client-in-pool = Ничей, в общем списке
client-owner = Менеджер: { $name }
client-site = 📍 { $address }
client-task = 📋 { $due }: { $text }
contact-line = 📞 { $phone } { $who }
contact-line-bad = ❌ { $phone } { $who } (номер неверный)
contact-line-no-phone = 👤 { $who } { $email }
contact-label = { $who } · { $phone }
invite-button = 🔗 Пригласить
invite-whom = Кого пригласить? { $client }
invite-no-phone = У контакта нет телефона: без него мы не узнаем, что это он.
invite-link = 🔗 { $name }: ссылка работает один раз, до { $until }. Перешлите её клиенту:
    { $url }
invite-copy = 📋 Скопировать ссылку
inline-debtor = 💸 есть просрочка · { $city }
inline-client = 🏢 <b>{ $client }</b>
command-newclient = ➕ Новый клиент
newcomer-button = ➕ Новый клиент
newcomer-title = ➕ <b>Новый клиент</b>
newcomer-title-of = ➕ Новый клиент · { $client }
newcomer-ask-name = Как называется клиент?
newcomer-ask-inn = Какой у него ИНН?
newcomer-ask-city = В каком городе?
newcomer-ask-contact = Кому звонить? Имя и телефон одной строкой или контакт из телефонной книги.
newcomer-ask-review = Сохраняем? Остальное можно добавить и позже.
newcomer-field = { $value }
newcomer-edit-name = ✏️ Название
newcomer-edit-inn = ✏️ ИНН
newcomer-edit-city = ✏️ Город
newcomer-edit-contact = ✏️ Контакт
newcomer-hint-name = Напишите название. Например: ТСН «Ромашка»
newcomer-hint-inn = Напишите ИНН: 10 или 12 цифр. Например: 7707083893
newcomer-hint-city = Напишите город. Например: Тверь
newcomer-hint-contact = Напишите имя и телефон. Например: Ольга, бухгалтер +7 916 123-45-67
newcomer-added = ✅ Клиент записан: <b>{ $client }</b>
newcomer-known = Такой клиент уже есть: <b>{ $client }</b>
newcomer-of-another = Клиент с таким ИНН или названием уже есть у коллеги. Спросите руководителя отдела.
newcomer-in-use = По этому клиенту уже есть записи: удалить его нельзя.
newcomer-deed = новый клиент
quiet-button = 🔕 Не беспокоить
quiet-end-button = 🔔 Снова можно
quiet-line = 🔕 не беспокоить до { $day }
quiet-ask = 🔕 <b>{ $client }</b>: до какого дня не беспокоить?
quiet-what = До него бот не напомнит клиенту об оплате. Ваши ответы дойдут.
quiet-week = Неделю, до { $day }
quiet-fortnight = Две, до { $day }
quiet-month = Месяц, до { $day }
quiet-set = ✅ { $client }: не беспокоим до { $day }
quiet-ended = ✅ { $client }: снова можно напоминать
quiet-changed = С тех пор срок уже меняли: посмотрите карточку клиента.
quiet-deed = «не беспокоить»
quiet-deed-ended = «снова можно»
hours-button = 🕘 Часы связи
hours-line = 🕘 писать { $hours } по его времени
hours-title = 🕘 <b>Часы связи</b>
hours-title-of = 🕘 <b>Часы связи</b> · { $client }
hours-now = Сейчас: { $hours }
hours-ask = В какие часы можно писать клиенту? По его времени, в рабочие дни.
hours-hint = Напишите часы. Например: 10-17 или 9-12, 14-18
hours-at-night = Раньше 7:00 и позже 22:00 мы клиентам не пишем. Например: 10-17
hours-set = ✅ { $client }: пишем { $hours }
hours-changed = С тех пор часы уже меняли: посмотрите карточку клиента.
hours-deed = часы связи
