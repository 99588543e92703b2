command-claim = ⚠️ Претензия
command-claims = ⚠️ Открытые претензии
rule-e2 = Сложная претензия ждёт решения руководителя
rule-e2-sum = Претензия сложная, если спорная сумма не меньше
rule-e2-own = Менеджер сам предлагает компенсацию до
rule-e2-repeat = Претензия сложная, если она вторая за
rule-e2-ack = Сколько ждать «Принято», прежде чем повторить
ask-claim = Решение по претензии
ask-compensation = Компенсация клиенту
claim-button = ⚠️ Претензия
claim-new-button = ➕ Новая претензия
claim-title = ⚠️ Претензия
claim-title-of = ⚠️ Претензия · { $client }
claim-header = ⚠️ <b>Претензия</b>
claim-header-of = ⚠️ <b>Претензия</b> · { $client }
claim-named = П-{ $number } · { $client }
claim-card = ⚠️ <b>{ $claim }</b>
claim-complex = 🔥 сложная
claim-why = 🔥 Почему сложная: { $why }
claim-why-sum = сумма { $sum } ≥ { $limit }
claim-why-written = письменная
claim-why-legal = слово «{ $word }»
claim-why-safety = речь о безопасности: «{ $word }»
claim-why-second = { $days ->
    [one] вторая за { $days } день
    [few] вторая за { $days } дня
   *[many] вторая за { $days } дней
}
claim-why-repeat = { $days ->
    [one] { $times }-я за { $days } день
    [few] { $times }-я за { $days } дня
   *[many] { $times }-я за { $days } дней
}
claim-why-said = так решил менеджер
claim-quote = «{ $essence }» — { $who }
claim-from = Жалуется { $who }
claim-by-phone = клиент, по телефону
claim-no-files = 📎 Файлов нет
claim-files = { $count ->
    [one] 📎 { $count } файл
    [few] 📎 { $count } файла
   *[many] 📎 { $count } файлов
}
claim-wants = 🎯 Хочет: { $wish } · вид: { $kind }
claim-wants-sum = 🎯 Хочет: { $wish }, { $sum } · вид: { $kind }
claim-written = 📄 Письменная, входящий № { $number }
claim-written-by = 📄 Письменная, входящий № { $number }, ответить до { $day }
claim-bills = { $count ->
    [one] 🧾 { $count } спорный счёт: не напоминаем
    [few] 🧾 { $count } спорных счёта: не напоминаем
   *[many] 🧾 { $count } спорных счетов: не напоминаем
}
claim-legal = ⚖️ У юристов с { $day }: { $whom }. Передано: { $passed }
claim-reopened = { $count ->
    [one] 🔁 Открывали снова { $count } раз
    [few] 🔁 Открывали снова { $count } раза
   *[many] 🔁 Открывали снова { $count } раз
}
claim-offer = { $what }, до { $day }
claim-offer-sum = { $what }, { $sum }, до { $day }
claim-offer-asked = 💸 Предложение ждёт руководителя: { $offer }
claim-offer-sent = 💸 Предложили: { $offer }
claim-offer-refused = 💸 Руководитель не согласовал: { $offer }
claim-allowed = ✅ Руководитель разрешил до { $sum }
claim-result = 🏁 Итог: { $result }
claim-decided = 👔 Решение: { $what } ({ $by })
claim-decided-word = 👔 Решение: { $what } ({ $by }): «{ $word }»
claim-decided-otherwise = иначе
claim-decided-refuse = отказать
claim-decided-offer = согласовано предложение менеджера
claim-grant-fix = Исправить
claim-grant-replace = Замена
claim-grant-refund = Возврат денег
claim-grant-refund-sum = Возврат { $sum }
claim-grant-discount = Скидка
claim-grant-discount-sum = Скидка { $sum }
claim-grant-apology = Извиниться
claim-grant-other = Как хочет клиент
claim-next = 📌 Следующее касание: { $day }
claim-next-late = ⚠️ Следующее касание было { $day }
claim-step = ▫️ { $day }: { $text } ({ $owner })
claim-step-done = ✅ { $day }: { $text } ({ $owner })
claim-state-new = новая
claim-state-acknowledged = ответили, не разобрались
claim-state-investigating = разбираемся
claim-state-offer = ждём ответа на предложение
claim-state-accepted = клиент согласен
claim-state-disputed = клиент не согласен
claim-state-escalated = ждёт руководителя
claim-state-decision = руководитель решил
claim-state-done = сделано, ждём слова клиента
claim-state-solved = клиент подтвердил: решено
claim-state-closed = закрыта
claim-state-void = снята
claim-kind-equipment = оборудование
claim-kind-installation = монтаж
claim-kind-delivery = доставка
claim-kind-software = программа
claim-kind-bill = счёт
claim-kind-staff = персонал
claim-kind-terms = сроки
claim-kind-other = иное
claim-wish-fix = исправить
claim-wish-replace = заменить
claim-wish-refund = вернуть деньги
claim-wish-discount = скидка
claim-wish-apology = извинение
claim-wish-other = иное
claim-cause-defect = брак
claim-cause-installation = монтаж
claim-cause-delivery = доставка
claim-cause-bill = ошибка в счёте
claim-cause-misunderstanding = недопонимание
claim-cause-terms = сроки
claim-cause-staff = персонал
claim-cause-other = иное
claim-answer-button = 💬 Ответить
claim-call-button = ☎️ Созвон
claim-look-button = 🔎 Разбираемся
claim-offer-button = 💸 Предложить
claim-done-button = ✅ Сделано
claim-end-button = 🏁 Закрыть
claim-step-button = 📅 Шаг
claim-raise-button = 🔥 Сложная
claim-not-complex-button = ↘️ Не сложная
claim-legal-button = ⚖️ Юристам
claim-evidence-button = 📎 Доказательства
claim-again-button = ↩️ Открыть снова
claim-open-button = ⚠️ Карточка
claim-ready-button = ✅ Готово
claim-agree-button = ✅ Согласовать
claim-other-sum-button = ✏️ Изменить сумму
claim-otherwise-button = ✏️ Иначе: напишу
claim-refuse-button = ✖️ Отказать
claim-call-today-button = ☎️ Созвон сегодня
claim-ask-client = Чья претензия? Напишите имя, ИНН или телефон клиента.
claim-ask-which = Кого вы имели в виду: «{ $query }»?
claim-ask-essence = Что случилось? Словами клиента; можно фото, голосовое или документ.
claim-ask-more = Расскажите подробнее: я добавлю к уже написанному.
claim-ask-review = Проверьте, что я понял. Записываем?
claim-ask-kind = О чём претензия?
claim-ask-wish = Чего хочет клиент?
claim-ask-sum = О какой сумме речь?
claim-ask-bills = Какие счета спорят? По отмеченным не будем напоминать об оплате.
claim-ask-written = Пришла письменно? Пришлите файл, потом напишите входящий номер.
claim-ask-deadline = До какого дня ответить по договору?
claim-ask-contact = Кто жалуется?
claim-skip-sum = ⏭ Без суммы
claim-skip-written = ⏭ Не письменная
claim-skip-deadline = ⏭ Срока нет
claim-skip-contact = ⏭ Не знаю, по телефону
claim-skip-money = ⏭ Без денег
claim-hint-essence = Напишите хотя бы одно предложение, от 20 букв, или пришлите фото. Например: шлагбаум не открывается с утра
claim-hint-sum = Напишите сумму. Например: 15000 или 15к
claim-hint-written = Напишите входящий номер. Например: 15/1
claim-hint-words = Напишите словами.
claim-bill-in = ☑ { $number } · { $sum }
claim-bill-out = ☐ { $number } · { $sum }
claim-edit-essence = ✏️ Суть
claim-edit-kind = ✏️ Вид
claim-edit-wish = ✏️ Чего хочет
claim-edit-sum = ✏️ Сумма
claim-edit-bills = ✏️ Спорные счета
claim-edit-written = ✏️ Письменная
claim-edit-contact = ✏️ Кто жалуется
claim-edit-client = ✏️ Клиент
claim-edit-what = ✏️ Что делаем
claim-edit-day = ✏️ Срок
claim-edit-text = ✏️ Текст клиенту
claim-edit-result = ✏️ Итог
claim-edit-cause = ✏️ Причина
claim-field = { $words }
claim-field-who = 👤 { $who }
claim-field-sum = 💸 { $sum }
claim-field-day = 🗓 до { $day }
claim-field-cause = Причина: { $cause }
claim-will-be-simple = Уровень: простая
claim-will-be-complex = 🔥 Будет сложной: { $why }. Руководитель узнает сразу.
claim-opened = ✅ Претензия П-{ $number } записана.
claim-said = П-{ $number }: { $said }
claim-said-looking = 🔎 Разбираемся. Клиент видит это в своей карточке.
claim-said-raised = 🔥 Теперь сложная: { $why }. Решает руководитель.
claim-said-done = ✅ Сделано. Клиента спросили, решён ли вопрос.
claim-said-done-later = ✅ Сделано. Клиента спросим { $at }: сейчас у него нерабочее время.
claim-said-done-phone = ✅ Сделано. Клиента в боте нет: спросите по телефону, решён ли вопрос.
claim-said-reopened = ↩️ Открыта снова.
claim-said-asked = 👔 Спросили руководителя. Клиент пока ничего не видит.
claim-said-offered = 💸 Предложение ушло клиенту.
claim-said-offered-later = 💸 Предложение уйдёт клиенту { $at }: сейчас у него нерабочее время.
claim-said-offered-phone = 💸 Предложение записано. Клиента в боте нет: скажите по телефону.
claim-said-step = 📅 { $text } — до { $day }. Задача создана.
claim-said-legal = ⚖️ Передано юристам.
claim-said-legal-task = ⚖️ Передано юристам. Напомню проверить ответ { $day }.
claim-said-proof = 📎 Файл добавлен.
claim-said-closed = 🏁 Закрыта. Открыть снова можно 30 дней.
claim-next-title-of = { $what } · { $claim }
claim-next-header = <b>{ $what }</b> · { $claim }
claim-offer-title = 💸 Предложение
claim-step-title = 📅 Шаг плана
claim-legal-title = ⚖️ Юристам
claim-end-title = 🏁 Закрыть
claim-proof-title = 📎 Ещё доказательство
claim-ask-offer = Что предлагаем? Словами для клиента. Например: заменим стрелу за наш счёт
claim-ask-offer-sum = Сколько денег? До { $limit } сам, больше согласует руководитель.
claim-ask-offer-sum-free = Сколько денег?
claim-ask-offer-day = До какого дня сделаем?
claim-ask-offer-text = Напишите текст клиенту целиком.
claim-ask-offer-review = Так и отправим?
claim-ask-step = Что нужно сделать?
claim-ask-step-day = К какому дню?
claim-ask-lawyers = Кому передаём? Имя или фирма.
claim-ask-passed = Что им передали? Например: договор, переписка, акт
claim-ask-result = Чем кончилось?
claim-ask-cause = В чём была причина?
claim-ask-excuse = Клиент не подтвердил, что вопрос решён. Почему закрываем без его слова?
claim-ask-end-review = Закрываем?
claim-ask-file = Пришлите фото, голосовое или документ.
claim-will-read = Клиент прочтёт: «{ $text }»
claim-needs-head = 👔 Сначала согласует руководитель.
claim-ask-head-button = 👔 На согласование
claim-send-button = 💸 Отправить клиенту
claim-close-button = 🏁 Закрыть претензию
claim-task-call = Позвонить клиенту по претензии П-{ $number }
claim-task-head-call = Руководитель просит созвониться по претензии П-{ $number }
claim-task-lawyers = Проверить ответ юристов по П-{ $number }: срок { $day }
claim-task-step = П-{ $number }: { $text }
claim-brief = ☎️ <b>Перед звонком</b> · { $claim }. Задача на { $day }
claim-evidence = 📎 <b>Доказательства П-{ $number }</b>
claim-evidence-none = Файлов нет.
claim-known = <b>Что известно о клиенте</b>
claim-file = { $number }. { $what } · { $at } · { $who } · { $size } КБ · { $print }
claim-file-photo = Фото
claim-file-voice = Голосовое
claim-file-other = Файл
claim-file-named = Файл «{ $name }»
claim-file-waits = ещё читаем
claim-file-read = SHA-256 <code>{ $hash }…</code>
claim-file-large = больше 20 МБ, не прочитать
claim-file-gone = Telegram его больше не отдаёт
claim-files-button = 📤 Показать файлы
claim-files-sent = Файлы ниже
claim-proof-button = ➕ Добавить файл
claim-absent = Такой претензии нет.
claim-not-now = Сейчас так нельзя: претензия в другом состоянии.
claim-undecided = Претензия сложная: сначала решает руководитель.
claim-unconfirmed = Нет слова клиента: напишите, почему закрываем без него.
claim-too-late = Прошло больше 30 дней: заведите новую претензию.
claim-went-on = Дело уже пошло дальше: назад не вернуть.
claim-offer-seen = Клиент уже видит предложение: назад не вернуть. Сделайте новое.
claim-deed-opened = новая претензия
claim-deed-moved = шаг претензии
claim-deed-raised = претензия сложная
claim-deed-offer = предложение клиенту
claim-deed-step = шаг плана
claim-deed-call = созвон по претензии
claim-deed-legal = передача юристам
claim-deed-closed = закрытие претензии
claim-alarm = Сложная претензия { $claim }
claim-no-debt = Долгов и обещаний нет
claim-client-wants = Клиент хочет: { $wish }
claim-client-wants-sum = Клиент хочет: { $wish }, { $sum }
claim-settled-already = Уже решено или снято.
claim-call-put = ☎️ Менеджер получил задачу созвониться. Решение остаётся за вами.
claim-decided-told = Клиент и менеджер узнали сразу.
claim-head-decided = 👔 { $name } решает по { $claim }
claim-head-call = ☎️ { $name } просит созвониться сегодня: { $claim }
claim-offer-goes = Предложение ушло клиенту.
claim-offer-goes-sum = Предложение с суммой { $sum } ушло клиенту.
claim-offer-back = Сумма записана. В тексте менеджера другая, поэтому он проверит текст и отправит.
claim-offer-refused-told = Менеджер узнает и предложит другое.
claim-client-agrees = ✅ { $name }: предложение подходит · { $claim }
claim-client-disagrees = ✖️ { $name }: предложение не подходит · { $claim }
claim-client-solved = ✅ { $name }: вопрос решён. Можно закрывать { $claim }
claim-client-unsolved = ✖️ { $name }: вопрос не решён. Снова разбираемся: { $claim }
claim-client-reopens = ↩️ { $name } открывает претензию снова: { $claim }
claims-none = Открытых претензий нет.
claims-title = { $count ->
    [one] ⚠️ { $count } открытая претензия
    [few] ⚠️ { $count } открытые претензии
   *[many] ⚠️ { $count } открытых претензий
}
claims-title-all = { $count ->
    [one] ⚠️ { $count } открытая претензия отдела
    [few] ⚠️ { $count } открытые претензии отдела
   *[many] ⚠️ { $count } открытых претензий отдела
}
claims-of = ⚠️ У клиента { $client } уже есть открытые претензии. Об одной из них?
client-claim = ⚠️ П-{ $number }, { $kind }: { $state }
client-claim-complex = 🔥 П-{ $number }, { $kind }: { $state }
claim-todo-answer = ответить
claim-todo-head = ждём руководителя
claim-todo-offer = предложить решение
claim-todo-close = довести до конца
digest-claims = { $count ->
    [one] ⚠️ <b>Претензии: { $count }</b>
    [few] ⚠️ <b>Претензии: { $count }</b>
   *[many] ⚠️ <b>Претензии: { $count }</b>
}
digest-claim = { $claim } — { $what } до { $at }
digest-claim-late = 🔴 { $claim } — { $what }, срок был { $at }
week-claim = ⚠️ { $claim } — { $what }
team-claims-open = { $count ->
    [one] ⚠️ { $count } открытая претензия: { $kinds }
    [few] ⚠️ { $count } открытые претензии: { $kinds }
   *[many] ⚠️ { $count } открытых претензий: { $kinds }
}
team-claims-of = { $what } { $count }
team-claims-undecided = { $count ->
    [one] 🔥 { $count } сложная ждёт решения
    [few] 🔥 { $count } сложные ждут решения
   *[many] 🔥 { $count } сложных ждут решения
}
team-claims-causes = 🏁 Причины закрытых за 30 дней: { $causes }
team-claims-repeat = { $count ->
    [one] 🔁 { $client }: { $count } претензия за { $days } дн.
    [few] 🔁 { $client }: { $count } претензии за { $days } дн.
   *[many] 🔁 { $client }: { $count } претензий за { $days } дн.
}
load-claims = { $count ->
    [one] { $count } претензия
    [few] { $count } претензии
   *[many] { $count } претензий
}
plea-title = ⚠️ <b>Ваша претензия № П-{ $number }</b>
plea-about = ⚠️ О вашей претензии № П-{ $number }
plea-essence = «{ $essence }»
plea-new = ✅ Приняли. Ответим до { $until }. Дописать можно ответом на это сообщение.
plea-looking = 🔎 Разбираемся. Предложим решение до { $until }.
plea-offer = Мы предлагаем:
plea-offer-usual = { $what }. Сделаем до { $day }.
plea-offer-usual-sum = { $what }: { $sum }. Сделаем до { $day }.
plea-agreed = ✅ Спасибо, вы согласились. Делаем.
plea-agreed-by = ✅ Спасибо, вы согласились. Сделаем до { $day }.
plea-disputed = Записали: предложение вам не подходит. Ваш менеджер предложит другое.
plea-decided-fix = Мы приняли решение: исправим. Менеджер напишет, когда.
plea-decided-replace = Мы приняли решение: заменим. Менеджер напишет, когда.
plea-decided-refund = Мы приняли решение: вернём деньги. Менеджер напишет, когда.
plea-decided-refund-sum = Мы приняли решение: вернём { $sum }. Менеджер напишет, когда.
plea-decided-discount = Мы приняли решение: сделаем скидку. Менеджер напишет подробности.
plea-decided-discount-sum = Мы приняли решение: сделаем скидку { $sum }. Менеджер напишет подробности.
plea-decided-apology = Мы были неправы и приносим извинения.
plea-decided-other = Мы приняли решение: сделаем, как вы просили. Менеджер напишет подробности.
plea-decided-otherwise = Мы приняли решение. Менеджер напишет вам подробности.
plea-decided-refuse = Мы внимательно всё проверили и не сможем сделать то, о чём вы просили. Менеджер свяжется с вами и объяснит почему.
plea-done = Мы сделали, что обещали. Вопрос решён?
plea-solved = ✅ Спасибо! Рады, что вопрос решён.
plea-closed = Претензия закрыта. Если вопрос вернётся, откройте её снова до { $until }.
plea-void = Эта претензия записана по ошибке и снята.
plea-yes-button = ✅ Согласен
plea-no-button = ✖️ Не согласен
plea-solved-button = ✅ Вопрос решён
plea-unsolved-button = ✖️ Не решён
plea-again-button = ↩️ Открыть снова
plea-absent = Такой претензии нет.
plea-no-company = Мы пока не знаем, от какой вы компании. Позвоните, пожалуйста, вашему менеджеру.
plea-ask-company = От какой компании?
plea-ask-essence = Что случилось? Напишите, пришлите фото или голосовое.
plea-ask-more = Расскажите, пожалуйста, чуть подробнее или пришлите фото.
plea-ask-wish = Что нам сделать, чтобы всё исправить? Можно дописать или прислать ещё фото.
plea-skip-wish = ⏭ Решайте сами
plea-hint-company = Нажмите название вашей компании.
plea-hint-essence = Напишите словами, пришлите фото или голосовое.
plea-hint-wish = Нажмите одну из кнопок.
plea-wish-fix = 🔧 Исправить
plea-wish-replace = 🔁 Заменить
plea-wish-refund = 💸 Вернуть деньги
plea-wish-discount = 🏷 Скидку
plea-wish-apology = 🙏 Извиниться
plea-wish-other = 💬 Другое
