command-decisions = 📥 Решения
command-ask = ❓ Спросить руководителя
command-approve = 📝 На согласование
ask-question = ❓ Вопрос
ask-contract = 📄 Договор
ask-sum = 💰 Крупная сумма
ask-resource = 🧰 Доступ или ресурс
ask-other = 📝 Другое согласование
ask-button = ❓ Спросить руководителя
approve-button = 📝 На согласование
approval-bot = Бот
approval-title-of = { $kind } · { $client }
approval-card = <b>{ $title }</b>
approval-asker = Спрашивает { $name }, { $at }
approval-words = «{ $words }»
approval-sum = Сумма: { $sum }
approval-files = { $count ->
    [one] 📎 { $count } файл — ниже
    [few] 📎 { $count } файла — ниже
   *[many] 📎 { $count } файлов — ниже
}
approval-file = 📎 { $title }
approval-with = ➡️ Решает { $name }
approval-with-you = ➡️ Решаете вы
approval-waits = ⏳ Отправлено. Ответ придёт сюда.
approval-decided = Решение: <b>{ $verdict }</b>. { $name }, { $at }
approval-word = 💬 «{ $words }»
approval-answer-given = 💬 Ответ дан
approval-answered = Отвечает <b>{ $name }</b>, { $at }
approval-withdrawn = ✖️ Отозвано, решать ничего не нужно.
approval-with-word = { $label }…
approval-answer = 💬 Ответить
approval-agreed = ✅ Согласовано
approval-rework = ✏️ Доработать
approval-refused = ❌ Отклонить
approval-yes = ✅ Да
approval-no = ❌ Нет
approval-hand-button = 👤 Передать решение
approval-withdraw-button = ✖️ Отозвать
approval-word-button = 📝 Добавить слово
approval-word-edit = ✏️ Изменить слова
approval-to-whom = Кому передать решение? { $title }
approval-nobody-else = Передать некому: коллег, которые могут решать, в боте нет.
approval-handed = ➡️ Теперь решает { $name }
approval-absent = Такого согласования нет.
approval-undo-late = Отозвать уже нельзя: решение принято или запрос уже снят.
approval-deed-asked = запрос на согласование
approval-days = { $days } дн.
approval-line = { $age } · { $title }
approval-line-decided = { $title }: { $verdict }, { $at }
approval-line-withdrawn = ✖️ { $title }
approval-fact-owner = Менеджер клиента: { $name }
approval-fact-last = Прошлое решение по клиенту: { $kind } — { $verdict }, { $at }
approval-follows-told = ↪️ Ответ передан: { $name }.
approval-follows-rework = ↪️ Ответ передан. Задача на завтра: доработать, { $name }.
approval-follows-give = ↪️ Ответ передан. Выдаёт { $name }: задача на завтра.
approval-task-rework = Доработать договор: { $words }
approval-task-give = { $name } ждёт: { $words }
approval-give = 🧰 Согласовано, нужно выдать. { $task }
approval-what = { $title }: «{ $words }»
approval-overdue = Ответа нет дольше срока. Спрашивает { $name }, { $at }
approval-settled = { $verdict } — { $name }
approval-settled-gone = запрос отозван
approval-settled-handed = решение передано: { $name }
approval-settled-later = срок ответа ещё не вышел
client-approval = { $kind }, { $day }: «{ $words }» → { $verdict } ({ $name })
client-approval-word = { $kind }, { $day }: «{ $words }» → «{ $word }» ({ $name })
client-approval-open = { $kind }, { $day }: «{ $words }» — ждёт ответа
decisions-title = { $count ->
    [one] 📥 <b>Ждёт вашего решения: { $count }</b>
    [few] 📥 <b>Ждут вашего решения: { $count }</b>
   *[many] 📥 <b>Ждут вашего решения: { $count }</b>
}
decisions-none = 📥 Вашего решения ничто не ждёт.
decisions-today = Решено сегодня: { $count }
decisions-line = { $title }: { $verdict } ({ $name })
decisions-own = Вы спрашивали:
verdict-title = 💬 Слова к решению
verdict-title-of = 💬 Слова к решению · { $title }
verdict-ask = { $verdict }. Напишите, что ответить: это увидит тот, кто спрашивал.
verdict-ask-more = Что добавить к решению? Это увидит тот, кто спрашивал.
verdict-hint = Напишите хотя бы пару слов. Например: дорого, предложите замену
petition-title = 📝 На согласование
petition-title-of = { $kind } · { $text }
petition-question = ❓ Вопрос руководителю
petition-ask-kind = Что нужно согласовать?
petition-ask-question = Что спросить? Можно приложить фото, файл или голосовое.
petition-ask-contract = О чём договор и что в нём решать?
petition-ask-sum-why = За что сумма и почему её стоит дать?
petition-ask-resource = Что нужно и для чего? Например: доступ в 1С, чтобы видеть оплаты
petition-ask-other = Что нужно решить?
petition-ask-sum = Какая сумма?
petition-ask-file = Пришлите файл или фото.
petition-ask-client = По какому клиенту? Напишите имя, ИНН или телефон.
petition-ask-review = Так это увидит руководитель. Отправляем?
petition-field-client = 🏢 { $client }
petition-field-files = { $count ->
    [one] 📎 { $count } файл
    [few] 📎 { $count } файла
   *[many] 📎 { $count } файлов
}
petition-no-sum = ⏭ Без суммы
petition-no-file = ⏭ Без файлов
petition-no-client = ⏭ Без клиента
petition-send = 📨 Отправить
petition-edit-text = ✏️ Текст
petition-edit-client = ✏️ Клиент
petition-edit-file = 📎 Файл
petition-edit-sum = ✏️ Сумма
petition-short = Слишком коротко: по такому вопросу не решить. Напишите подробнее.
petition-many-files = { $count ->
    [one] К запросу можно приложить { $count } файл.
    [few] К запросу можно приложить { $count } файла.
   *[many] К запросу можно приложить { $count } файлов.
}
petition-hint-text = Напишите словами. Например: можно ли отдать пульт в долг до пятницы?
petition-hint-sum = Напишите сумму. Например: 15000 или 15к
petition-hint-file = Пришлите файл или фото сообщением.
petition-hint-client = Напишите имя клиента или пропустите.
petition-nobody = Решать пока некому: в боте нет ни руководителя, ни администратора.
rule-e8 = Согласование без ответа
threshold-first = Напомнить через
threshold-next = Передать следующему через
threshold-ack = Ждать «Принято» до повтора
