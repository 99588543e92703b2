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
billing-card-mail = ✉️ Счёт { $number } отправлен { $at } на { $email }
billing-card-goes = ✉️ Счёт { $number } уходит на { $email } с { $at }
billing-card-doubtful = ⚠️ Счёт { $number } ушёл { $at } на { $email }, ответа почтового сервера нет
billing-card-refused = ⚠️ Счёт { $number } на { $email } не ушёл { $at }: почта не приняла
billing-card-draft = 📝 Счёт { $number } для { $email } взят черновиком письма { $at } · { $name }
billing-remind = ⏰ { $client }: { $task } нужно до { $at }.
billing-late = ⚠️ { $client }: { $name } не успевает: { $task } нужно было до { $at }. Клиент ждёт.

# Счёт по почте.
billing-mail-button = ✉️ Почтой
billing-draft-button = 📝 Почта: черновик
billing-mail-where = ✉️ <b>{ $client }</b>: на какой адрес отправить письмо со счётом?
billing-draft-where = 📝 <b>{ $client }</b>: кому письмо? Почта к боту не подключена: пришлём текст и файлы, отправите сами.
billing-mail-reader = 👤 { $who }: { $email }
billing-mail-bad = ⚠️ адрес не принимает почту
billing-mail-nobody = У контактов клиента нет адреса почты.
billing-mail-no-contacts = У клиента нет контактов, адрес записать не к кому.
billing-mail-to-button = ✉️ { $email }
billing-mail-other-button = ✏️ Другой адрес
billing-mail-title = ✉️ Адрес почты · { $client }
billing-mail-ask-whose = Чей адрес? Выберите контакт клиента.
billing-mail-ask = Напишите адрес почты: { $who }. Он сохранится у этого контакта.
billing-mail-hint = Это не похоже на адрес почты. Пример: <code>buh@example.ru</code>
billing-mail-latin = До знака @ в адресе должны быть латинские буквы: кириллицу там почта не принимает.
billing-mail-domain = Такого сайта после знака @ не бывает: проверьте адрес.
billing-mail-kept = ✅ Адрес записан: { $who }, { $email }
billing-mail-deed = ✉️ Адрес почты контакта
billing-mail-changed = Адрес с тех пор изменили.
billing-mail-again = { $count ->
    [one] ✉️ Счёт { $numbers } уже отправлен на { $email } { $at }. Отправить ещё раз?
    [few] ✉️ Счета { $numbers } уже отправлены на { $email } { $at }. Отправить ещё раз?
   *[many] ✉️ Счета { $numbers } уже отправлены на { $email } { $at }. Отправить ещё раз?
}
billing-mail-goes = ✉️ Счёт { $number } уходит на { $email }
billing-mail-waits = 🕓 Счёт { $number } на { $email } пока не ушёл: { $why }. Пробуем ещё.
billing-mail-sent = ✅ Счёт { $number } отправлен на { $email } { $at }. Вместе с ним QR-код и платёжное поручение.
billing-mail-doubtful = ⚠️ Счёт { $number } ушёл на { $email }, ответа почтового сервера нет. Повторим один раз тем же письмом: почта клиента обычно показывает такое письмо один раз.
billing-mail-unknown = ⚠️ Счёт { $number } ушёл на { $email }, ответа почтового сервера нет. Больше не повторяем: спросите клиента, дошло ли письмо.
billing-mail-refused = ❌ Счёт { $number } на { $email } не ушёл: { $why }.
billing-mail-news = ✉️ <b>{ $client }</b>: письмо со счётом
billing-draft = 📝 Письмо на <code>{ $email }</code>
billing-draft-subject = Тема: <code>{ $subject }</code>
billing-draft-body = <code>{ $body }</code>
billing-copy-email = 📋 Скопировать адрес
billing-copy-subject = 📋 Тема
billing-drafted = { $count ->
    [one] 📝 Письмо со счётом { $numbers } для { $email } в этом чате: скопируйте текст, приложите файлы и отправьте.
    [few] 📝 Письма со счетами { $numbers } для { $email } в этом чате: скопируйте тексты, приложите файлы и отправьте.
   *[many] 📝 Письма со счетами { $numbers } для { $email } в этом чате: скопируйте тексты, приложите файлы и отправьте.
}

# Само письмо.
letter-subject = Счёт № { $number } за { $month } { $year } · { $seller }
letter-hello = Здравствуйте!
letter-invoice = Во вложении счёт № { $number } от { $day }. К оплате { $sum }, срок { $due }.
letter-partly = Уже оплачено { $paid } из { $all }.
letter-files = Вместе со счётом приложены QR-код для приложения банка и платёжное поручение: его файл загружается в 1С или в клиент-банк, вводить ничего не нужно.
letter-purpose = Назначение платежа: { $purpose }
letter-paid = Если счёт уже оплачен, отвечать не нужно. Если что-то не так, ответьте на это письмо.
letter-bye = С уважением, { $manager }, { $seller }

# Что ответил почтовый сервер.
mail-out-of-reach = наш почтовый сервер не отвечает, скажите администратору
mail-insecure = с нашим почтовым сервером нет защищённой связи, скажите администратору
mail-login = наш почтовый сервер не принимает пароль, скажите администратору
mail-busy = почтовый сервер просит подождать ({ $answer })
mail-address = сервер не принимает почту на этот адрес ({ $answer }), проверьте его
mail-refused = почтовый сервер не принял письмо ({ $answer })
mail-unfit = письмо не собралось ({ $why })
mail-unknown = почтовый сервер не ответил
billing-card-corrected = ✏️ Счёт { $number } исправлен после отправки: было { $before }, стало { $after }. Отправьте его снова: «Дубль счёта»
billing-corrected-button = 🧾 Отправить исправленный
