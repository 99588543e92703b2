command-dead = 🧯 Сбои бота
dead-none = 🧯 Сбоев нет: всё, что пришло, обработано, всё, что нужно, отправлено.
dead-title = 🧯 <b>Сбои: { $count }</b>
dead-one = { $number }. { $what } · { $at } · { $tries ->
    [one] { $tries } попытка
    [few] { $tries } попытки
   *[many] { $tries } попыток
}
dead-update = Сообщение боту
dead-message = Не отправлено ({ $method })
dead-job = Задание { $kind }
dead-again = 🔄 Повторить { $number }
dead-put-away = ✖️ Убрать { $number }
dead-all = 🔄 Повторить всё
dead-tried = Повторяю.
dead-tried-all = { $count ->
    [one] Повторяю { $count } сбой.
    [few] Повторяю { $count } сбоя.
   *[many] Повторяю { $count } сбоев.
}
dead-away = Убрано.
dead-gone = Этого сбоя в списке уже нет.
