command-ledger = 📒 Сверка с 1С
ledger-none = 📒 1С не подключена: счета и платежи читаются из файлов.
ledger-title = 📒 <b>Сверка с 1С</b>
ledger-read = Прочитано { $at }
ledger-never = Ещё ни разу не прочитано
ledger-failed = ⚠️ В последний раз не вышло. { $why } Следующая попытка { $at }
ledger-troubles = ⚠️ Не сходится в документах:
ledger-more = { $count ->
    [one] …и ещё { $count }
    [few] …и ещё { $count }
   *[many] …и ещё { $count }
}
ledger-debts = Долги по счёту 62 на { $at }: у нас { $ours }, в 1С { $theirs }
ledger-strangers = { $count ->
    [one] Ещё { $count } контрагента 1С нет среди наших клиентов: { $sum }
    [few] Ещё { $count } контрагентов 1С нет среди наших клиентов: { $sum }
   *[many] Ещё { $count } контрагентов 1С нет среди наших клиентов: { $sum }
}
ledger-same = ✅ По клиентам расхождений нет.
ledger-differences = { $count ->
    [one] <b>Расходится у { $count } клиента:</b>
    [few] <b>Расходится у { $count } клиентов:</b>
   *[many] <b>Расходится у { $count } клиентов:</b>
}
ledger-difference = { $number }. { $client }: у нас { $ours }, в 1С { $theirs } (разница { $by })
ledger-now = 🔄 Прочитать сейчас
ledger-reading = Читаю 1С. Откройте сверку через минуту.
ledger-open = 📒 Сверка
ledger-told = 📒 <b>1С: нужно ваше внимание</b>
ledger-stranger = В 1С есть счета контрагента { $name } (ИНН { $inn }), но такого клиента у нас нет. Загрузите его — счета придут сами.
ledger-stranger-without-inn = В 1С есть счета контрагента { $name } без ИНН, но такого клиента у нас нет.
ledger-invoice = Счёт { $number } от { $day } не взят. { $why }
ledger-dropped = Счёт { $number } от { $day } в 1С удалён или не проведён, а у нас он есть.
ledger-renumbered = Счёт { $was } в 1С стал { $number } от { $day }, у нас он под прежним номером и днём.
ledger-unpaid = Платёж на { $sum } от { $day }, п/п { $number }, в 1С удалён или не проведён, а у нас он учтён.
ledger-unread = Документ 1С { $number } не читается: в нём нет суммы, номера или даты.
ledger-source = { $why }
# Что ответила 1С.
one-c-login = 1С не принимает имя или пароль бота. Скажите администратору.
one-c-rights = У бота нет в 1С права читать { $entity }. Скажите администратору.
one-c-absent = В 1С не открыт для обмена объект { $entity }. Скажите администратору.
one-c-unpublished = По адресу из настроек 1С не опубликована. Скажите администратору.
one-c-page = Вместо данных 1С показывает страницу входа. Скажите администратору.
one-c-no-organisation = В 1С нет организации { $name }. Скажите администратору.
one-c-organisations = В 1С несколько организаций { $name }. Скажите администратору.
one-c-business = 1С отказала: { $words }
one-c-refused = 1С не поняла запрос: { $code } { $words }. Скажите администратору.
one-c-unread = Ответ 1С не читается. Скажите администратору.
one-c-unreachable = 1С недоступна.
one-c-silent = 1С не отвечает.
