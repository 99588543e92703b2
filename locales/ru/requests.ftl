command-write = ✉️ Написать менеджеру
command-requests = 💬 Заявки
command-support = 🛠 В техподдержку
command-templates = 📋 Шаблоны ответов
support-button = 🛠 В техподдержку
badge-green = 🟢 Осталось { $left }, ответить до { $due }
badge-yellow = 🟡 Осталось { $left }, ответить до { $due }
badge-red = 🔴 Осталось { $left }, ответить до { $due }
badge-late = 🔴 Ответ просрочен: ждали до { $due }
badge-paused-client = ⏸ Ждём клиента до { $until }: { $reason }
badge-paused-other = ⏸ Ждём других до { $until }: { $reason }
request-title = 💬 { $number } · { $client }
request-title-closed = ✅ { $number } · { $client } · закрыта
request-from = Кто: { $who }
request-untaken = 🙋 Клиент ничей, отвечать ещё никто не взялся
request-absent = Такой заявки у вас нет. Если она вам нужна, спросите руководителя отдела.
request-no-chat = Никто из клиента не пользуется ботом: ответьте по телефону и запишите звонок.
request-take = 🙋 Беру
request-take-over = 🙋 Беру на себя
request-assign = 👤 Назначить другого
request-to-whom = 👤 { $number }: кто ответит?
request-given = ✅ { $number } передана: { $name }
request-yours = Заявка ваша
request-taken-by = Уже взял(а) { $name }
request-taken-from-you = { $number } теперь ведёт { $name }
request-answer = 💬 Ответить
request-note = 📝 Заметка
request-pause = ⏸ Пауза
request-go-on = ▶️ Дождались
request-hand-over = 🛠 В техподдержку
request-close = ✅ Закрыть
request-reopen = ↩️ Открыть снова
request-open = 📂 Открыть
request-closed = ✅ { $number } закрыта
request-closed-already = Уже закрыта
request-answer-first = Клиент ещё не получил ответа: ответьте или запишите звонок
request-at-support-still = Заявка ещё у техподдержки
request-nobody = никто не взял
request-gone = заявки больше нет
request-at-support = 🛠 Техподдержка: { $stage } · { $urgency }
request-alarm = Клиент ждёт ответа, { $number } · { $client }
request-alarm-why = срок ответа прошёл { $due }
request-fact-who = Отвечает: { $who } · спрашивает: { $asked }
request-fact-last = Последнее, { $at }: «{ $text }»
request-settled-answer = { $at } клиенту написали, ответ: { $name }
request-settled-call = { $at } клиенту позвонили: { $name }
request-settled-closed = { $at } заявку закрыли
request-settled-moved = срок передвинут
request-deed-answered = 💬 Ответ клиенту
request-deed-closed = ✅ Закрытая заявка
request-deed-paused = ⏸ Пауза
request-deed-handed = 🛠 Передача в техподдержку
requests-none = Открытых заявок нет.
requests-title = { $count ->
    [one] 💬 { $count } открытая заявка
    [few] 💬 { $count } открытые заявки
   *[many] 💬 { $count } открытых заявок
}
requests-line = { $number } · { $client }
requests-line-waits = { $number } · { $client } · { $badge }
said-client = 👤 { $name }: { $text }
said-us = ↪️ { $name }: { $text }
said-note = 📝 { $name }: { $text }
said-reworded = { $text } (исправлено)
said-edited = ✏️ Клиент исправил сообщение
said-files = { $count ->
    [one] 📎 { $count } файл
    [few] 📎 { $count } файла
   *[many] 📎 { $count } файлов
}
said-with-files = { $count ->
    [one] { $text } 📎 { $count } файл
    [few] { $text } 📎 { $count } файла
   *[many] { $text } 📎 { $count } файлов
}
said-passed-on = 💬 { $number } · { $client } · { $who }:
said-beside = 📎 { $number } · { $who }
signal-soon = ⏰ { $number } · { $client }: клиент ждёт ответа
signal-late = 🔴 { $number } · { $client }: время на ответ вышло, руководитель знает
write-header-answer = 💬 Ответ · { $number } · { $client }
write-header-note = 📝 Заметка · { $number } · { $client }
write-header-support = 🛠 { $number } · { $client }
write-ask-answer = Что ответить? Получит { $who }. Можно приложить фото или файл.
write-ask-note = Что записать? Клиент этого не увидит.
write-ask-needs = Что нужно узнать у клиента? Ему уйдёт ваш вопрос.
write-ask-solved = Как решили? Клиент прочтёт и подтвердит.
write-ask-declined = Почему это не ваше? Прочтёт менеджер.
write-ask-template = Какой шаблон взять? Текст можно будет поправить.
write-ask-review = Так увидит { $who }. Отправить?
write-templates = 📋 Готовые ответы
write-send = ✅ Отправить
write-edit = ✏️ Поправить
write-hint = Напишите словами или пришлите фото, файл, голосовое.
write-too-long = Слишком длинно: до { $most } букв.
write-too-many = Не больше { $most } файлов за раз.
write-sent = ✅ Отправлено: { $who } · { $number }
write-sent-later = 🕓 { $number }: { $who } получит { $at }, { $why }
write-noted = 📝 Записано в { $number }. Клиент этого не видит.
write-told = ✅ { $number }: передано
write-how = Напишите, что случилось или что узнать: одним или несколькими сообщениями. Можно прислать фото, файл, голосовое. Передадим вашему менеджеру, ответ придёт сюда.
write-not-this = Такое сообщение передать не получится. Напишите словами или пришлите фото, файл, голосовое.
write-no-company = Мы не знаем, из какой вы компании. Позвоните, пожалуйста, вашему менеджеру.
write-which-header = ✉️ Вопрос менеджеру
write-which-ask = От какой компании вы пишете?
write-which-hint = Выберите компанию кнопкой.
write-added = Передали. { $client }
client-answer = <b>{ $name }</b>, PASS24.online:
client-file = 📎 { $name }, PASS24.online
client-request = 💬 { $number }: { $text }
client-request-waits = 💬 { $number } ждёт ответа: { $text }
client-request-support = 🛠 { $number } у техподдержки, { $stage }: { $text }
mine-title = ✉️ Заявка { $number } от { $at }
mine-title-claim = ✉️ Ваша претензия от { $at }
mine-essence = «{ $text }»
mine-passed-on = Передали: { $whom }. Ответим до { $due }
mine-off-hours = Сейчас нерабочее время. Ответим после { $at }
mine-late = Передали: { $whom }. Задерживаемся с ответом, извините.
mine-paused = Ждём того, о чём договорились, и сразу вернёмся с ответом.
mine-team = отдел сопровождения
mine-answered = ✅ Мы ответили. Если остались вопросы, просто напишите.
mine-closed = ✅ Решено. Если не так, просто напишите.
mine-handed-over = 🛠 Передали техподдержке
mine-accepted = 🛠 Техподдержка приняла
mine-in-work = 🔧 Техподдержка работает над этим
mine-waiting = ❓ Техподдержка ждёт вашего ответа
mine-solved = ✅ Техподдержка считает, что решено. Это так?
mine-yes = ✅ Решено
mine-no = ❌ Не решено
mine-is-it-solved = ✅ Заявка { $number }: техподдержка закончила
mine-is-it-solved-ask = Всё работает?
mine-already = Вы уже ответили, спасибо
mine-thanks = Спасибо! Рады, что решилось.
mine-sorry = Поняли, возвращаем в работу.
mine-none = Открытых заявок нет. Чтобы спросить, просто напишите сюда.
mine-list = { $count ->
    [one] 💬 { $count } открытая заявка
    [few] 💬 { $count } открытые заявки
   *[many] 💬 { $count } открытых заявок
}
mine-line = { $number } · { $text }
mine-line-claim = Претензия · { $text }
pause-header = ⏸ Пауза · { $number } · { $client }
pause-ask-whom = Кого ждём?
pause-ask-reason = Чего ждём? Например: клиент пришлёт фото
pause-ask-until = До какого дня?
pause-ask-review = Всё верно?
pause-client = Клиента
pause-other = Других
pause-field-reason = Чего: { $reason }
pause-field-until = До: { $day }
pause-hint-reason = Напишите словами, чего ждём, до 200 букв.
pause-edit-whom = ✏️ Кого
pause-edit-reason = ✏️ Чего
pause-edit-until = ✏️ До
pause-saved = ⏸ { $number }: часы стоят до { $until }. Если клиент напишет раньше, пойдут сразу.
pause-nobody-waits = Здесь никто не ждёт ответа: ставить на паузу нечего.
pause-not-running = Часы этой заявки сейчас не идут.
handing-header = 🛠 В техподдержку
handing-header-client = 🛠 В техподдержку · { $client }
handing-ask-client = Какой клиент?
handing-ask-what = Что случилось? Хотя бы десять букв, фото или голосовое.
handing-ask-urgency = Насколько срочно?
handing-ask-who = Кто сообщил?
handing-ask-callback = По какому номеру перезвонить?
handing-ask-place = Какой объект или оборудование?
handing-ask-same = Похоже, об этом уже сообщали. Это то же самое?
handing-ask-review = Всё верно?
handing-which-client = Кто из них?
handing-hint-what = Напишите подробнее, хотя бы десять букв, или пришлите фото. Например: не открывается шлагбаум на въезде
handing-hint-callback = Не понял номер. Например: 8 916 123-45-67
handing-send = ✅ Передать
handing-edit-what = ✏️ Что случилось
handing-edit-urgency = ✏️ Срочность
handing-edit-who = ✏️ Кто
handing-edit-callback = ✏️ Номер
handing-edit-place = ✏️ Объект
handing-alike = { $number }: «{ $text }»
handing-add-to = ➕ Дополнить { $number }
handing-new = 🆕 Это новое
handing-done = 🛠 { $number } передана в техподдержку · { $client }
handing-added = ➕ Добавлено в { $number }
handover-what = 📋 { $what }
handover-place = 📍 { $place }
handover-callback = 📞 { $phone }
handover-question = ❓ { $question }
handover-answer = ➡️ { $answer }
handover-accept = ✅ Принять
handover-work = 🔧 В работе
handover-ask = ❓ Нужны данные
handover-solve = ✅ Решено
handover-decline = ↩️ Не наше
handover-none = Заявок для техподдержки нет.
handover-queue = { $count ->
    [one] 🛠 { $count } заявка
    [few] 🛠 { $count } заявки
   *[many] 🛠 { $count } заявок
}
handover-line = { $number } · { $client } · { $urgency } · { $stage }
handover-taken = Уже принял(а) { $name }
handover-withdrawn = { $number }: отозвана, делать ничего не нужно
handover-says = 🛠 { $number } · { $client }: { $stage }
handover-not-accepted = ⏰ { $number } · { $client }: техподдержка не приняла с { $at }
handover-accepted-already = Техподдержка уже приняла заявку
handover-alarm = Техподдержка не принимает { $number } · { $client }
handover-alarm-why = { $urgency }, передано { $at }
handover-fact-what = Что: { $what }
handover-settled = принял(а) { $name }
handover-settled-gone = больше не у техподдержки
urgency-blocked = 🔴 Въезд стоит
urgency-hampers = 🟡 Мешает
urgency-question = ⚪ Вопрос
stage-new = не принята
stage-accepted = принята
stage-in-work = в работе
stage-waiting = ждут клиента
stage-solved = решена, ждём подтверждения
stage-confirmed = решена, клиент подтвердил
stage-closed = решена, клиент промолчал
stage-declined = не их, вернули
rule-ack = Повтор, если не принято
rule-e1 = Клиент ждёт ответа слишком долго
rule-e1-reply = Время на ответ
rule-e1-badge = Жёлтый значок
rule-e1-sound = Напоминание менеджеру
rule-e1-last = Последнее напоминание менеджеру
rule-e1-taken = Ничей клиент ждёт, пока его возьмут
rule-e12 = Техподдержка не принимает заявку
rule-e12-blocked = Въезд стоит: время на приём
rule-e12-usual = Остальное: время на приём
digest-waiting = { $count ->
    [one] 💬 Ждёт ответа { $count } клиент
    [few] 💬 Ждут ответа { $count } клиента
   *[many] 💬 Ждут ответа { $count } клиентов
}
digest-waiting-late = { $count ->
    [one] 🔥 Ждёт ответа { $count } клиент, просрочено { $late }
    [few] 🔥 Ждут ответа { $count } клиента, просрочено { $late }
   *[many] 🔥 Ждут ответа { $count } клиентов, просрочено { $late }
}
digest-wait = · { $client } до { $due }
digest-wait-late = · 🔴 { $client }: просрочено
digest-wait-paused = · ⏸ { $client }: на паузе
team-waiting = { $count ->
    [one] 💬 Ждёт ответа { $count } клиент
    [few] 💬 Ждут ответа { $count } клиента
   *[many] 💬 Ждут ответа { $count } клиентов
}
team-late = · 🔴 { $name }: просрочено { $count }
team-late-week = За семь дней просрочено ответов: { $count }
load-waiting = { $count ->
    [one] { $count } ждёт ответа
    [few] { $count } ждут ответа
   *[many] { $count } ждут ответа
}
load-waiting-late = { $count ->
    [one] { $count } ждёт ответа, просрочено { $late }
    [few] { $count } ждут ответа, просрочено { $late }
   *[many] { $count } ждут ответа, просрочено { $late }
}
ask-pool = Закрепить клиента за менеджером
pool-yes = ✅ Закрепить
pool-no = ❌ Нет
pool-offer = Вы отвечаете этому клиенту уже не в первый раз. Закрепить его за вами?
pool-keep = 🔗 Закрепить за мной
pool-kept-already = Клиент уже закреплён
pool-asked = Спросили руководителя. Ответ придёт сюда.
pool-asked-already = Руководителя уже спросили
pool-question = { $name } просит закрепить за собой клиента «{ $client }»
pool-fact = { $count ->
    [one] Отвечал(а) клиенту { $count } раз
    [few] Отвечал(а) клиенту { $count } раза
   *[many] Отвечал(а) клиенту { $count } раз
}
pool-yours = 🔗 Клиент «{ $client }» теперь ваш
pool-given = Клиент закреплён.
pool-stays = Клиент остаётся ничьим.
templates-title = 📋 Шаблоны ответов
templates-fields = В тексте можно писать [имя], [клиент], [менеджер]: подставим сами. Свои шаблоны — кнопками, эти есть всегда:
templates-ready = · <b>{ $title }</b>: { $body }
templates-new = ➕ Новый шаблон
templates-remove = 🗑 Убрать
templates-back = ⬅️ К шаблонам
templates-removed = 🗑 Шаблон убран
templates-added = ✅ Шаблон «{ $title }» готов
template-absent = Такого шаблона уже нет
template-deed = 📋 Шаблон ответа
template-header = 📋 Новый шаблон
template-ask-title = Как назвать?
template-ask-body = Что написать клиенту?
template-ask-review = Всё верно?
template-hint-title = Напишите название, до { $most } букв. Например: Уже едем
template-hint-body = Напишите текст, до { $most } букв. Например: [имя], инженер уже едет к вам.
template-looking = Уже смотрим
template-looking-body = [имя], здравствуйте! Получили, уже разбираемся. Вернусь с ответом сегодня.
template-passed = Передали инженерам
template-passed-body = [имя], передали вопрос инженерам. Как только они ответят, сразу напишу.
template-photo = Пришлите фото
template-photo-body = [имя], пришлите, пожалуйста, фото оборудования и того, что на нём написано: так разберёмся быстрее.
template-call = Когда позвонить?
template-call-body = [имя], удобнее обсудить по телефону. Когда вам позвонить?
template-done = Сделали, проверьте
template-done-body = [имя], всё сделали. Проверьте, пожалуйста, и напишите, если что-то не так.
request-inquire = ❔ Запросить у клиента
inquiry-header = ❔ Вопросы клиенту · { $number }
inquiry-ask = Что узнать? По одному вопросу в строке, до { $most }.
inquiry-hint = Напишите от одного до { $most } вопросов, каждый с новой строки, до { $longest } букв. Например: Какой марки шлагбаум?
inquiry-review = Так увидит клиент. Отправить?
inquiry-client = <b>{ $name }</b>, PASS24.online, просит уточнить:
inquiry-answer = ✏️ Ответить по порядку
inquiry-tell-header = ❔ Ответы на вопросы
inquiry-tell-step = ❔ Вопрос { $at } из { $of }
inquiry-yes = Да
inquiry-no = Нет
inquiry-skip = ⏭ Не знаю
inquiry-thanks = Спасибо, передали ответы.
inquiry-waits = { $count ->
    [one] ❔ { $count } вопрос клиенту от { $at }, ответа пока нет
    [few] ❔ { $count } вопроса клиенту от { $at }, ответа пока нет
   *[many] ❔ { $count } вопросов клиенту от { $at }, ответа пока нет
}
inquiry-line = ❔ { $question } — { $answer }
inquiry-reminder = Напоминаем: ждём ваших ответов, без них не продолжить.
inquiry-silent = 🔕 { $number }: клиент второй день не отвечает на вопросы, напомнили. Может быть, позвонить?
request-number = О-{ $number }
request-number-claim = О-{ $number }, претензия
request-missed-call = Пропущенный звонок, { $at }
request-not-yours = { $number } больше не у вас
request-of-claim = Это разговор по претензии: он закончится вместе с ней
