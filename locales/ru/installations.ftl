# Монтажи: что поставить, согласование даты втроём, день монтажа.
command-install = 🔧 Записать монтаж
command-installs = 🔧 Монтажи
command-jobs = 🔧 Мои выезды
tick-in = ☑️ { $what }
tick-out = ▫️ { $what }
tick-ready = ✅ Готово ({ $count })

# День и часы.
visit-clock-moscow = мск
visit-clock-shift = мск{ $shift }
visit-window = { $day }, { $from }–{ $to }
visit-hours-of = { $from }–{ $to }
visit-days = { $first }, { $from } — { $last }, { $to }
visit-both = { $own } { $clock }, у клиента { $from }–{ $to } ({ $theirs })
visit-local = { $window } ({ $clock })
visit-hours = { $count ->
    [one] { $count } час
    [few] { $count } часа
   *[many] { $count } часов
}
visit-lasts-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
}

# Карточка у менеджера.
installation-named = М-{ $number } · { $client }
installation-button = 🔧 { $installation }
installation-card = 🔧 <b>{ $installation }</b> · { $state }
installation-absent = Такого монтажа нет.
installation-scope = 🛠 { $work }: { $scope }
installation-lasts = ⏱ { $lasts } · { $engineer }
installation-engineer = инженер { $name }
installation-engineer-any = инженер любой
installation-ready = 🏗 Площадка готова с { $day }
installation-ready-unknown = 🏗 Когда готова площадка, неизвестно
installation-goods-site = 📦 Товар уже на объекте
installation-goods-engineer = 📦 Товар привезёт инженер
installation-goods-none = 📦 Товар не нужен
installation-goods-expected = 📦 Товар ждём { $day }
installation-goods-unknown = 📦 Где товар, неизвестно
installation-saturdays = 📅 Клиент пускает и по субботам
installation-why = 💬 { $why }
installation-slot = { $window } · { $engineer }
installation-state-need = нужна дата
installation-state-proposed = спросили клиента
installation-state-client-ok = ждём инженера
installation-state-engineer-ok = подтвердите дату
installation-state-confirmed = дата согласована
installation-state-on-site = инженер на объекте
installation-state-done = сделан
installation-state-no-show = не состоялся
installation-state-cancelled = отменён
installation-work-barrier = Шлагбаум
installation-work-turnstile = Турникет
installation-work-reader = Считыватели и контроллеры
installation-work-camera = Камеры
installation-work-other = Другое
installation-offer-ask = 📅 Отметьте дни, которые предложить клиенту:
installation-offer-button = { $count ->
    [one] 📨 Предложить клиенту { $count } день
    [few] 📨 Предложить клиенту { $count } дня
   *[many] 📨 Предложить клиенту { $count } дней
}
installation-phone-button = { $count ->
    [one] ☎️ По телефону: подходит { $count } день
    [few] ☎️ По телефону: подходят { $count } дня
   *[many] ☎️ По телефону: подходят { $count } дней
}
installation-phone-any-button = ☎️ По телефону: подходят все
installation-more-button = ➡️ Другие дни
installation-no-more = Дальше свободных дней нет: вот ближайшие.
installation-again-button = 📅 Предложить другие дни
installation-confirm-button = ✅ Подтвердить дату
installation-goods-button = 📦 Указать товар
installation-ask-engineer-button = 🙋 Спросить инженера
installation-wish = 🕓 Клиент предлагает: { $days }
installation-edit-button = ✏️ Изменить
installation-cancel-button = ✖️ Монтаж не нужен
installation-auto-on = ⚙️ Автоподтверждение: да
installation-auto-off = ⚙️ Автоподтверждение: нет
installation-said-auto = Как только инженер возьмёт день, дата согласована.
installation-said-by-hand = Выбор инженера будет ждать вашего подтверждения.
installation-nobody = 👤 Никого из клиента в боте нет: договоритесь по телефону и отметьте дни.
installation-nothing-free = ⚠️ Свободных дней нет на два месяца вперёд: проверьте часы клиента, субботы и занятость инженеров.
installation-blocked-site = ⛔ Дату не предложить: неизвестно, когда готова площадка.
installation-blocked-goods = ⛔ Дату не предложить: неизвестно, где товар и когда он будет.
installation-blocked-delivery = ⛔ Дату не предложить: с доставкой товара что-то не так.
installation-blocked-engineer = ⛔ Дату не предложить: нет инженера, который поедет.
installation-asked = 📨 Клиента спросили: { $days }. Ждём ответа.
installation-held = ⏳ Эти часы держим за клиентом до { $until }
installation-client-ok = 🤝 Клиенту подходит: { $days }. Ждём инженера.
installation-picked = 🙋 Инженер берёт: { $day }
installation-agreed = 🤝 <b>{ $window }</b>, приедет { $engineer }
installation-wrong = ⚠️ Эта дата больше не годится: { $why }
installation-empty = 🔁 Дни не совпали. Вот следующие.
installation-stuck = ☎️ Дни не совпали второй раз, нужно позвонить. Что сказали:
installation-taken-meanwhile = Эти часы только что заняли. Вот свободные.
installation-said-asked = Клиента спросили.
installation-said-asked-later = Клиент получит вопрос { $at }: сейчас у него не рабочее время.
installation-said-cancelled = ✖️ Монтаж отменён.
installation-said-want = 🙋 Клиенту подходило: { $days }
installation-said-none = 🙋 Клиенту не подошёл ни один день
installation-said-wish = 🙋 Клиент просил: { $what }
installation-said-refuse = 🔧 { $name } не может: { $days }
installation-task-call = Позвонить: дата монтажа М-{ $number } не сошлась дважды
installation-told-agreed = 🤝 Дата согласована. { $installation }: { $window }
installation-told-picked = 🙋 { $name } берёт день. { $installation }: подтвердите дату.
installation-told-empty = 🔁 { $name }: дни не подошли. { $installation }: предложите следующие одним касанием.
installation-told-stuck = ☎️ { $installation }: дни не совпали второй раз. Задача позвонить поставлена; что сказали обе стороны — в карточке.
installation-told-nothing = ⚠️ { $installation }: предложенные часы заняли, свободных дней больше нет.
installation-told-wish = 🕓 { $name } предлагает свой день. { $installation }: { $days }
installation-told-not-ready = 🏗 { $name }: площадка будет готова { $day }. { $installation }
installation-told-moved = 🔁 { $name } переносит монтаж. { $installation }: «{ $why }»
installation-told-head = ⚠️ Перенос меньше чем за сутки: { $name }, { $installation }, было { $at }. Причина: «{ $why }»
installation-told-slip = ⚠️ { $installation }: { $window } больше не выходит — { $why }. Предложите новые дни одним касанием.
installation-told-slip-offer = ⚠️ { $installation }: предложенные дни больше не выходят. Предложите новые.

# Форма.
need-button = 🔧 Монтаж
need-title = 🔧 Монтаж
need-title-of = 🔧 Монтаж · { $client }
need-header = 🔧 Монтаж
need-header-of = 🔧 Монтаж · { $client }
need-header-change = ✏️ Монтаж · { $client }
need-ask-client = У какого клиента? Выберите или напишите часть названия.
need-ask-which = Кто из них «{ $query }»?
need-ask-work = Что монтируем?
need-ask-review = Всё верно?
need-ask-missing = Заполните отмеченное ⚠️, остальное верно?
need-ask-address = Где? Выберите объект или напишите адрес.
need-ask-entry = Как попасть на объект: пропуск, ворота, шлагбаум?
need-ask-contact = Кто встретит на объекте? Выберите или напишите имя и телефон.
need-ask-phone = Телефон: { $name }?
need-ask-scope = Что сделать? Нажатие добавляет и убирает; своё напишите словами.
need-ask-lasts = Сколько займёт?
need-ask-engineer = Кто едет?
need-ask-goods = Где товар?
need-ask-goods-on = Когда товар будет?
need-ask-ready = Когда готова площадка?
need-ask-note = Что важно знать инженеру?
need-skip-none = ⏭ Ничего не нужно
need-hint-phone = Напишите имя и телефон, например: Ольга +7 916 123-45-67
need-hint-lasts = Напишите часы или дни, например: 4 часа или 3 дня
need-hint-words = Напишите словами.
need-any-engineer = 👥 Любой свободный
need-goods-expected = 📦 Ждём к дате…
need-missing-scope = ⚠️ Не выбрано, что сделать
need-missing-address = ⚠️ Нет адреса
need-missing-contact = ⚠️ Нет того, кто встретит
need-saturdays-on = ☑️ Суббота подходит
need-saturdays-off = ▫️ Суббота подходит
need-edit-client = 👥 Клиент
need-edit-work = 🛠 Что монтируем
need-edit-address = 📍 Адрес
need-edit-entry = 🚪 Проход
need-edit-contact = 👤 Кто встретит
need-edit-scope = 📝 Состав работ
need-edit-lasts = ⏱ Длительность
need-edit-engineer = 👷 Инженер
need-edit-goods = 📦 Товар
need-edit-ready = 🏗 Площадка
need-edit-note = 💬 Заметка
need-scope-barrier = установить стойку; закрепить стрелу; подключить питание и сеть; настроить проезд; показать охране
need-scope-turnstile = установить турникет; подключить питание и сеть; настроить проход; показать охране
need-scope-reader = установить считыватели; подключить контроллер; настроить доступ; показать охране
need-scope-camera = установить камеры; подключить питание и сеть; настроить распознавание; показать охране
need-scope-other = выполнить работы; проверить; показать охране
need-said-saved = ✅ Монтаж М-{ $number } записан. Осталось согласовать дату.
need-said-changed = ✅ Изменено.
need-deed = Записан монтаж
need-deed-cancelled = Отменён монтаж
need-went-on = Монтаж уже пошёл дальше: откройте его карточку.

# Причины.
reason-title = 🔁 Монтаж М-{ $number }
reason-header = 🔁 { $installation }
reason-ask-move = Почему переносим? Выберите или напишите.
reason-ask-cancel = Почему монтаж не нужен? Выберите или напишите.
reason-words-hint = Выберите причину или напишите её, до 300 знаков.
reason-site = Площадка не готова
reason-busy = Неудобно в этот день
reason-people = Некому встретить
reason-ill = Заболел
reason-urgent = Срочный выезд
reason-goods = Нет оборудования
reason-road = Не успеваю доехать
reason-client = Просит клиент
reason-engineer = Инженер не сможет
reason-refused = Клиент отказался
reason-twice = Записан дважды
reason-themselves = Клиент сделает сам

# Клиент.
visit-head = 🔧 <b>Монтаж №М-{ $number }</b>, { $address }, { $lasts }
visit-scope = 🛠 { $scope }
visit-ask = Когда удобно? Отметьте все подходящие дни.
visit-moved = 🔁 Прежняя дата отменена.
visit-one-button = ✅ Подходит
visit-all-button = ✅ Подходит любой
visit-other-button = 🕓 Другое время
visit-not-ready-button = ⏳ Пока не готовы
visit-soon-asked = Скоро предложим дни.
visit-looking = Подбираем другие дни, скоро предложим.
visit-wanted = ✅ Вам подходит: { $days }. Инженер выбирает, ответим здесь.
visit-agreed = 🤝 Договорились: <b>{ $window }</b>. Приедет { $engineer }.
visit-move-button = 🔁 Перенести
visit-calendar-button = 📅 В календарь
visit-on-site = 👷 Инженер на объекте.
visit-done = ✅ Монтаж сделан.
visit-cancelled = ✖️ Монтаж отменён.
visit-old = Уже обновили: посмотрите карточку монтажа.
visit-past = Эти дни уже прошли. Предложим другие.
visit-just-taken = Этот день только что заняли. Вот свободные.
visit-said-moved = 🔁 Дата отменена, выбираем новую.
visit-said-wish = 🕓 Вы предложили: { $days }. Проверим с инженером и ответим.
visit-said-later = 🏗 Записали: площадка будет готова { $day }. Предложим дни после этого.
visit-no-day = Дата ещё не согласована.
visit-event = Монтаж { $installation }
visit-event-client = Монтаж PASS24 №М-{ $number }
visit-event-about = { $scope }. На объекте: { $name }, { $phone }
visit-file = 📅 { $summary }: { $window }. Откройте файл, и телефон предложит добавить его в календарь.
other-title = 🕓 Монтаж М-{ $number }
other-ask = Когда вам удобно? Выберите день или напишите, например: 25.12 после обеда
other-ask-near = Ближайшее возможное:
other-cannot = { $day } не получится: { $why }
other-hint = Напишите день, например: завтра, пт или 25.12 после обеда
not-ready-ask = Когда площадка будет готова: есть 220 В и интернет? Выберите день или напишите, например: через неделю
slot-wrong-past = этот день уже прошёл
slot-wrong-soon = раньше { $from } не успеем
slot-wrong-off = это выходной
slot-wrong-client = это не рабочие часы на объекте
slot-wrong-engineer = это не рабочие часы инженера
slot-wrong-busy = инженеры заняты
slot-wrong-travel = инженер в этот день в другом городе
slot-wrong-far = это слишком далеко
slot-wrong-blocked = не хватает площадки, товара или инженера

# Инженер.
job-head = 🔧 <b>{ $installation }</b>
job-ask = Клиенту подходит. Возьмите день:
job-take-button = 🙋 { $window }
job-none-button = 🚫 Ни один не подходит
job-others = Клиент выбрал дни других инженеров.
job-waits = Ждём подтверждения менеджера.
job-over = Дата ещё не согласована: спросим, если понадобится.
job-agreed = 🤝 Ваш выезд: <b>{ $window }</b>
job-move-button = 🔁 Не смогу
job-told-moved = 🔁 { $installation }: { $window } отменяется.
jobs-title = 🔧 <b>Мои выезды</b>
jobs-empty = Выездов на две недели вперёд нет.

# Списки.
installs-agreed = 🔧 <b>Монтажи: дата согласована</b>
installs-open = 🔧 <b>Монтажи: дата не согласована</b>
installs-empty = Пусто.
installs-line = { $installation } · { $state }
installs-line-at = { $installation } · { $window }
installs-open-button = 📅 Без даты
installs-agreed-button = 🤝 С датой
installs-share = 📏 Согласованные даты выдержаны: { $kept } из { $all } ({ $percent } %) за месяц
digest-installs = 🔧 Монтажи: сегодня { $today }, без даты { $open }, не состоялись { $failed }
week-install = 🔧 { $installation }, { $window }
client-install = 🔧 Монтаж М-{ $number }: { $state }
client-install-at = 🔧 Монтаж М-{ $number }: { $window }, { $state }
team-installs-open = { $count ->
    [one] 🔧 Без даты { $count } монтаж
    [few] 🔧 Без даты { $count } монтажа
   *[many] 🔧 Без даты { $count } монтажей
}
load-installs = { $count ->
    [one] { $count } монтаж
    [few] { $count } монтажа
   *[many] { $count } монтажей
}

# День монтажа.
visit-sure = ☑️ Накануне: клиент { $client }, инженер { $engineer }
visit-sure-yes = подтвердил
visit-sure-no = молчит
visit-arrived = 📍 Инженер на месте с { $at }
visit-done-at = ✅ Сделано { $at }
visit-act-signed = 📄 Акт подписан
visit-act-later = 📄 Акт подпишут позже
visit-act-none = 📄 Акта нет
visit-files = { $count ->
    [one] 📷 { $count } снимок
    [few] 📷 { $count } снимка
   *[many] 📷 { $count } снимков
}
visit-accepted = 👍 Клиент принял
visit-remarks = ✋ Замечания клиента: «{ $words }»
visit-not-accepted = ⏳ Клиент ещё не принял
visit-ask-sure = Всё в силе?
visit-sure-button = ✅ Подтверждаю
visit-you-are-sure = ☑️ Вы подтвердили.
visit-arrived-button = 📍 Приехал
visit-ask-photos = 📷 Снимки присылайте сюда.
visit-done-button = ✅ Готово
visit-failed-button = 🚫 Не смог
visit-ask-act = Что с актом?
visit-act-signed-button = 📄 Подписан
visit-act-later-button = 🕓 Подпишут позже
visit-act-none-button = 🚫 Акта нет
visit-failed = 🚫 Выезд не состоялся, согласуем новую дату.
visit-prepare = 🏗 К приезду нужны 220 В, интернет и доступ на место.
visit-ask-accept = Принимаете работу?
visit-accept-button = 👍 Принимаю
visit-remarks-button = ✋ Есть замечания
visit-thanks = 👍 Спасибо, приняли.
visit-remarks-taken = ✋ Замечания записаны, ответим.
visit-told-done = ✅ { $name }: монтаж сделан. { $installation }
visit-told-accepted = 👍 { $name } принимает монтаж. { $installation }
visit-told-remarks = ✋ { $name }: замечания к монтажу. { $installation }: «{ $words }»
visit-told-failed = 🚫 { $name }: выезд не состоялся. { $installation }: «{ $why }»
visit-told-silent = 📞 { $installation }: не все подтвердили завтрашний монтаж. Задача позвонить поставлена.
visit-task-sure = Позвонить: подтвердить монтаж М-{ $number }
visit-said-photo = 📷 Снимок сохранён. { $installation }
visit-paper = Монтаж М-{ $number }
visit-ask-failed = Почему не получилось? Выберите или напишите.
reason-nobody = Не пустили на объект
reason-time = Не хватило времени
remarks-title = ✋ Замечания к монтажу М-{ $number }
remarks-ask = Что не так? Напишите или пришлите снимок.
remarks-more = Можно добавить слова и снимки. Отправляем?
remarks-said = ✋ «{ $words }»
remarks-send-button = 📨 Отправить
remarks-hint = Напишите словами или пришлите снимок.
remarks-essence = Монтаж М-{ $number }: { $words }

# Правило E5.
rule-e5 = Дата монтажа не согласована, перенесена дважды или выезд сорван
rule-e5-head = Дата монтажа не согласована слишком долго
rule-e5-agree = Не согласована после вопроса клиенту
rule-e5-head-agree = Не согласована так долго, что слышит руководитель
e5-what = Дата монтажа { $installation }
e5-failed = выезд не состоялся: «{ $why }»
e5-moved = { $count ->
    [one] перенесена { $count } раз
    [few] перенесена { $count } раза
   *[many] перенесена { $count } раз
}
e5-not-agreed = клиента спросили { $at }, дата не согласована
e5-where = { $address } · { $state }
e5-keeper = Ведёт { $name }
