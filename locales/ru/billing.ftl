# Дубль счёта и комплект для оплаты.
command-invoice = 🧾 Дубль счёта
command-pay = 💳 Оплата и счета
billing-button = 🧾 Дубль счёта
billing-ask = 🧾 Чей счёт отправить? Выберите клиента или напишите: <code>/invoice Ромашка</code>
billing-whose = 🧾 Чей счёт отправить?
billing-which = 🧾 <b>{ $client }</b>: какой счёт отправить?
billing-line = Счёт { $number } от { $day }: <b>{ $sum }</b>, срок { $due }
billing-one-button = 🧾 Счёт { $number } · { $sum }
billing-all-button = 🧾 Все открытые
billing-nothing = ✅ У { $client } нет открытых счетов.
billing-where = 🧾 <b>{ $client }</b>: куда отправить?
billing-gets = 👤 Получит: { $names }
billing-gets-nobody = 👤 Никто из клиента не пользуется ботом: файлы придут вам, чтобы переслать.
billing-telegram-button = 💬 Клиенту в Telegram
billing-file-button = 📄 Файл мне
billing-absent = Такого счёта нет.
billing-nobody = Сейчас некому отправить счёт. Позвоните, пожалуйста, менеджеру.
billing-invoice = 🧾 <b>Счёт { $number }</b> от { $day }
billing-pay = К оплате <b>{ $sum }</b>, срок { $due }
billing-partly = Уже оплачено { $paid } из { $all }
billing-code = 📷 QR-код с нашими реквизитами: наведите камеру в приложении банка
billing-order = 📥 Платёжное поручение: загрузите файл в 1С или в клиент-банк, вводить ничего не нужно
billing-purpose = Назначение платежа: <code>{ $purpose }</code>
billing-copy-purpose = 📋 Скопировать назначение
billing-copy-account = 📋 Скопировать счёт
billing-copy-inn = 📋 ИНН
billing-got-button = ✅ Получил
billing-wrong-button = ⚠️ Не тот счёт
billing-got = ✅ Получено { $at }. Спасибо!
billing-wrong = ⚠️ Вы написали { $at }, что счёт не тот. Менеджер уже знает и свяжется с вами.
billing-below = 🧾 Счёт пришёл в этот чат
billing-sent = { $count ->
    [one] ✅ Счёт { $numbers } отправлен: { $names }. Вместе с ним QR-код и платёжное поручение.
    [few] ✅ Счета { $numbers } отправлены: { $names }. Вместе с ними QR-коды и платёжные поручения.
   *[many] ✅ Счета { $numbers } отправлены: { $names }. Вместе с ними QR-коды и платёжные поручения.
}
billing-sent-later = { $count ->
    [one] 🕓 У клиента сейчас нерабочее время. Счёт { $numbers } уйдёт { $at }: { $names }.
    [few] 🕓 У клиента сейчас нерабочее время. Счета { $numbers } уйдут { $at }: { $names }.
   *[many] 🕓 У клиента сейчас нерабочее время. Счета { $numbers } уйдут { $at }: { $names }.
}
billing-goes-today = в { $time } { $place }
billing-goes = { $day } в { $time } { $place }
clock-kaliningrad = по Калининграду
clock-moscow = по Москве
clock-samara = по Самаре
clock-yekaterinburg = по Екатеринбургу
clock-omsk = по Омску
clock-novosibirsk = по Новосибирску
clock-krasnoyarsk = по Красноярску
clock-irkutsk = по Иркутску
clock-vladivostok = по Владивостоку
clock-kamchatka = по Камчатке
clock-client = по времени клиента
billing-files = { $count ->
    [one] 📄 Счёт { $numbers } для { $client } в этом чате: PDF, QR-код и платёжное поручение.
    [few] 📄 Счета { $numbers } для { $client } в этом чате: PDF, QR-коды и платёжные поручения.
   *[many] 📄 Счета { $numbers } для { $client } в этом чате: PDF, QR-коды и платёжные поручения.
}
billing-hand-on = { $count ->
    [one] 📄 Никто из { $client } не пользуется ботом. Счёт { $numbers } в этом чате: перешлите файлы клиенту вместе с подписями.
    [few] 📄 Никто из { $client } не пользуется ботом. Счета { $numbers } в этом чате: перешлите файлы клиенту вместе с подписями.
   *[many] 📄 Никто из { $client } не пользуется ботом. Счета { $numbers } в этом чате: перешлите файлы клиенту вместе с подписями.
}
billing-again = { $count ->
    [one] 🧾 Счёт { $numbers } уже отправлен { $at }. Отправить ещё раз?
    [few] 🧾 Счета { $numbers } уже отправлены { $at }. Отправить ещё раз?
   *[many] 🧾 Счета { $numbers } уже отправлены { $at }. Отправить ещё раз?
}
billing-own-again = { $count ->
    [one] 🧾 Счёт { $numbers } уже отправлен { $at }: он выше в этом чате. Отправить ещё раз?
    [few] 🧾 Счета { $numbers } уже отправлены { $at }: они выше в этом чате. Отправить ещё раз?
   *[many] 🧾 Счета { $numbers } уже отправлены { $at }: они выше в этом чате. Отправить ещё раз?
}
billing-again-button = 🔁 Отправить ещё раз
billing-habit = ⚠️ Клиент просит счёт третий месяц подряд: похоже, сами счета до него не доходят.
billing-mend-button = 🛠 Исправить канал
billing-mend-task = Исправить канал: счета не доходят до клиента, проверить почту и ЭДО
billing-mends = 🛠 Задача по { $client } на { $day }: проверить, почему счета не доходят.
billing-no-seller = Комплекта для оплаты нет: в настройках бота не указаны наши реквизиты.
billing-no-inn = Комплекта для оплаты нет: у клиента не указан верный ИНН.
billing-broken = Комплект для оплаты собрать не удалось.
billing-asked = { $count ->
    [one] 🧾 { $name } отправит счёт { $numbers } до { $at }: задача поставлена.
    [few] 🧾 { $name } отправит счета { $numbers } до { $at }: задача поставлена.
   *[many] 🧾 { $name } отправит счета { $numbers } до { $at }: задача поставлена.
}
billing-asked-before = 🧾 Задача отправить счёт уже поставлена { $at }.
billing-task = { $count ->
    [one] Отправить счёт { $numbers }
    [few] Отправить счета { $numbers }
   *[many] Отправить счета { $numbers }
}
billing-asked-of-you = { $count ->
    [one] 🧾 Отправьте { $client } счёт { $numbers } до { $at }. Просит { $name }, задача уже в вашем списке.
    [few] 🧾 Отправьте { $client } счета { $numbers } до { $at }. Просит { $name }, задача уже в вашем списке.
   *[many] 🧾 Отправьте { $client } счета { $numbers } до { $at }. Просит { $name }, задача уже в вашем списке.
}
billing-comes = { $count ->
    [one] 🧾 Готовим счёт { $numbers }: пришлём до { $at }.
    [few] 🧾 Готовим счета { $numbers }: пришлём до { $at }.
   *[many] 🧾 Готовим счета { $numbers }: пришлём до { $at }.
}
billing-comes-already = 🧾 Счёт уже готовим: вы просили { $at }.
billing-told = { $count ->
    [one] 🧾 { $client }: { $name } просит счёт { $numbers }. { $owner } отправит до { $at }.
    [few] 🧾 { $client }: { $name } просит счета { $numbers }. { $owner } отправит до { $at }.
   *[many] 🧾 { $client }: { $name } просит счета { $numbers }. { $owner } отправит до { $at }.
}
billing-told-wrong = ⚠️ { $client }: { $name } пишет, что счёт { $number } не тот.
billing-own = 💳 <b>Открытые счета</b>. Нажмите на счёт: пришлём PDF, QR-код и платёжное поручение.
billing-own-company = 🏢 <b>{ $client }</b>
billing-own-nothing = ✅ Открытых счетов нет: всё оплачено.
billing-own-paid = ✅ Этот счёт уже оплачен, спасибо!
billing-card = 🧾 Счёт { $number } отправлен { $at } · { $name }
billing-card-file = 📄 Счёт { $number } взят файлом { $at } · { $name }
billing-card-got = · ✅ получен { $at }
billing-card-wrong = · ⚠️ не тот счёт
billing-card-corrected = ✏️ Счёт { $number } исправлен после отправки: было { $before }, стало { $after }. Отправьте его снова: «Дубль счёта»
billing-corrected-button = 🧾 Отправить исправленный
