# Приём: что видит клиент.
got-ask-today = 📦 Привезли доставку №Д-{ $number }: { $goods } Сегодня в { $at }?
got-ask-at = 📦 Доставка №Д-{ $number }: { $goods } Нам сообщили, что привезли { $day } в { $at }. Получили?
got-ask-window = 📦 Доставка №Д-{ $number }: { $goods } Ждали { $window }. Привезли?
got-window = { $day }, { $from }–{ $to }
got-ask-known = 📦 Доставка №Д-{ $number }: { $goods } По нашим данным, она у вас. Всё в порядке?
got-again = 🕓 Пока нет. Следующий вопрос: { $at }.
got-accepted = 👤 Кто принял: { $who }
got-words = Можно ответить словом: «получил», «проблема», «нет».
got-code = Удобнее по телефону? Назовите менеджеру код { $code }.
got-yes-button = ✅ Всё получил
got-trouble-button = ⚠️ Есть проблема
got-later-button = 🕓 Ещё нет
got-other-button = 👤 Принял другой
got-ticks = 📦 Доставка №Д-{ $number }. Что привезли? Если чего-то нет, снимите отметку.
got-tick = ☑ { $name } { $qty } шт.
got-no-tick = ☐ { $name } { $qty } шт.
got-confirm-button = ✅ Подтвердить: всё на месте
got-not-all-button = ⚠️ Не хватает того, что без отметки
got-kinds = ⚠️ Доставка №Д-{ $number }. Что не так?
got-trouble-missing = Не хватает
got-trouble-damaged = Повреждено
got-trouble-wrong = Не то
got-trouble-papers = Документы
got-which = ⚠️ { $what }. Что именно? Отметьте.
got-bad-line = ❗ { $name } { $qty } шт.
got-good-line = ▫️ { $name } { $qty } шт.
got-on-button = ➡️ Дальше
got-tell = ✍️ Пришлите фото или напишите, что не так. Можно и то и другое.
got-told = «{ $words }»
got-files = { $count ->
    [one] 📎 { $count } фото
    [few] 📎 { $count } фото
   *[many] 📎 { $count } фото
}
got-skip-button = ⏭ Пропустить и отправить
got-send-button = ✅ Отправить
got-who = 👤 Кто принял? Напишите имя, телефон и должность, например: Пётр, +7 916 123-45-67, охранник
got-who-phone = Добавьте телефон и должность, если знаете. Или сразу нажмите «Всё получил».
got-thanks = ✅ Спасибо! Доставка №Д-{ $number } получена: { $at }. Кто принял: { $who }.
got-photo = 📷 Фото груза можно просто прислать сюда.
got-rate = Как вам курьер?
got-rate-carrier = Как вам перевозчик?
got-good-button = 👍 Хорошо
got-poor-button = 👎 Плохо
got-why = Что было не так с доставкой?
got-rated = Спасибо, учтём
got-correct-button = ⚠️ Сообщить о проблеме
got-trouble-told = ⚠️ Доставка №Д-{ $number } · { $what }. Менеджер уже знает и разбирается.
got-do-not-sign = Пожалуйста, не подписывайте документы на груз, пока мы всё не исправим.
got-settled-button = ✅ Теперь всё получил
got-too-late = Сообщить об этом одной кнопкой можно было до { $at }. Напишите, пожалуйста, менеджеру.
got-off = Доставка №Д-{ $number } не состоится.
got-several = О какой доставке речь?
got-essence = Доставка Д-{ $number }. { $what }
got-what = { $what }.
got-what-lines = { $what }: { $goods }

# Приём: что видим мы.
receipt-asked = 🕓 Ждём слова клиента с { $at }
receipt-asks-at = 🕓 Спросим клиента: { $at }
receipt-not-yet = 🕓 Клиент: ещё нет. Следующий вопрос: { $at }
receipt-grade-a = ✅ Клиент подтвердил в боте: { $at }. Кто принял: { $who }
receipt-grade-b = 📷 Приём подтверждает курьер: { $at }
receipt-grade-c = ✅ Клиент назвал код по телефону: { $at }, { $by }
receipt-grade-d = ☑️ Клиент подтвердил на словах: { $at }, { $by }
receipt-trouble = ⚠️ { $what }, клиент сообщил: { $at }
receipt-evidence = 📷 От курьера: { $what }
receipt-files = { $count ->
    [one] 📎 { $count } фото от клиента
    [few] 📎 { $count } фото от клиента
   *[many] 📎 { $count } фото от клиента
}
receipt-next-put = 🔧 Монтаж записан
receipt-code-button = 📞 Клиент подтвердил: код
receipt-word-button = ☑️ Подтвердил на словах
receipt-link-button = 🔗 Ссылка на приём
receipt-solved-button = ✅ Проблема решена
receipt-install-button = 🔧 Назначить дату монтажа
receipt-nothing-button = Монтаж не нужен
receipt-good-button = 👍 Курьер: хорошо
receipt-poor-button = 👎 Курьер: плохо
receipt-why = 👎 { $delivery }. Что было не так с курьером?
receipt-link = 🔗 Ссылка на приём доставки Д-{ $number }. Перешлите тому, кто примет груз: сработает у первого, кто откроет, и покажет только эту доставку. Прежняя ссылка больше не действует.
    { $link }
receipt-problem = ⚠️ Проблема с доставкой { $delivery }
receipt-problem-said = «{ $words }» — { $who }
receipt-guest = { $name }, по ссылке. Претензию запишите сами
receipt-said-nothing = Хорошо, монтажа не ждём
receipt-task-call = Узнать у клиента, получена ли доставка Д-{ $number }
receipt-code-title = 📞 Код приёма
receipt-code-header = 📞 Код приёма · { $delivery }
receipt-code-ask = Какой код назвал клиент? Четыре цифры из сообщения бота о доставке.
receipt-code-hint = Код — четыре цифры, например 4821.
receipt-code-wrong = { $left ->
    [one] Код не тот. Осталась { $left } попытка.
    [few] Код не тот. Осталось { $left } попытки.
   *[many] Код не тот. Осталось { $left } попыток.
}
receipt-code-spent = Код не подошёл несколько раз, попытки кончились. Попросите клиента ответить в боте или отметьте, что он подтвердил на словах.
receipt-code-right = ✅ Код верный: { $delivery } получена.
receipt-code-late = Эта доставка уже не ждёт подтверждения.
