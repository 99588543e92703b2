# Доставки в пути: что видит клиент.
command-parcels = 🚚 Мои доставки
parcels-none = Доставок пока нет.
parcels-title = { $count ->
    [one] 🚚 { $count } доставка
    [few] 🚚 { $count } доставки
   *[many] 🚚 { $count } доставок
}
parcels-line = №Д-{ $number } · { $at } · { $state }
parcel-button = №Д-{ $number } · { $at }
parcel-absent = Такой доставки нет.
parcel-late = ⏰ Задерживается: приедет до { $at }
parcel-courier = 🙋 Курьер: { $who }
parcel-eta = 🕓 Будет около { $at }
parcel-carrier = 🚛 Везёт { $carrier }
parcel-carrier-track = 🚛 Везёт { $carrier }, номер { $track }
parcel-driver = 🙋 Водитель: { $who }
parcel-planned = 📅 Ждём { $day }
parcel-terminal = 📍 Забрать: { $where_to }
parcel-state-arranged = перевозка заказана
parcel-state-car = машина едет за грузом
parcel-step = { $at } — { $state }
parcel-track-button = 🗺 Где курьер
parcel-got-button = ✅ Уже получил
parcel-warning = 🚚 Доставка №Д-{ $number } задерживается. Извините! Следим за ней и сообщим, как только узнаем точное время.
parcel-warning-until = 🚚 Доставка №Д-{ $number } задерживается, приедет до { $at }. Извините за ожидание!

# Доставки в пути: что видим мы.
command-deliveries = 🚚 Доставки
deliveries-button = 📋 Доставки клиента
deliveries-today = 🚚 Доставки на { $day }
deliveries-week = 🚚 Доставки на неделю вперёд
deliveries-unconfirmed = 🚚 Доставки без подтверждения клиента
deliveries-of = 🚚 Доставки · { $client }
deliveries-outside = 🚚 Доставки мимо окна за 30 дней
deliveries-empty = Здесь пусто.
deliveries-line = { $delivery } · { $at } · { $state }
deliveries-mark-late = 🔴 опаздывает
deliveries-mark-asked = 🕓 ждём слова клиента
deliveries-share = 🎯 В согласованное окно за 30 дней: { $share } % ({ $good } из { $all })
deliveries-moved = { $count ->
    [one] Из них { $count } доставку клиент сам перенёс до отправки
    [few] Из них { $count } доставки клиент сам перенёс до отправки
   *[many] Из них { $count } доставок клиент сам перенёс до отправки
}
deliveries-all-inside = Все доставки приехали вовремя.
deliveries-fault-late = { $delivery } · приехала: { $at }
deliveries-fault-unproved = { $delivery } · только с наших слов
deliveries-fault-nobody = { $delivery } · никто не подтвердил
deliveries-today-button = 🚚 Сегодня
deliveries-week-button = 🗓 Неделя
deliveries-unconfirmed-button = 🕓 Без подтверждения
deliveries-outside-button = 🎯 Мимо окна: { $count }
digest-deliveries = 🚚 Доставки { $what }
digest-deliveries-today = сегодня { $count }
digest-deliveries-late = опаздывает { $count }
digest-deliveries-asked = без подтверждения { $count }
digest-deliveries-idle = { $count ->
    [one] 🔧 Привезли, а монтаж не назначен: { $count } доставка
    [few] 🔧 Привезли, а монтаж не назначен: { $count } доставки
   *[many] 🔧 Привезли, а монтаж не назначен: { $count } доставок
}
digest-delivery-late = 🔥 Опаздывает { $delivery }, ждали до { $until }
digest-delivery-red = 🔴 Больше суток без подтверждения: { $delivery }
week-delivery = 🚚 { $delivery }, { $window }
client-delivery = 🚚 Д-{ $number }: { $state }, { $window }
client-delivery-got = 🚚 Д-{ $number }: получена: { $at }
team-deliveries = 🚚 Доставки сегодня { $today } · опаздывает { $late } · без подтверждения { $asked }
team-deliveries-late = Опаздывают: { $who }
team-deliveries-asked = Без подтверждения: { $who }
team-deliveries-of = { $name } { $count }
team-deliveries-nobody = без менеджера
load-deliveries = { $count ->
    [one] { $count } доставка
    [few] { $count } доставки
   *[many] { $count } доставок
}

# E4: доставка идёт не так.
rule-e4 = Доставка идёт не по плану
rule-e4-head = Доставка не налажена к концу дня
rule-e4-assigned = Курьер не назначен после заказа
rule-e4-picked = Груз не забрали после начала окна
rule-e4-still = Груз в пути, а новостей нет
rule-e4-late = Груз не привезли после конца окна
rule-e4-answer = Клиент не ответил, получил ли
rule-e4-ticks = С этой стоимости клиент отмечает каждую позицию
rule-e4-end = За сколько до конца рабочего дня узнаёт руководитель
follow-alarm = { $delivery } · { $state }
follow-unassigned = Курьер не назначен, ждём с { $at }
follow-unfetched = Груз до сих пор не забрали, пора было к { $at }
follow-still = Нет новостей о грузе с { $at }
follow-late = 🔴 Опаздывает: должна была приехать к { $at }
follow-silent = Клиент не отвечает, получил ли; ждали ответа к { $at }
follow-courier = 🙋 { $who }
follow-call-button = 📞 Позвонить курьеру
follow-warn-button = 📣 Предупредить клиента
follow-call = 📞 { $delivery }: { $who } { $phone }
follow-call-unknown = { $delivery }: номер курьера пока неизвестен. Появится на карточке, как только курьера назначат.
follow-nothing-to-warn = Предупреждать уже не о чем: { $state }
follow-warn-title = 📣 Предупредить клиента · { $delivery }
follow-warn-text = 👁 Клиент прочитает: «{ $text }»
follow-warn-ask = Отправить? Если знаете, к какому часу приедет, напишите время, например: до 16:30.
follow-warn-send = ✅ Отправить клиенту
follow-warn-no-time = ✖️ Без времени
follow-warn-hint = Напишите время сегодня, которое ещё не прошло, например 16:30, или нажмите «Отправить клиенту».
follow-warned = ✅ Клиент предупреждён.
follow-warned-later = ✅ Сейчас у клиента не рабочее время. Сообщение уйдёт: { $at }.
follow-warned-nobody = ⚠️ В боте некому написать. Позвоните на объект: { $name }, { $phone }
follow-said = 📣 Клиент предупреждён о задержке: { $at }
follow-said-until = 📣 Клиент предупреждён ({ $at }): приедет до { $until }
courier-late = 🕓 Опоздал
courier-rude = 😠 Нагрубил
courier-careless = 📦 Небрежно с грузом
courier-curb = 🚪 Не занёс
courier-other = 💬 Другое

# Площадка готова позже, чем придёт товар.
site-later = 🏗 { $client }: площадка будет готова только { $day }. Эти доставки приходят раньше.
site-free = Ещё не заказаны, можно перенести:
site-ordered = Уже заказаны: договоритесь с клиентом, примет ли он товар, или отмените заказ:
site-delivery = 🚚 { $delivery } · { $day }
