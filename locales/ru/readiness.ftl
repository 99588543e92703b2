# Готовность площадок: когда можно монтировать, есть ли 220 В и интернет.
command-ready = Когда готова площадка клиента
ready-button = 🏗 Площадка
ready-others-button = 🏗 Все площадки клиента
ready-title = 🏗 Готовность площадки
ready-title-of = 🏗 Готовность площадки · { $client }
ready-header = 🏗 <b>Готовность площадки</b>
ready-card = 🏗 <b>Готовность площадки</b> · { $client }
ready-place = 📍 { $address }
ready-whole = Клиент целиком
ready-will-be = будет готова <b>{ $day }</b>
ready-is = готова с <b>{ $day }</b>
ready-was-to-be = должна быть готова с <b>{ $day }</b>, не подтверждено
ready-stands = Площадка { $stands }
ready-power = 220 В есть
ready-no-power = 220 В ещё нет
ready-net = интернет есть
ready-no-net = интернета ещё нет
ready-unknown-both = про 220 В и интернет не знаем
ready-unknown-power = про 220 В не знаем
ready-unknown-net = про интернет не знаем
ready-there = 🔌 { $what }
ready-from-call = по телефону
ready-from-client = со слов клиента
ready-from-visit = с выезда
ready-source-call = ☎️ По телефону
ready-source-client = 💬 Клиент написал
ready-source-visit = 🚗 Видели на выезде
ready-said = Узнали { $day } { $source } · { $name }
ready-sure = ✅ Подтверждено { $day } · { $name }
ready-asked = 📨 Клиента спросили { $at }. Ждём ответа.
ready-ask-on = Клиента спросим { $day }: всё ли в силе.
ready-silent = 📞 Срок не подтверждён: поставлена задача позвонить.
ready-history = История:
ready-past-first = { $at }: { $day } · { $source } · { $name }
ready-past-moved = { $at }: { $from } → { $to } · { $source } · { $name }
ready-past-sure = { $at }: { $day } в силе · { $source } · { $name }
ready-past-why = { $said } · «{ $why }»
ready-why-undone = отменено
ready-change-button = 📅 Другая дата
ready-sure-button = ✅ Всё в силе
ready-tick-power = ✅ 220 В есть
ready-tick-no-power = ❌ 220 В нет
ready-tick-power-unknown = ▫️ 220 В
ready-tick-net = ✅ Интернет есть
ready-tick-no-net = ❌ Интернета нет
ready-tick-net-unknown = ▫️ Интернет
ready-list-line = 📍 { $place } — { $stands }
ready-list-none = 📍 { $place } — пока не спрашивали
ready-list-open = 📍 { $place }
ready-list-new = ➕ { $place }
ready-ask-client = Чья площадка? Выберите или напишите часть названия.
ready-ask-site = Какая площадка?
ready-ask-day = С какого дня площадка готова? Выберите или напишите, например: 15.12
ready-ask-review = Отметьте, что уже есть, и сохраните. Чего не знаем, спросим у клиента.
ready-ask-source = Откуда знаем?
ready-ask-why = Почему сдвинулась? Напишите коротко.
ready-hint-client = Напишите часть названия клиента или выберите из списка.
ready-hint-day = Выберите день или напишите его, например: 15.12
ready-hint-why = Напишите причину словами, например: не готов проезд
ready-field-day = 📅 { $day }
ready-field-before = Было: { $day }
ready-field-why = 💬 { $why }
ready-edit-day = ✏️ Дата
ready-edit-source = ✏️ Откуда: { $source }
ready-edit-why = ✏️ Почему сдвинулась
ready-saved = ✅ Записал.
ready-saved-moved = ✅ Записал новую дату.
ready-said-sure = ✅ Отмечено: срок подтверждён.
ready-changed-meanwhile = ⚠️ Срок только что изменили. Проверьте и сохраните ещё раз.
ready-changed = Срок с тех пор уже изменили, отменить нельзя: поправьте его на карточке.
ready-absent = Такой площадки нет среди ваших клиентов.
ready-deed = Записана готовность площадки
ready-named = { $client }
ready-named-site = { $client }, { $address }
ready-of-day = { $place } — { $day }
ready-more = и ещё { $count }
ready-task = Уточнить, будет ли площадка готова { $day }
ready-task-site = Уточнить, будет ли готова { $day } площадка { $address }
ready-no-answer = 📞 { $client }: клиент не ответил, будет ли площадка готова { $day }. Задача позвонить на { $on }.
ready-nobody = 📞 { $client }: площадка должна быть готова { $day }, а спросить некого — никто из клиента не пользуется ботом. Задача позвонить на { $on }.
ready-client-sure = ✅ { $name } подтверждает. { $place }: площадка будет готова { $day }.
ready-client-moved = 📅 { $name } переносит срок. { $place }: площадка будет готова не { $from }, а { $to }.
ready-client-moved-why = 📅 { $name } переносит срок. { $place }: площадка будет готова не { $from }, а { $to }. «{ $why }»
digest-ready-soon = { $count ->
    [one] 🏗 скоро готова { $count } площадка: { $what }
    [few] 🏗 скоро готовы { $count } площадки: { $what }
   *[many] 🏗 скоро готовы { $count } площадок: { $what }
}
digest-ready-past = 🏗 срок прошёл, готовность не подтверждена ({ $count }): { $what }
week-ready = 🏗 готова площадка: { $place }
team-ready = 🏗 { $place }: площадка сдвинулась с { $from } на { $to } — { $count ->
    [one] на { $count } рабочий день
    [few] на { $count } рабочих дня
   *[many] на { $count } рабочих дней
}

# То же глазами клиента.
onsite-place-own = Ваша площадка
onsite-place = Площадка { $address }
onsite-question = 🏗 { $place } будет готова <b>{ $day }</b>. Всё в силе?
onsite-ask-ticks = Отметьте, что там уже есть, и ответьте.
onsite-power = ☑️ 220 В есть
onsite-no-power = ▫️ 220 В есть
onsite-net = ☑️ Интернет есть
onsite-no-net = ▫️ Интернет есть
onsite-yes-button = ✅ Да, всё в силе
onsite-moves-button = 📅 Сдвигается
onsite-sure = ✅ Спасибо! { $place } будет готова <b>{ $day }</b>.
onsite-told = 🏗 { $place } будет готова <b>{ $day }</b>. Записали.
onsite-closed = 🏗 Вопрос о готовности площадки снят.
onsite-title = 🏗 { $place }
onsite-ask-day = Когда площадка будет готова? Выберите день или напишите, например: 25.12
onsite-hint = Напишите день, например: 25.12
onsite-old = Срок уже обновили: посмотрите, что теперь.
onsite-absent = Такой площадки нет.
