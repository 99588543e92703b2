command-dead = 🧯 Faults of the bot
dead-none = 🧯 No faults: all that came has been handled, all that was to be sent has been sent.
dead-title = 🧯 <b>Faults: { $count }</b>
dead-one = { $number }. { $what } · { $at } · { $tries ->
    [one] { $tries } try
   *[other] { $tries } tries
}
dead-update = A message to the bot
dead-message = Not sent ({ $method })
dead-job = Job { $kind }
dead-again = 🔄 Try { $number } again
dead-put-away = ✖️ Put { $number } away
dead-all = 🔄 Try all again
dead-tried = Trying again.
dead-tried-all = { $count ->
    [one] Trying { $count } fault again.
   *[other] Trying { $count } faults again.
}
dead-away = Put away.
dead-gone = That fault is not on the list any more.
