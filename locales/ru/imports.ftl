command-imports = ↩️ Последние загрузки
unload-none = 📥 Загрузок пока не было.
unload-title = 📥 <b>Последние загрузки</b>
unload-line = { $at }, { $who }: новых { $added }, изменено { $changed }, уже были { $same }
unload-terminal = с сервера
unload-by-itself = само
unload-invoices-by-itself = счета из 1С
unload-bank-by-itself = платежи из 1С
unload-undone-at = ↩️ Отменена { $at }
unload-button = ↩️ Отменить загрузку: { $name }
unload-of = Загружен { $at }
unload-already = Эта загрузка уже отменена { $at }
unload-refused = 🚫 Отменить нельзя: на этих данных уже стоят другие дела.
unload-more = { $count ->
    [one] …и ещё { $count }
    [few] …и ещё { $count }
   *[many] …и ещё { $count }
}
unload-goes = Если отменить:
unload-nothing-goes = Сама загрузка будет отмечена отменённой, данные не изменятся.
unload-stays = Останется:
unload-old = ⚠️ Этот файл загружен до того, как мы стали помнить, что стояло в каждом файле. Если те же строки были и в других файлах того времени, загрузите те файлы ещё раз.
unload-yes = ↩️ Да, отменить
unload-back = ⬅️ Загрузки
unload-grown = 🚫 Целиком такую загрузку не отменить: на этих данных уже стоят другие дела. Исправьте файл и загрузите его ещё раз.
unload-done = ↩️ Загрузка отменена.
unload-again = Этот файл можно загрузить снова: просто пришлите его.
unload-again-by-itself = Что стоит в 1С, придёт снова при следующем чтении. Если там ошибка, исправьте её сначала там.
unload-held = Счёт { $number }: { $why }
unload-held-money = по нему пришло { $sum }
unload-held-sent = его отправляли клиенту { $at }
unload-held-delivery = по нему доставка № { $number }
unload-held-dispute = клиент его оспаривает
unload-below-paid = Счёт { $number }: прежняя сумма { $sum } меньше оплаченной { $paid }
unload-invoices-old = Файл исправлял счета до того, как мы стали помнить прежние суммы. Загрузите правильный файл: он исправит счета.
unload-invoices-goes = { $count ->
    [one] уйдёт { $count } счёт на { $sum }
    [few] уйдут { $count } счёта на { $sum }
   *[many] уйдут { $count } счетов на { $sum }
}
unload-invoices-corrected = { $count ->
    [one] вернётся прежняя сумма и срок у { $count } счёта
    [few] вернутся прежние суммы и сроки у { $count } счетов
   *[many] вернутся прежние суммы и сроки у { $count } счетов
}
unload-invoices-stays = { $count ->
    [one] { $count } счёт: он есть и в другой загрузке
    [few] { $count } счёта: они есть и в других загрузках
   *[many] { $count } счетов: они есть и в других загрузках
}
unload-bank-goes = { $count ->
    [one] уйдёт { $count } платёж на { $sum }
    [few] уйдут { $count } платежа на { $sum }
   *[many] уйдут { $count } платежей на { $sum }
}
unload-bank-by-hand = { $count ->
    [one] из них { $count } разобран вручную: разбор тоже пропадёт
    [few] из них { $count } разобраны вручную: разбор тоже пропадёт
   *[many] из них { $count } разобраны вручную: разбор тоже пропадёт
}
unload-bank-debts = { $count ->
    [one] в долг вернётся { $sum } по { $count } счёту
    [few] в долг вернётся { $sum } по { $count } счетам
   *[many] в долг вернётся { $sum } по { $count } счетам
}
unload-bank-covered = банк будет известен только по { $day }, обещания пересчитаются
unload-bank-unknown = других выписок нет: что заплатили клиенты, мы знать не будем
unload-bank-stays = { $count ->
    [one] { $count } платёж на { $sum }: он есть и в другой выписке
    [few] { $count } платежа на { $sum }: они есть и в других выписках
   *[many] { $count } платежей на { $sum }: они есть и в других выписках
}
