# Напоминания об оплате: лестница просрочки, ответы клиента, решения руководителя.
dunning-invoice = счёт { $number } от { $day }
dunning-before = 💳 Напоминаем: до <b>{ $day }</b> ждём оплату <b>{ $sum }</b> ({ $invoices }).
dunning-due = 💳 Срок оплаты <b>{ $day }</b>: ждём <b>{ $sum }</b> ({ $invoices }).
dunning-promised = 🤝 <b>{ $day }</b> ждём оплату <b>{ $sum }</b>, как договорились ({ $invoices }).
dunning-paid-button = ✅ Оплачено
dunning-invoice-button = 🧾 Нужен счёт
dunning-later-button = 🗓 Оплатим позже
dunning-move-button = 🗓 Перенести
dunning-call-button = 📞 Другой срок, позвоните мне
dunning-absent = Такой оплаты у вас нет.
dunning-nothing-owed = ✅ Всё оплачено, спасибо! Открытых счетов нет.
dunning-received = 🙏 Спасибо, оплата получена: <b>{ $sum }</b> ({ $invoices }).
dunning-thanks = 🙏 Спасибо! Проверим поступление, до { $until } напоминать не будем.
dunning-invoice-comes = 🧾 Передали менеджеру: пришлём счёт ещё раз.
dunning-when = 🗓 Когда оплатите?
dunning-agreed = 🤝 Договорились: <b>{ $sum }</b> до <b>{ $day }</b>. Накануне напомним.
dunning-will-call = 📞 Передали менеджеру: вам позвонят, чтобы договориться о сроке.
dunning-told-paid = 💰 { $client }: { $name } пишет, что оплачено. Ждём деньги до { $until }.
dunning-told-invoice = 🧾 { $client }: { $name } просит счёт ещё раз. Задача поставлена.
dunning-told-day = 🤝 { $client }: { $name } обещает { $sum } до { $day }.
dunning-told-later = 📞 { $client }: { $name } просит другой срок оплаты. Поставлена задача позвонить.
dunning-task = Позвонить об оплате { $sum }: { $invoices }
dunning-task-other = Позвонить об оплате { $sum } другому контакту: { $contact }. { $invoices }
dunning-task-last = Позвонить об оплате { $sum }, найти другой контакт: { $invoices }
dunning-task-invoice = Отправить клиенту ещё раз: { $invoices }
dunning-task-later = Договориться с клиентом о сроке оплаты
dunning-task-instalments = Согласовать с клиентом рассрочку
dunning-task-letter = Отправить досудебное письмо
dunning-task-suspend = Приостановить обслуживание
dunning-task-go-on = Позвонить об оплате
dunning-instalments = 🧮 Рассрочка
dunning-letter = ✉️ Досудебное письмо
dunning-suspend = ⛔ Приостановить
dunning-go-on = ☎️ Продолжать звонить
dunning-paid-already = Долга уже нет.
dunning-decided-already = Уже решено: { $verdict } · { $name }
dunning-decided = ✅ { $client }: { $verdict }. Менеджер получил задачу, снова напомним после { $until }.
dunning-told = 👤 Решение по долгу { $client }: { $verdict } · { $name }. Задача поставлена.
dunning-deed = Решение по долгу: { $verdict }
e3-what = Долг { $sum } · { $client }
e3-about = Долг { $client }
e3-late = не оплачено, срок был { $since }
e3-broken = { $count ->
    [one] не сдержано { $count } обещание
    [few] не сдержано { $count } обещания
   *[many] не сдержано { $count } обещаний
 }
e3-much = сумма { $sum }
e3-debt = { $count ->
    [one] { $sum } по { $count } счёту, срок с { $since }
    [few] { $sum } по { $count } счетам, срок с { $since }
   *[many] { $sum } по { $count } счетам, срок с { $since }
 }
e3-word = Держит слово: { $kept } из { $judged }
e3-promise = Обещает { $sum } до { $day }
e3-decided = Решали { $at }: { $verdict }
e3-settled = оплачено
e3-settled-decided = решение: { $verdict } · { $name }
rule-e3 = Долг, который решает руководитель
rule-e3-before = Напомнить за столько дней до срока
rule-e3-call = Позвонить через столько рабочих дней
rule-e3-again = Позвонить ещё раз через
rule-e3-other = Позвонить другому контакту через
rule-e3-late = Руководителю через столько рабочих дней
rule-e3-broken = Не сдержано обещаний
rule-e3-within = За столько дней
rule-e3-sum = Руководителю сразу при долге от
team-aging = ⏳ По возрасту: { $ages }
aging-month = до 30 дней { $sum }
aging-two = до 60 { $sum }
aging-three = до 90 { $sum }
aging-more = старше { $sum }
