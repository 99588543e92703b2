# Доставки: записать, проверить, заказать вручную.
command-courier = 🚚 Записать доставку
booking-button = 🚚 Доставка
booking-title = 🚚 Доставка
booking-title-of = 🚚 Доставка · { $client }
booking-header = 🚚 <b>Доставка</b>
booking-header-of = 🚚 <b>Доставка</b> · { $client }
booking-header-change = ✏️ <b>Меняем доставку</b> · { $client }
booking-label = Доставка Д-{ $number }
booking-deed = Записана доставка
booking-ask-client = Кому везём? Напишите имя, ИНН или телефон.
booking-ask-which = По запросу «{ $query }» нашлось несколько. Кому везём?
booking-ask-goods = Что везём? Выберите или напишите, например: 2 пульта, стрела 6 м
booking-ask-more = Что ещё? Выберите или напишите. Лишнее можно убрать.
booking-ask-which-item = Что из этого «{ $words }»?
booking-ask-count = Сколько: { $name }?
booking-ask-serials = { $count ->
    [one] Серийный номер: { $name }, { $count } шт. Напишите его.
    [few] Серийные номера: { $name }, { $count } шт. Напишите их через запятую.
   *[many] Серийные номера: { $name }, { $count } шт. Напишите их через запятую.
}
booking-ask-review = Всё верно? Любое поле можно поправить.
booking-ask-missing = Почти готово: заполните отмеченное ⚠️
booking-ask-address = Куда везти? Выберите или напишите адрес.
booking-ask-entry = Как попасть на место? Пропуск, ворота, этаж.
booking-ask-contact = Кто примет? Выберите или напишите имя и телефон.
booking-ask-phone = Какой телефон у «{ $name }»?
booking-ask-weight = Сколько весит всё вместе, кг?
booking-ask-longest = Самая длинная сторона, м?
booking-ask-place = Откуда забирать?
booking-ask-window = Когда привезти? Выберите или напишите, например: завтра 10-14, 25.12 после обеда
booking-ask-hours = { $day }: с какого по какой час? Например: 10-14
booking-ask-transport = Чем везти? По весу и длине подходит: { $fits }.
booking-ask-transport-any = Чем везти?
booking-ask-why = Почему не тем, что подходит по весу и длине? Пара слов.
booking-ask-papers = Какие документы? Нажатие меняет состояние по кругу.
booking-ask-value = На какую сумму груз?
booking-ask-insured = На какую сумму застраховать?
booking-ask-loaders = Сколько нужно грузчиков?
booking-ask-invoice = По какому счёту едет оборудование?
booking-ask-note = Что передать курьеру?
booking-hint-goods = Не понял. Напишите, что и сколько, например: 2 пульта
booking-hint-count = Нужно целое число, например: 4
booking-hint-phone = Не понял телефон. Например: Пётр +7 916 123-45-67
booking-hint-weight = Не понял вес. Например: 12,5 или 800 г
booking-hint-longest = Не понял длину. Например: 3,2 или 120 см
booking-hint-window = Не понял время. Например: завтра 10-14, 25.12 после обеда
booking-hint-sum = Не понял сумму. Например: 15 000
booking-hint-loaders = Нужно число от 0 до 20, например: 2
booking-hint-words = Напишите словами.
booking-serials-count = { $wanted ->
    [one] Нужен { $wanted } номер, а написано { $given }. Например: SN-001
    [few] Нужно { $wanted } номера, а написано { $given }. Например: SN-001, SN-002
   *[many] Нужно { $wanted } номеров, а написано { $given }. Например: SN-001, SN-002
}
booking-skip-none = ⏭ Вход свободный
booking-skip-later = ⏭ Без номеров
booking-skip-zero = ⏭ Без суммы
booking-skip-invoice = ⏭ Без счёта
booking-skip-note = ⏭ Ничего
booking-skip-weight = ⏭ Посчитать по складу
booking-count-button = { $qty } шт.
booking-loaders-button = { $count ->
    [one] { $count } грузчик
    [few] { $count } грузчика
   *[many] { $count } грузчиков
}
booking-ready-button = ✅ Готово
booking-more-button = 📦 Ещё товар
booking-verbatim-button = ✍️ Так и записать: { $words }
booking-drop-button = ❌ { $name } { $qty } шт.
booking-serials-button = 🔢 Номера
booking-fits-button = { $transport } (подходит)
booking-map-button = 🗺 Проверить адрес на карте
booking-by-carrier-button = 🚛 Транспортной компанией
booking-by-courier-button = 🚚 Курьером
booking-anyway-button = ✅ Всё равно сохранить
booking-day-off-button = 📅 Всё равно в этот день
booking-edit-window = ✏️ Время
booking-edit-address = ✏️ Адрес
booking-edit-contact = ✏️ Кто примет
booking-edit-entry = ✏️ Вход
booking-edit-weight = ✏️ Вес
booking-edit-longest = ✏️ Длина
booking-edit-transport = ✏️ Транспорт
booking-edit-place = ✏️ Откуда
booking-edit-papers = ✏️ Документы
booking-edit-value = ✏️ Ценность
booking-edit-insured = ✏️ Страховка
booking-edit-loaders = ✏️ Грузчики
booking-edit-invoice = ✏️ Счёт
booking-edit-note = ✏️ Курьеру
booking-edit-client = ✏️ Клиент
booking-upd = УПД
booking-proxy = доверенность
booking-act = акт
booking-paper = { $kind }: { $state }
booking-paper-needed = нужен
booking-paper-needed-she = нужна
booking-paper-attached = приложен
booking-paper-attached-she = приложена
booking-paper-signed = подписан
booking-paper-signed-she = подписана
booking-paper-not-needed = не нужен
booking-paper-not-needed-she = не нужна
booking-papers = 📄 { $papers }
booking-no-papers = 📄 Без документов
booking-from = 🏬 { $place }, { $address }
booking-away = 🌆 Клиент в другом городе: { $city }
booking-value = 💎 Ценность { $sum }
booking-insured = страховка { $sum }
booking-loaders = { $count ->
    [one] { $count } грузчик
    [few] { $count } грузчика
   *[many] { $count } грузчиков
}
booking-invoice = счёт № { $number }
booking-invoice-open = № { $number }: не оплачено { $left }
booking-invoice-paid = № { $number }: оплачен, { $sum }
booking-missing-serials = ⚠️ Нет серийных номеров: { $name }
booking-missing-address = ⚠️ Нет адреса
booking-missing-contact = ⚠️ Не указано, кто примет
booking-missing-weight = ⚠️ Нет веса
booking-missing-longest = ⚠️ Нет длины
booking-missing-goods = ⚠️ Не указано, что везём
booking-missing-window = ⚠️ Время не подходит
booking-wrong-window = ⚠️ { $why }
booking-not-yet = Пока не сохранить: { $missing }
booking-twin = ⚠️ В этот день клиенту уже едет Д-{ $number } ({ $state })
booking-twin-sure = В этот день клиенту уже едет Д-{ $number }. Если это другая доставка, нажмите «Всё равно сохранить».
booking-said = ✅ Доставка Д-{ $number } записана.
booking-said-changed = ✅ Доставка изменена.
booking-said-cancelled = ✖️ Доставка отменена, товар снова свободен.
booking-said-asked = 🙋 Спросили руководителя.
booking-conflict = ⚠️ Пока вы меняли, доставка обновилась. Ваши правки не сохранены, посмотрите и повторите.
booking-too-late = Уже поздно: доставка ушла дальше.
booking-went-on = Уже не отменить: доставка ушла дальше.
booking-edit-button = ✏️ Изменить
booking-cancel-button = ✖️ Отменить доставку
booking-override-button = ⚠️ Без согласования
booking-ask-head-button = 🙋 Спросить руководителя
booking-not-twice-button = 👌 Это другая доставка
booking-ask-cancel = ✖️ Почему отменяем { $delivery }?
booking-unwanted-button = 🙅 Клиент передумал
booking-goods-button = 📦 Нет товара
booking-mistake-button = 🙈 Ошибка
booking-words-button = ✍️ Своими словами
booking-keep-button = ⬅️ Не отменять
booking-why-unwanted = клиент передумал
booking-why-goods = нет товара
booking-why-mistake = записана по ошибке

# Окно доставки.
window-said = { $day }, { $from }–{ $to }
window-wrong = { $what } Например: { $example }
window-short = Между началом и концом нужен хотя бы час.
window-soon = Слишком рано: курьеру нужен час, не раньше { $from }.
window-far = { $days ->
    [one] Слишком далеко: не дальше { $days } дня вперёд.
    [few] Слишком далеко: не дальше { $days } дней вперёд.
   *[many] Слишком далеко: не дальше { $days } дней вперёд.
}
window-off = { $day } — выходной.
window-client = Груз принимают с { $from } до { $to } по местному времени.
window-place = Отгружаем с { $from } до { $to } по Москве.

# Что мешает заказать.
check-against = ⚠️ { $what }
check-goods-later = { $names } придёт { $day }
check-goods-never = { $names }: на складе не хватает, когда придёт, неизвестно
check-goods-in-time = ⏳ { $names } придёт { $day }, к отгрузке успеваем
check-past = Время доставки уже наступило: выберите другое
check-not-agreed = Время не согласовано с клиентом
check-unpaid = Счёт № { $number } не оплачен, осталось { $left }
check-unpaid-asked = Счёт № { $number } не оплачен, осталось { $left }: ждём ответа руководителя
check-unpaid-refused = Счёт № { $number } не оплачен, осталось { $left }. Руководитель против: { $why }
check-upd = УПД не приложен
check-proxy = Доверенность не приложена
check-act = Акт не приложен
check-twice = В этот же день клиенту едет Д-{ $number } ({ $state })
ask-ship-unpaid = Отгрузка до оплаты
leave-yes-button = ✅ Отгружайте
leave-no-button = ❌ Сначала оплата
leave-question = Отгрузить Д-{ $number }, хотя счёт № { $bill } не оплачен?
leave-bill = 🧾 Счёт № { $number }: не оплачено { $left } из { $sum }
leave-said-yes = Д-{ $number } можно отгружать до оплаты.
leave-said-no = Д-{ $number } ждёт оплаты.
leave-gone = Доставка уже отменена.

# Причина словами.
excuse-title = 🚚 Причина · { $delivery }
excuse-header = 🚚 <b>{ $delivery }</b>
excuse-ask-override = Почему везём без согласования с клиентом? Причина останется в карточке.
excuse-ask-cancel = Почему отменяем? Причина останется в карточке.
excuse-hint = Напишите причину парой слов, например: клиент сам просил как можно скорее
excuse-said-override = ⚠️ Везём без согласования.

# Заказ вручную.
hand-deed = Курьер заказан вручную
hand-order-button = 📋 Заказать вручную
hand-not-yet = Пока не заказать: { $why }
hand-title = 📋 Заказ курьера · { $delivery }
hand-header = 📋 <b>Заказ курьера</b> · { $delivery }
hand-ask-number = Закажите курьера на сайте службы: нажмите поле, чтобы скопировать. Потом напишите номер заказа.
hand-ask-price = Сколько стоит доставка?
hand-ask-courier = Кто едет? Имя и телефон курьера.
hand-hint-number = Напишите номер заказа, например: 1234567
hand-skip-price = ⏭ Цена неизвестна
hand-skip-courier = ⏭ Имя неизвестно
hand-copy-from = 📋 Откуда
hand-copy-address = 📋 Куда
hand-copy-contact = 📋 Кто примет
hand-copy-phone = 📋 Телефон
hand-copy-window = 📋 Когда
hand-copy-goods = 📋 Что
hand-copy-weight = 📋 Вес, кг
hand-copy-note = 📋 Курьеру
hand-number = 🔢 Заказ № { $number }
hand-courier = 🚴 Курьер: { $name }
hand-courier-phone = 🚴 Курьер: { $name } { $phone }
hand-assigned-button = 🚴 Курьер назначен
hand-took-button = 📤 Забрал
hand-brought-button = 📬 Привёз
hand-said-ordered = ✅ Заказ записан.
hand-cancel-too = ⚠️ Курьер заказан вручную: отмените заказ и на сайте службы.
