# Перевозчики: книга, крупный груз, другие города.
command-carriers = 🚛 Перевозчики
rule-large = Перевозчики не отвечают по крупному грузу
rule-large-silent = Напомнить менеджеру, если предложений нет
rule-large-head = Сообщить руководителю, если предложений нет
rule-large-limit = Менеджер сам заказывает крупный транспорт до
ask-large-transport = Крупный транспорт
carrier-not-now = С этой доставкой так сейчас нельзя: посмотрите карточку.
carrier-went-on = Уже не отменить: доставка пошла дальше.

# Книга перевозчиков.
carriers-none = 🚛 В книге пока нет перевозчиков. Добавьте тех, кому звоните, и спрашивать их можно будет одной кнопкой.
carriers-title = 🚛 Перевозчики: { $count }. Кто нужен?
carriers-large = 🚛 { $name }
carriers-intercity = 📦 { $name }
carriers-closed = 🚫 { $name }
carriers-add-button = ➕ Добавить
carriers-back-button = ⬅️ К списку
carrier-absent = Такого перевозчика нет.
carrier-card = 🚛 <b>{ $name }</b> · { $kind }
carrier-kind-large = 🚛 Крупный груз
carrier-kind-intercity = 📦 Другие города
carrier-contact = 👤 { $name }
carrier-contact-phone = 👤 { $name }, { $phone }
carrier-phone = 📞 { $phone }
carrier-towns = 🗺 { $towns }
carrier-note = 📝 { $note }
carrier-closed-since = 🚫 Не работаем с { $at }
carrier-edit-button = ✏️ Изменить
carrier-close-button = 🚫 Не работаем
carrier-reopen-button = ✅ Снова работаем
carrier-said-added = ✅ Записали перевозчика.
carrier-said-rewritten = ✅ Изменили.
carrier-said-closed = 🚫 Больше не предлагаем. В книге остаётся.
carrier-said-reopened = ✅ Снова предлагаем.
carrier-in-use = Его уже спрашивали или он предлагал цену: убрать нельзя, можно нажать «Не работаем».
carrier-known = «{ $name }» уже есть в книге: /carriers

# Запись в книгу.
carrier-entry-title = 🚛 Перевозчик
carrier-entry-title-of = 🚛 Перевозчик · { $name }
carrier-entry-kind = Что возит?
carrier-entry-name = Как называется? Например: Иван манипулятор
carrier-entry-phone = На какой номер звонить?
carrier-entry-contact = Кого спросить?
carrier-entry-towns = Куда возит? Например: Тверь, Москва и область
carrier-entry-note = Что ещё о нём знать?
carrier-entry-review = Всё верно?
carrier-entry-save = ✅ Сохранить
carrier-skip-phone = ⏭ Без номера
carrier-skip-words = ⏭ Оставить пустым
carrier-edit-name = ✏️ Название
carrier-edit-phone = ✏️ Телефон
carrier-edit-contact = ✏️ Кого спросить
carrier-edit-towns = ✏️ Куда возит
carrier-edit-note = ✏️ Заметка
carrier-hint-phone = Не похоже на номер телефона. Например: +7 916 123-45-67
carrier-hint-words = Напишите словами.

# Вопрос перевозчикам.
carrier-ask-button = 📣 Спросить перевозчиков
carrier-ask-again-button = 📣 Спросить ещё раз
carrier-ask-title = 📣 Вопрос перевозчикам · { $delivery }
carrier-ask-phone = На какой номер перевозчикам звонить? Запомню на следующий раз.
carrier-ask-review = Так это прочтут перевозчики. Спрашиваем?
carrier-ask-side = С какой стороны грузят?
carrier-ask-whom = Кого спросить?
carrier-ask-save = 📣 Спросить
carrier-ask-what = Нужна машина: { $goods }
carrier-ask-size = Вес { $weight } кг, самая длинная сторона { $longest } м
carrier-ask-loaders = { $count ->
    [one] Погрузка: { $side }, нужен { $count } грузчик
    [few] Погрузка: { $side }, нужно { $count } грузчика
   *[many] Погрузка: { $side }, нужно { $count } грузчиков
}
carrier-ask-no-loaders = Погрузка: { $side }, грузчики не нужны
carrier-ask-from = Откуда: { $address }
carrier-ask-to = Куда: { $address }
carrier-ask-window = Быть на месте: { $day }, { $from }–{ $to }
carrier-ask-days = Быть на месте: { $from } – { $to }
carrier-ask-call = Звоните: { $name }, { $phone }
carrier-ask-reply = Ответьте, пожалуйста: цена, машина, время подачи и до какого часа цена в силе.
carrier-ask-one = { $name } ({ $phone })
carrier-ask-to-whom = 👥 Кому: { $whom }
carrier-ask-nobody = 👥 Никто не отмечен: перешлите текст сами
carrier-ask-empty-book = 👥 В книге перевозчиков пусто: перешлите текст сами, а книгу заполните в /carriers
carrier-side-any = с любой стороны
carrier-side-back = сзади
carrier-side-side = сбоку
carrier-side-top = сверху
carrier-in = ☑ { $name }
carrier-out = ☐ { $name }
carrier-ready-button = ✅ Готово
carrier-edit-side = ✏️ Погрузка
carrier-edit-whom = ✏️ Кому
carrier-said-asked = 📣 Вопрос готов: перешлите сообщение ниже или прочтите его по телефону. Ответы пишите ответом на него или на эту карточку, например: <code>Иван 8500 10:00</code>
carrier-copy = 📋 Скопировать текст
carrier-copy-part = 📋 Скопировать часть { $part } из { $count }

# Предложения.
carrier-asked = 📣 Спросили { $at }: { $names }
carrier-asked-somebody = 📣 Спросили { $at }
carrier-silent = ⏳ Предложений всё нет: позвоните перевозчикам
carrier-silent-told = ⏳ { $delivery }: перевозчиков спросили { $at }, а предложений нет. Позвоните им.
carrier-offer-button = 💬 Записать предложение
carrier-compare-button = { $count ->
    [one] 📊 Сравнить { $count } предложение
    [few] 📊 Сравнить { $count } предложения
   *[many] 📊 Сравнить { $count } предложений
}
carrier-compare = 📊 Предложения · { $delivery }
carrier-no-offers = Пока никто ничего не предложил.
carrier-more-offers = { $count ->
    [one] … и ещё { $count } предложение
    [few] … и ещё { $count } предложения
   *[many] … и ещё { $count } предложений
}
carrier-sum = { $sum }
carrier-comes = подача { $time }
carrier-until = в силе до { $at }
carrier-open = • { $offer }
carrier-over = ⌛ { $offer } — срок вышел
carrier-chosen = ✅ Выбрано: { $offer }
carrier-chosen-over = ⚠️ Выбрано: { $offer } — срок вышел, уточните цену
carrier-asked-head = ⏳ Решает руководитель: { $offer }
carrier-refused = 🚫 Руководитель отказал: { $offer }
carrier-rating = ⭐ Хвалят: { $good } из { $all }
carrier-by-price-button = 💰 По цене
carrier-by-rating-button = ⭐ По оценке
carrier-choose-button = ✅ Выбрать { $name } · { $sum }
carrier-anyway-button = ✅ Всё равно выбрать
carrier-over-sure = ⌛ Срок предложения вышел: { $offer }. Уточните у перевозчика. Всё равно выбрать?
carrier-offer-absent = Такого предложения уже нет.
carrier-choose-first = Сначала выберите предложение.
carrier-tell-offer = Кто сколько просит? Имя, цена, машина, время подачи и до какого часа цена в силе. Например: Иван 8 500 ₽ газель 10:00 до 18:00. Можно несколько, каждое с новой строки.
carrier-offer-empty = Напишите предложение. Например: Иван 8500 10:00
carrier-offer-no-name = «{ $words }»: не понял, кто предлагает. Сначала имя, потом цена: Иван 8500 10:00
carrier-offer-no-price = «{ $words }»: не понял цену. Например: Иван 8500 10:00
carrier-offer-odd = «{ $words }»: не понял «{ $odd }». Например: Иван 8 500 ₽ газель 10:00 до 18:00
carrier-offer-over = «{ $words }»: срок этого предложения уже прошёл. Напишите, до какого часа оно в силе: Иван 8500 до завтра 12:00
carrier-offer-whose = «{ $name }» в книге несколько: { $names }. Напишите имя полностью.
carrier-said-offer = 💬 Записали: { $offer }
carrier-said-offers = { $count ->
    [one] 💬 Записали { $count } предложение.
    [few] 💬 Записали { $count } предложения.
   *[many] 💬 Записали { $count } предложений.
}
carrier-said-chosen = ✅ Выбрано: { $offer }. Договоритесь с перевозчиком и нажмите «Заказан».
carrier-said-asked-head = ⏳ Дороже, чем можно самому. Спросили руководителя: { $offer }

# Руководитель.
carrier-head-question = Заказываем за эту цену? { $offer }
carrier-head-what = 🚚 Д-{ $number }: { $goods } → { $address }
carrier-head-others = 📊 Ещё предлагали: { $offers }
carrier-head-alone = { $count ->
    [one] 📊 Других предложений нет, спросили { $count } перевозчика
    [few] 📊 Других предложений нет, спросили { $count } перевозчиков
   *[many] 📊 Других предложений нет, спросили { $count } перевозчиков
}
carrier-head-window = 🕓 { $window }
carrier-head-yes = ✅ Заказываем
carrier-head-no = ✖️ Дорого
carrier-head-late = Решать уже нечего: доставка пошла дальше.
carrier-head-follows = { $delivery }: предложение выбрано, менеджер заказывает машину.
carrier-head-refused = { $delivery }: менеджер ищет другую машину.
carrier-alarm = Нет машины: { $delivery }
carrier-alarm-why = перевозчиков спросили { $at }, предложений нет
carrier-alarm-goods = 📦 { $goods } → { $address }
carrier-alarm-asked = 📣 Спрашивали: { $names } · ведёт { $keeper }
carrier-alarm-offers = { $count ->
    [one] есть { $count } предложение
    [few] есть { $count } предложения
   *[many] есть { $count } предложений
}

# Заказ и шаги.
carrier-state-given = вручена
carrier-state-assigned = машина едет за грузом
carrier-order-button = ☎️ Заказан
carrier-objections = ⚠️ { $delivery }: заказать пока нельзя
carrier-ordered = 🚛 Везёт { $offer }
carrier-driver = 👤 За рулём { $name }, { $phone }
carrier-driver-car = 👤 За рулём { $name }, { $phone }, { $car }
carrier-car-button = 🚚 Машина выехала
carrier-car-edit = ✏️ Водитель
carrier-picked-button = 📤 Забрал
carrier-brought-button = 🏁 Привёз
carrier-said-ordered = ☎️ Заказали. Дальше отмечайте, где машина.
carrier-said-set-out = 🚚 Машина выехала за грузом.
carrier-said-picked-up = 📤 Груз забрали.
carrier-said-brought = 🏁 Привезли.
carrier-tell-car = Кто едет? Водитель, телефон, номер машины. Например: Пётр +7 916 123-45-67 А123ВС
carrier-hint-car = Не понял. Водитель, телефон, номер машины. Например: Пётр +7 916 123-45-67 А123ВС
carrier-skip-car = ⏭ Не знаю, но выехала

# Другие города.
carrier-none = 📦 Перевозчик ещё не выбран
carrier-hand-button = 📦 Передать перевозчику
carrier-hand-title = 📦 Перевозчик · { $delivery }
carrier-hand-carrier = Кто повезёт?
carrier-hand-other = Как называется перевозчик?
carrier-hand-reach = Куда он довезёт?
carrier-hand-terminal = Адрес терминала, где клиент заберёт груз?
carrier-hand-track = Какой трек-номер? Например: 1234567890
carrier-hand-planned = Когда должен прийти?
carrier-hand-places = Сколько мест?
carrier-hand-weight = Сколько весит, кг?
carrier-hand-review = Всё верно?
carrier-hand-order = ✅ Заказать перевозку
carrier-hand-save = ✅ Сохранить
carrier-hint-name = Выберите кнопкой или напишите название.
carrier-hint-terminal = Напишите адрес. Например: Тверь, Паши Савельевой, 30
carrier-hint-track = Напишите трек-номер. Например: 1234567890
carrier-hint-places = Напишите число мест от 1 до 500. Например: 2
carrier-hint-weight = Напишите вес в килограммах. Например: 12,5
carrier-hint-why = Выберите кнопкой или напишите, почему.
carrier-hint-bill = Напишите сумму. Например: 1500
carrier-track-wrong = «{ $words }» не похоже на трек-номер. Он из цифр и букв без пробелов. Например: 1234567890
carrier-track-first = 🔢 Без трек-номера потом не найти груз. Сначала запишем его.
carrier-skip-track = ⏭ Номера ещё нет
carrier-other-button = ✏️ Другая
carrier-to-terminal = 🏢 До терминала
carrier-to-door = 🚪 До двери
carrier-edit-carrier = ✏️ Перевозчик
carrier-edit-reach = ✏️ Куда
carrier-edit-terminal = ✏️ Терминал
carrier-edit-places = ✏️ Мест
carrier-edit-weight = ✏️ Вес
carrier-edit-track = ✏️ Трек-номер
carrier-edit-planned = ✏️ День прихода
carrier-by = 🚛 { $name }
carrier-terminal = 🏢 Терминал: { $address }
carrier-size = { $count ->
    [one] 📦 { $count } место, { $weight } кг
    [few] 📦 { $count } места, { $weight } кг
   *[many] 📦 { $count } мест, { $weight } кг
}
carrier-track = 🔢 Трек-номер: <code>{ $number }</code>
carrier-no-track = ⚠️ Трек-номера ещё нет
carrier-planned = 🗓 Ждём { $day }
carrier-moved = 🔁 Перенесли с { $from } на { $to }: { $why }
carrier-moved-to = 🔁 Перенесли на { $to }: { $why }
carrier-their-word = 💬 Перевозчик пишет: { $words }
carrier-free = 🏢 Хранят бесплатно до { $day }
carrier-bill = 💰 Счёт перевозчика: { $sum }
carrier-order-intercity = ☎️ Заказать перевозку
carrier-change-button = ✏️ Изменить перевозку
carrier-handed-button = 📤 Сдали в терминал
carrier-in-transit-button = 🚛 В пути
carrier-terminal-button = 🏢 На терминале
carrier-ready-pickup-button = 📬 Можно забирать
carrier-given-button = ✅ Вручено
carrier-move-button = 🗓 Перенести
carrier-free-button = 🏢 Хранят до…
carrier-track-button = 🔢 Трек-номер
carrier-bill-button = 💰 Счёт перевозчика
carrier-said-handing = ☎️ Заказали: { $carrier }, ждём { $day }. Сдадите груз — нажмите «Сдали в терминал».
carrier-said-changed = ✅ Изменили.
carrier-said-handed = 📤 Сдали перевозчику, груз в пути.
carrier-said-in-transit = 🚛 Груз в пути.
carrier-said-at-terminal = 🏢 Груз на терминале.
carrier-said-ready = 📬 Груз можно забирать.
carrier-said-given = ✅ Груз вручён.
carrier-said-unknown = 💬 Такого статуса не знаю, записал как есть: { $words }
carrier-said-no-news = 👌 Это уже известно.
carrier-said-problem = ❗ Груз не вручён: разберитесь с перевозчиком.
carrier-not-handed-over = { $carrier }: не вручено
carrier-said-track = 🔢 Записали трек-номер { $number }.
carrier-said-free = 🏢 Хранят бесплатно до { $day }.
carrier-said-moved-seen = 🗓 Ждём { $day }. Клиент увидит новый день на своей карточке.
carrier-said-moved-unseen = 🗓 Ждём { $day }. Карточки у клиента нет: предупредите его сами.
carrier-said-bill = 💰 Счёт { $sum } записан. Задача «оплатить»: { $name }, { $day }.
carrier-task-pay = Оплатить счёт перевозчика { $carrier }: { $sum } · Д-{ $number }, { $client }
carrier-bill-paid = Счёт уже оплачен: задача закрыта.
carrier-detail-title = { $what } · { $delivery }
carrier-what-offer = 💬 Предложение
carrier-what-car = 🚚 Машина
carrier-what-track = 🔢 Трек-номер
carrier-what-move = 🗓 Другой день
carrier-what-free = 🏢 Хранение
carrier-what-bill = 💰 Счёт перевозчика
carrier-tell-move = На какой день переносится?
carrier-tell-why = Почему?
carrier-tell-free = До какого дня хранят бесплатно?
carrier-tell-bill = Какая сумма в счёте?
carrier-why-late = Задержка в пути
carrier-why-car = Нет машины
carrier-why-client = Попросил клиент
carrier-come = 🗓 { $delivery }: по плану груз приходит { $day } ({ $carrier }). Пришло?
carrier-lies = 🏢 { $delivery }: груз три дня лежит на терминале ({ $carrier }).
carrier-lies-told = Клиенту написали, где забрать.
carrier-lies-call = Клиента в боте нет: позвоните ему.

# Отмена.
carrier-client-asked = Клиента уже спросили, получил ли он груз: этот шаг не отменить.
carrier-deed-added = новый перевозчик
carrier-deed-closed = работаем ли с перевозчиком
carrier-deed-offered = предложение перевозчика
carrier-deed-chosen = выбор предложения
carrier-deed-asked-head = вопрос руководителю о цене
carrier-deed-ordered = заказ перевозки
carrier-deed-stepped = шаг доставки
carrier-deed-moved = перенос дня прихода
carrier-deed-billed = счёт перевозчика

# Что читает клиент.
carrier-parcel-waits = 📦 Ваш груз по доставке №Д-{ $number } ждёт вас на терминале.
carrier-parcel-carrier = 🚛 { $carrier }
carrier-parcel-terminal = 📍 { $address }
carrier-parcel-track = 🔢 Трек-номер: <code>{ $number }</code>
carrier-parcel-free = 🗓 Бесплатно хранят до { $day }
carrier-parcel-bring-id = Возьмите с собой паспорт и доверенность, если получаете на организацию.
