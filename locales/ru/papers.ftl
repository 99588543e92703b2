paper-line = 📄 { $paper }
paper-upd = УПД
paper-proxy = доверенность
paper-act = акт
paper-numbered = { $kind } { $number }
paper-needed = { $paper }: нужен
paper-needed-she = { $paper }: нужна
paper-attached = { $paper }: приложен
paper-attached-she = { $paper }: приложена
paper-sent = { $paper }: отправлен
paper-sent-she = { $paper }: отправлена
paper-signed = { $paper }: подписан { $day }
paper-signed-she = { $paper }: подписана { $day }
paper-signed-by = { $paper }: подписан { $day }, { $who }
paper-signed-by-she = { $paper }: подписана { $day }, { $who }
paper-not-needed = { $paper }: не нужен
paper-not-needed-she = { $paper }: не нужна
paper-cannot = С этим документом так уже нельзя: он изменился.
command-docs = 📄 Документы
paper-title = 📄 Документ
paper-card = 📄 <b>{ $paper }</b> · { $label }
paper-header = 📄 { $paper } · { $label }
paper-client = 🏢 { $client }
paper-left = 🚚 Товар уехал { $at }
paper-due = Подписать до { $at }
paper-age = { $days ->
    [one] { $days } день без подписи
    [few] { $days } дня без подписи
   *[many] { $days } дней без подписи
}
paper-age-late = { $days ->
    [one] ⚠️ { $days } день без подписи
    [few] ⚠️ { $days } дня без подписи
   *[many] ⚠️ { $days } дней без подписи
}
paper-reason = Не нужен, потому что: { $reason }
paper-edo = 🔗 ЭДО: { $edo }
paper-files = { $count ->
    [one] 📎 { $count } файл
    [few] 📎 { $count } файла
   *[many] 📎 { $count } файлов
}
paper-absent = Такого документа нет: возможно, доставку отменили.
paper-nobody = у клиента нет менеджера
paper-attach-button = 📎 Приложить
paper-send-button = ✉️ Отправлен
paper-sign-button = ✍️ Подписан
paper-drop-button = 🚫 Не нужен
paper-need-button = 📄 Всё-таки нужен
paper-edo-button = 🔗 Ссылка ЭДО
paper-files-button = 📎 Показать файлы
paper-all-button = 📄 Все документы
paper-open-button = 📄 Открыть документ
paper-client-button = 📄 Документы клиента
paper-said-attached = 📎 Файл приложен.
paper-said-sent = ✉️ Отмечено: отправлен клиенту.
paper-said-signed = ✍️ Отмечено: подписан.
paper-said-dropped = 🚫 Отмечено: не нужен.
paper-said-needed = 📄 Отмечено: нужен.
paper-said-edo = 🔗 Ссылка сохранена.
paper-deed-attached = файл документа
paper-deed-sent = документ отправлен
paper-deed-signed = документ подписан
paper-deed-dropped = документ не нужен
paper-deed-needed = документ нужен
paper-deed-edo = ссылка ЭДО
paper-undo-changed = С этим документом что-то уже сделали после вас. Откройте его карточку.
paper-files-sent = { $count ->
    [one] Отправлен { $count } файл
    [few] Отправлено { $count } файла
   *[many] Отправлено { $count } файлов
}
paper-ask-file = Пришлите фото или файл документа.
paper-ask-reason = Почему документ не нужен?
paper-ask-edo = Где документ в ЭДО? Пришлите ссылку или номер.
paper-hint-file = Нужно фото или файл документа.
paper-hint-reason = Напишите причину. Например: самовывоз, документы отдали на месте
paper-hint-edo = Пришлите ссылку или номер текстом.
paper-reminder = 📄 <b>Нет подписи</b> · { $client }
paper-alarm = 📄 { $paper } · { $label } · { $client }
paper-alarm-why = Товар уехал { $at }, документ до сих пор не подписан.
paper-alarm-stands = Сейчас { $paper }
paper-alarm-who = Менеджер: { $who }
paper-gone = 📄 Документ
paper-gone-why = больше не нужен: доставку отменили
sign-title = ✍️ Подписание документа
sign-title-of = ✍️ Подписан · { $paper }
sign-ask-who = Кто подписал?
sign-ask-day = Когда подписали?
sign-ask-number = Какой номер документа?
sign-ask-review = Всё верно?
sign-hint-who = Напишите, кто подписал. Например: Ольга
sign-hint-day = Напишите день. Например: вчера или 20.11
sign-hint-number = Напишите номер или пропустите. Например: 214
sign-field-who = ✍️ { $who }, { $day }
sign-field-number = № { $number }
sign-field-file = 📎 файл приложен
sign-edit-who = ✏️ Кто
sign-edit-day = ✏️ Когда
sign-edit-number = ✏️ Номер
sign-edit-file = 📎 Фото
docs-title = { $count ->
    [one] 📄 <b>Документы</b>: открыт { $count }
    [few] 📄 <b>Документы</b>: открыто { $count }
   *[many] 📄 <b>Документы</b>: открыто { $count }
}
docs-title-late = { $count ->
    [one] 📄 <b>Без подписи дольше срока</b>: { $count } документ
    [few] 📄 <b>Без подписи дольше срока</b>: { $count } документа
   *[many] 📄 <b>Без подписи дольше срока</b>: { $count } документов
}
docs-title-of = { $count ->
    [one] 📄 <b>Документы</b> · { $client }: открыт { $count }
    [few] 📄 <b>Документы</b> · { $client }: открыто { $count }
   *[many] 📄 <b>Документы</b> · { $client }: открыто { $count }
}
docs-in-time = ✅ Подписано в срок: { $done } из { $due } за { $days } дней
docs-none = Открытых документов нет.
docs-none-late = Просроченных документов нет.
docs-client = 🏢 <b>{ $client }</b>
docs-open = 📄 { $paper } · { $label }
docs-all-button = 📄 Все открытые
docs-late-button = ⚠️ Дольше срока: { $count }
docs-which = Документы какого клиента?
digest-papers = { $count ->
    [one] 📄 Открыт { $count } документ
    [few] 📄 Открыто { $count } документа
   *[many] 📄 Открыто { $count } документов
}
digest-papers-late = { $count ->
    [one] 📄 Открыт { $count } документ, без подписи дольше срока: { $late }
    [few] 📄 Открыто { $count } документа, без подписи дольше срока: { $late }
   *[many] 📄 Открыто { $count } документов, без подписи дольше срока: { $late }
}
client-paper = 📄 { $paper } · { $label }
client-papers-more = { $count ->
    [one] 📄 и ещё { $count } документ
    [few] 📄 и ещё { $count } документа
   *[many] 📄 и ещё { $count } документов
}
load-papers = { $count ->
    [one] { $count } документ без подписи
    [few] { $count } документа без подписи
   *[many] { $count } документов без подписи
}
team-papers-nobody = { $count ->
    [one] 📄 У ничьих клиентов { $count } документ без подписи дольше срока
    [few] 📄 У ничьих клиентов { $count } документа без подписи дольше срока
   *[many] 📄 У ничьих клиентов { $count } документов без подписи дольше срока
}
papers-week = { $count ->
    [one] 📄 <b>Не подписан { $count } документ</b>
    [few] 📄 <b>Не подписано { $count } документа</b>
   *[many] 📄 <b>Не подписано { $count } документов</b>
}
papers-week-client = 🏢 <b>{ $client }</b> · { $name }
papers-week-more = и ещё { $count }
rule-e7 = Документы отгрузки не подписаны
rule-e7-first = Первое напоминание менеджеру
rule-e7-second = Второе напоминание менеджеру
rule-e7-head = Тревога руководителю
rule-e7-ack = Ждать «Принято» до повтора
