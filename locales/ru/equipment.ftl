# Оборудование клиента: что стоит, откуда знаем, что подтвердил инженер.
command-equipment = Оборудование клиента
equip-button = 🔩 Оборудование
equip-list = 🔩 <b>Оборудование</b> · { $client }
equip-none = Пока ничего не записано.
equip-place = 📍 { $address }
equip-whole = Клиент целиком
equip-line = • { $unit } — { $known }
equip-barrier = Шлагбаум
equip-boom = Стрела
equip-turnstile = Турникет
equip-reader = Считыватель
equip-camera = Камера
equip-controller = Контроллер
equip-remote = Пульт
equip-lock = Замок
equip-other = Другое
equip-times = ×{ $count }
equip-year = ({ $year })
equip-from-call = по телефону
equip-from-client = со слов клиента
equip-from-visit = с выезда
equip-said = { $source }, { $day }
equip-seen = ✅ видел инженер { $name } { $day }
equip-card = 🔩 <b>{ $unit }</b> · { $client }
equip-serial = Серийный номер: { $serial }
equip-note = 📝 { $note }
equip-removed = 🗑 Снято { $day }: { $why }
equip-add-button = ➕ Добавить
equip-confirm-all-button = ✅ Подтвердить всё
equip-copy-button = 📋 { $address }: как у прошлого объекта
equip-confirm-button = ✅ Подтвердить
equip-qty-button = ✏️ Количество
equip-year-button = ✏️ Год
equip-make-button = ✏️ Марка
equip-serial-button = ✏️ Серийный номер
equip-note-button = 📝 Заметка
equip-photo-button = 📷 Фото
equip-look-button = 🖼 Показать фото
equip-remove-button = 🗑 Снято
equip-edit-kind = ✏️ Что это
equip-edit-source = ✏️ Откуда знаем
equip-header = 🔩 <b>Новое оборудование</b>
equip-header-of = 🔩 <b>Новое оборудование</b> · { $client }
equip-title-add = 🔩 Новое оборудование
equip-title-add-of = 🔩 Новое оборудование · { $client }
equip-title-of = 🔩 { $unit }
equip-ask-client = У какого клиента? Выберите или напишите часть названия.
equip-ask-site = На какой площадке?
equip-ask-kind = Что стоит?
equip-ask-make = Какая марка и модель? Выберите или напишите, например: CAME GARD 4000
equip-ask-qty = Сколько штук?
equip-ask-year = С какого года? Выберите или напишите.
equip-ask-source = Откуда знаем?
equip-ask-photo = Пришлите фото.
equip-ask-review = Всё верно? Фото можно прислать сюда же.
equip-ask-serial = Напишите серийный номер.
equip-ask-note = Что важно знать? Клиент этого не увидит.
equip-ask-why = Почему больше не стоит? Напишите коротко.
equip-skip-make = не знаю
equip-year-unknown = Не знаю
equip-with-photo = 📷 с фото
equip-hint-client = Напишите часть названия клиента или выберите из списка.
equip-hint-make = Напишите марку и модель, например: CAME GARD 4000
equip-hint-qty = Напишите количество числом, от 1 до 999.
equip-hint-year = Напишите год числом, например: 2021
equip-hint-photo = Пришлите фото: скрепка → фото.
equip-hint-words = Напишите словами.
equip-added = ✅ Записано: { $unit }
equip-saved = ✅ Записал.
equip-gone = 🗑 Отмечено: больше не стоит.
equip-confirmed = ✅ Подтверждено.
equip-confirmed-all = ✅ Подтверждено: { $count ->
    [one] { $count } строка
    [few] { $count } строки
   *[many] { $count } строк
}
equip-copied = 📋 Перенесено: { $count ->
    [one] { $count } строка
    [few] { $count } строки
   *[many] { $count } строк
}. Пока не подтверждено.
equip-photo-sent = Фото ниже.
equip-no-photo = Фото нет.
equip-absent = Такого оборудования нет среди ваших клиентов.
equip-changed = С тех пор это уже изменили, отменить нельзя: поправьте на карточке.
equip-deed-added = Записано оборудование
equip-deed-changed = Исправлено оборудование
equip-deed-confirmed = Подтверждено оборудование
equip-deed-removed = Оборудование снято
equip-deed-copied = Оборудование перенесено с другого объекта
equip-more = и ещё { $count }
equip-sum-seen = 🔩 { $what } — подтверждено инженером { $day }
equip-sum-partly = 🔩 { $what } — инженер подтвердил { $seen } из { $all }, { $day }
equip-sum-unseen = 🔩 { $what } — инженер ещё не подтверждал
