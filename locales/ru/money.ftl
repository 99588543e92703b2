command-overdue = 💸 Просрочка
command-promises = 🤝 Обещания
command-payments = 🏦 Разобрать платежи
overdue-none = 💸 Просрочки нет.
overdue-title = { $clients ->
    [one] 💸 <b>Просрочка: { $clients } клиент, { $sum }</b>
    [few] 💸 <b>Просрочка: { $clients } клиента, { $sum }</b>
   *[many] 💸 <b>Просрочка: { $clients } клиентов, { $sum }</b>
}
overdue-line = { $days ->
    [one] { $number }. { $client } — { $sum }, { $days } день
    [few] { $number }. { $client } — { $sum }, { $days } дня
   *[many] { $number }. { $client } — { $sum }, { $days } дней
}
overdue-awaited = (ждём оплату до { $until })
overdue-open = 🏢 { $client }
debtor-title = 💸 <b>{ $client }</b>
client-overdue = 💸 <b>Просрочено { $sum }</b>
client-invoice = Счёт { $number }: { $sum }, срок { $due }
client-invoice-disputed = ⚖️ спорный
client-invoices-more = { $count ->
    [one] и ещё { $count } счёт
    [few] и ещё { $count } счёта
   *[many] и ещё { $count } счетов
}
client-promise = 🤝 Обещали { $sum } до { $day }
client-promises-kept = Слово держат: { $kept } из { $all }
client-paid = 💰 Последняя оплата { $sum }, { $day }
promises-none = 🤝 Открытых обещаний нет.
promises-broken-title = ⚠️ <b>Не сдержали: { $count }</b>
promises-title = { $count ->
    [one] 🤝 <b>{ $count } обещание на { $sum }</b>
    [few] 🤝 <b>{ $count } обещания на { $sum }</b>
   *[many] 🤝 <b>{ $count } обещаний на { $sum }</b>
}
promise-card = 🤝 <b>Обещание</b>
promise-line = { $client } — { $sum } до { $day }
promise-line-unknown = { $client } — { $sum } до { $day } (не знаем: загрузите банк)
promise-line-late = { $client } — { $sum } до { $day } (денег пока нет)
promise-line-broken = ⚠️ { $client } — { $sum } обещали до { $day }, не заплатили
payments-none = 🏦 Все платежи разобраны.
payments-title = { $count ->
    [one] 🏦 <b>{ $count } платёж ждёт решения</b>
    [few] 🏦 <b>{ $count } платежа ждут решения</b>
   *[many] 🏦 <b>{ $count } платежей ждут решения</b>
}
payment-told = <b>{ $sum }</b> · { $day } · п/п { $number }
    { $payer }, ИНН { $inn }
    «{ $purpose }»
payment-client = Похоже, это { $client }. Что он оплатил?
payment-to-invoice = Счёт { $number }: { $sum }, срок { $due }
payment-proposed = { $count ->
    [one] 💡 Счёт { $numbers }: { $sum }
    [few] 💡 Счета { $numbers }: { $sum }
   *[many] 💡 Счета { $numbers }: { $sum }
}
payment-proposed-over = { $count ->
    [one] 💡 Счёт { $numbers }: { $sum }, аванс { $over }
    [few] 💡 Счета { $numbers }: { $sum }, аванс { $over }
   *[many] 💡 Счета { $numbers }: { $sum }, аванс { $over }
}
payment-oldest = 💰 Старые счета по порядку
payment-who = 🔎 Другой клиент
payment-foreign = 🚫 Не от клиента
payment-skip = ⏭ Следующий
payment-settled = ✅ Разнесено { $sum }
payment-settled-foreign = ✅ { $sum } — не от клиента
payment-settled-already = Этот платёж уже разобран
payment-advance = Сверх счетов осталось { $sum }: аванс.
payment-deed = разбор платежа
payment-gone = Этого разбора больше нет: выписку с платежом отменили или платёж уже ждёт решения
payment-assign-title = 🏦 Чей платёж
bank-total = { $count ->
    [one] Поступление: { $count } на { $sum }; списаний: { $outgoing }
    [few] Поступления: { $count } на { $sum }; списаний: { $outgoing }
   *[many] Поступлений: { $count } на { $sum }; списаний: { $outgoing }
}
bank-matched = Разнесено по счетам { $sum }; ждут решения: { $queued } (/payments)
bank-refund = ⚠️ Возврат: { $name }, { $sum }, п/п { $number }. Со счетов он сам не снимается: проверьте, за что вернули деньги.
bank-promises = Обещания: сдержано { $kept }, частично { $partly }, нарушено { $broken }
bank-own-order = Это платёжное поручение для клиента, а не выписка банка. Пришлите выписку: в ней видно, какие деньги пришли.
bank-unreadable = Файл не читается как выписка банка. Выгрузите её ещё раз в формате 1CClientBankExchange.
bank-not-a-statement = Это не выписка 1CClientBankExchange: первой строкой должно быть «1CClientBankExchange».
bank-unfinished = Файл обрывается: нет строки «КонецФайла». Выгрузите выписку ещё раз.
bank-no-field = Строка { $line }: нет поля «{ $field }». Похоже, это не выписка банка, а файл из 1С для банка.
bank-syntax = Строка { $line }: файл нарушает формат 1CClientBankExchange. Выгрузите выписку ещё раз.
bank-dropped = { $count ->
    [one] { $count } документ не читается, первый — строка { $line }: { $why }. Ничего не загружено.
    [few] { $count } документа не читаются, первый — строка { $line }: { $why }. Ничего не загружено.
   *[many] { $count } документов не читаются, первый — строка { $line }: { $why }. Ничего не загружено.
}
bank-foreign-account = Выписка по чужому счёту { $account }: его нет среди счетов компании.
bank-bad-sum = Документ { $number }: сумма не читается. Пример: 12345.60
invoice-of-another = Счёт { $number } с этой датой уже есть у другого клиента.
invoice-below-paid = Счёт { $number } уже оплачен на { $paid }: сумма не может стать меньше.
invoice-twice = Счёт { $number } с этой датой стоит в файле дважды.
invoice-import-total = Счетов в файле на { $sum }
invoice-changes = Счёт { $number }: было { $before }, станет { $after }, срок { $due }
bank-covered = Выписка по { $day }
rule-bank = Выписка банка давно не загружена
rule-bank-days = Рабочих дней без свежей выписки
rule-bank-ack = За сколько минут ответить, пока не напомним
rule-bank-what = 🏦 Выписка банка устарела
rule-bank-why = Последняя рассказывает по { $covered }, загружена { $read }
rule-bank-held = Пока её нет, клиентам не уходят напоминания об оплате.
rule-bank-promises = { $count ->
    [one] Не знаем, сдержано ли { $count } обещание.
    [few] Не знаем, сдержаны ли { $count } обещания.
   *[many] Не знаем, сдержаны ли { $count } обещаний.
}
rule-bank-how = Пришлите боту файл 1CClientBankExchange: это могут бухгалтерия и руководитель.
rule-bank-none = выписок больше нет

command-collection = 📊 Сбор и просрочка
collection-title = 📊 Деньги отдела на { $day }
collection-came = Поступило в этом месяце: { $came }, выставлено: { $issued }
collection-before = К этому дню прошлого месяца: { $sum }
collection-overdue = Просрочено { $sum }
collection-came-title = Поступило { $sum }
collection-issued = выставлено { $sum }
collection-month = до 30 дней
collection-two = до 60
collection-three = до 90
collection-more = старше
digest-collection-button = 📊 Сбор
