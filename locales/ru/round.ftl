# Обзвон: кому звонить, карточка клиента, итог, доля оплат в срок.
command-round = ☎️ Обзвон
round-preview = { $count ->
    [one] ☎️ <b>{ $count } клиент, { $sum }</b>
    [few] ☎️ <b>{ $count } клиента, { $sum }</b>
   *[many] ☎️ <b>{ $count } клиентов, { $sum }</b>
}
round-hour = За час реально ≈ { $sum }
round-later-today = { $count ->
    [one] Позже сегодня ещё { $count } клиент.
    [few] Позже сегодня ещё { $count } клиента.
   *[many] Позже сегодня ещё { $count } клиентов.
}
round-opens = ☎️ Звонить пока некому. Следующий обзвон начнётся { $day }.
round-nobody = ☎️ Сейчас звонить некому: кто-то обещал, с кем-то уже говорили, у кого-то нерабочее время.
round-late = ⏱ Выставлены нами поздно, в долю не входят: { $names }
round-late-more = ⏱ Выставлены нами поздно, в долю не входят: { $names } и ещё { $count }
round-filter-all = Все
round-filter-fresh = Без контакта
round-filter-promised = Обещали сегодня
round-filter-old = Больше месяца
round-filter-large = Крупные
round-filter-aim = К цели месяца
round-filter-count = { $filter } · { $count }
round-filter-chosen = ✓ { $filter }
round-start = ▶️ Начать
round-resume = ▶️ Продолжить
round-go-on = ▶️ Звонить дальше
round-open = ☎️ Обзвон
round-choose = 🔎 Выбрать, кому
round-to-summary = 📊 Итог
round-place = ☎️ Обзвон · { $at } из { $of } · осталось { $sum }
round-client = <b>{ $client }</b> · у клиента { $at }
round-client-in = <b>{ $client }</b> · { $city }, у клиента { $at }
round-about = ☎️ <b>{ $client }</b> · { $sum }
round-of = счёт { $number } от { $day }
round-of-more = ещё { $count }
round-debt = Долг <b>{ $sum }</b>: { $invoices } · срок { $due }
round-debt-late = { $days ->
    [one] Долг <b>{ $sum }</b>: { $invoices } · просрочка { $days } день
    [few] Долг <b>{ $sum }</b>: { $invoices } · просрочка { $days } дня
   *[many] Долг <b>{ $sum }</b>: { $invoices } · просрочка { $days } дней
}
round-keeps = слово держат { $kept } из { $of }
round-answers = обычно берут { $from }–{ $to }
round-no-phone = Телефона нет: добавьте контакт в карточке клиента.
round-no-answer = 📵 Не взял
round-promised = 🤝 Обещал
round-paid = 💰 Оплатил
round-invoice = 🧾 Просит счёт
round-disputes = ⚖️ Спорит
round-later = ⏭ Позже сегодня
round-quiet = 🙈 Не звонить
round-why = ❔ Почему первый
round-pause = ⏸ Пауза
round-back = ⬅️ К карточке
round-ask-day = К какому дню обещают оплатить весь долг?
round-ask-quiet = Почему не звонить?
round-quiet-asked = Просили не звонить
round-quiet-agreed = Договорились в переписке
round-quiet-head = Решает руководитель
round-quiet-number = Некому звонить
round-why-line = ❔ { $reasons }
round-why-broken = обещание не выполнено
round-why-lot = по жребию: проверяем, кто ещё ответит
round-why-debt = { $sum }
round-why-today = на сегодня обещали { $sum }
round-why-paid = говорили, что оплатили
round-why-invoice = просили счёт
round-why-disputes = спорят
round-why-keeps = держат слово { $kept } из { $of }
round-why-brings = после звонка платят { $brought } из { $of }
round-why-silent = { $tries ->
    [one] не берут { $tries } раз подряд
    [few] не берут { $tries } раза подряд
   *[many] не берут { $tries } раз подряд
}
round-why-late = просрочка { $days } дн.
round-saved = { $outcome } · { $client }
round-saved-next = { $outcome } · { $client }. Задача на { $day }.
round-saved-again = { $outcome } · { $client }. Попытка { $tries }, снова { $day } в { $time }.
round-saved-later = ⏭ { $client }: вернёмся { $at }.
round-saved-quiet = 🙈 { $client }: { $reason }. Не звоним до { $until }.
round-paid-already = ✅ { $client }: оплачен.
round-called-already = ✅ { $client }: уже записано { $at }, { $outcome }.
round-taken = 👤 { $client }: сейчас звонит другой менеджер.
round-later-already = ⏭ { $client }: уже отложен, вернёмся { $at }.
round-quiet-already = 🙈 { $client }: не звоним до { $until }.
round-deed-quiet = Не звонить клиенту
round-rest = { $count ->
    [one] ☕ { $count } звонок подряд: самое время для перерыва.
    [few] ☕ { $count } звонка подряд: самое время для перерыва.
   *[many] ☕ { $count } звонков подряд: самое время для перерыва.
}
round-paused = ⏸ <b>Обзвон на паузе</b>
round-summary = 📊 <b>Итог обзвона</b> · { $day }
round-calls = { $calls ->
    [one] ☎️ { $calls } звонок, поговорили: { $reached }
    [few] ☎️ { $calls } звонка, поговорили: { $reached }
   *[many] ☎️ { $calls } звонков, поговорили: { $reached }
}
round-promises = { $count ->
    [one] 🤝 { $count } обещание, { $sum }
    [few] 🤝 { $count } обещания, { $sum }
   *[many] 🤝 { $count } обещаний, { $sum }
}
round-expected = 💰 До конца месяца придёт { $low } – { $high }, скорее всего { $point }
round-left = { $count ->
    [one] Осталось: { $count } клиент, { $sum }
    [few] Осталось: { $count } клиента, { $sum }
   *[many] Осталось: { $count } клиентов, { $sum }
}
round-none-left = ✅ На сегодня все обзвонены.
round-tomorrow = 🌙 Перенести остаток на завтра
round-put-off = { $count ->
    [one] 🌙 Перенесено на { $day }: { $count } клиент, { $sum }. Напомним задачей.
    [few] 🌙 Перенесено на { $day }: { $count } клиента, { $sum }. Напомним задачей.
   *[many] 🌙 Перенесено на { $day }: { $count } клиентов, { $sum }. Напомним задачей.
}
round-task = { $count ->
    [one] Продолжить обзвон: { $count } клиент, { $sum }
    [few] Продолжить обзвон: { $count } клиента, { $sum }
   *[many] Продолжить обзвон: { $count } клиентов, { $sum }
}
round-digest = ☎️ <b>Обзвон ({ $count })</b> · { $sum }
round-aim = { $count ->
    [one] 🎯 Оплата в срок { $whole },{ $tenth } % → { $aim } %: нужен ещё { $count } клиент
    [few] 🎯 Оплата в срок { $whole },{ $tenth } % → { $aim } %: нужны ещё { $count } клиента
   *[many] 🎯 Оплата в срок { $whole },{ $tenth } % → { $aim } %: нужны ещё { $count } клиентов
}
round-aim-far = 🎯 Оплата в срок { $whole },{ $tenth } % → { $aim } %: не хватает { $count }, успеть могут { $open }
round-aim-button = 🎯 К { $aim } %
round-aim-begun = { $count ->
    [one] Вот { $count } клиент с лучшими шансами, ≈ { $minutes } мин.
    [few] Вот { $count } клиента с лучшими шансами, ≈ { $minutes } мин.
   *[many] Вот { $count } клиентов с лучшими шансами, ≈ { $minutes } мин.
}
round-aim-none = Сейчас до цели звонить некому: или она достигнута, или у клиентов нерабочее время.
round-zone = 🕓 У них { $at } · { $count }
round-slow = ⏳ К 16:00 обзвонено { $called } из { $planned }.
load-round-slow = { $days ->
    [one] обзвон отставал { $days } день
    [few] обзвон отставал { $days } дня
   *[many] обзвон отставал { $days } дней
}
