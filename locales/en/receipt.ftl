# Receipt: what the client sees.
got-ask-today = 📦 Has delivery No. D-{ $number } come: { $goods }? Today at { $at }?
got-ask-at = 📦 Delivery No. D-{ $number }: { $goods }. We were told that it came { $day } at { $at }. Do you have it?
got-ask-window = 📦 Delivery No. D-{ $number }: { $goods }. It was expected { $window }. Has it come?
got-window = { $day }, { $from }–{ $to }
got-ask-known = 📦 Delivery No. D-{ $number }: { $goods }. As far as we know, you have it. Is everything all right?
got-again = 🕓 Not yet. Next question: { $at }.
got-accepted = 👤 Accepted by: { $who }
got-words = You can answer with a word: “received”, “problem”, “not yet”.
got-code = Easier by phone? Tell your manager the code { $code }.
got-yes-button = ✅ All received
got-trouble-button = ⚠️ There is a problem
got-later-button = 🕓 Not yet
got-other-button = 👤 Somebody else accepted it
got-ticks = 📦 Delivery No. D-{ $number }. What has come? Untick what is missing.
got-tick = ☑ { $name } { $qty } pcs
got-no-tick = ☐ { $name } { $qty } pcs
got-confirm-button = ✅ Confirm: everything is here
got-not-all-button = ⚠️ What is unticked is missing
got-kinds = ⚠️ Delivery No. D-{ $number }. What is wrong?
got-trouble-missing = Something is missing
got-trouble-damaged = Damaged
got-trouble-wrong = Not what we ordered
got-trouble-papers = Papers
got-which = ⚠️ { $what }. What exactly? Mark it.
got-bad-line = ❗ { $name } { $qty } pcs
got-good-line = ▫️ { $name } { $qty } pcs
got-on-button = ➡️ Next
got-tell = ✍️ Send a photo or write what is wrong. Both are fine.
got-told = “{ $words }”
got-files = { $count ->
    [one] 📎 { $count } photo
   *[other] 📎 { $count } photos
}
got-skip-button = ⏭ Skip and send
got-send-button = ✅ Send
got-who = 👤 Who accepted it? Write name, phone and post, for example: Peter, +7 916 123-45-67, guard
got-who-phone = Add phone and post if you know them. Or just press “All received”.
got-thanks = ✅ Thank you! Delivery No. D-{ $number } received: { $at }. Accepted by: { $who }.
got-photo = 📷 You can send a photo of the goods right here.
got-rate = How was the courier?
got-rate-carrier = How was the carrier?
got-good-button = 👍 Good
got-poor-button = 👎 Poor
got-why = What was wrong with the delivery?
got-rated = Thank you, noted
got-correct-button = ⚠️ Report a problem
got-trouble-told = ⚠️ Delivery No. D-{ $number } · { $what }. Your manager knows and is on it.
got-do-not-sign = Please do not sign the papers for the goods until we have put it right.
got-settled-button = ✅ I have everything now
got-too-late = One tap was enough for that until { $at }. Please write to your manager.
got-off = Delivery No. D-{ $number } will not take place.
got-several = Which delivery is it about?
got-essence = Delivery D-{ $number }. { $what }
got-what = { $what }.
got-what-lines = { $what }: { $goods }

# Receipt: what we see.
receipt-asked = 🕓 Waiting for the client's word since { $at }
receipt-asks-at = 🕓 The client will be asked: { $at }
receipt-not-yet = 🕓 Client: not yet. Next question: { $at }
receipt-grade-a = ✅ The client confirmed in the bot: { $at }. Accepted by: { $who }
receipt-grade-b = 📷 The courier's proof: { $at }
receipt-grade-c = ✅ The client told the code by phone: { $at }, { $by }
receipt-grade-d = ☑️ The client confirmed by word: { $at }, { $by }
receipt-trouble = ⚠️ { $what }, the client said: { $at }
receipt-evidence = 📷 From the courier: { $what }
receipt-files = { $count ->
    [one] 📎 { $count } photo of the client
   *[other] 📎 { $count } photos of the client
}
receipt-next-put = 🔧 Installation is written down
receipt-code-button = 📞 Client confirmed: code
receipt-word-button = ☑️ Confirmed by word
receipt-link-button = 🔗 Receipt link
receipt-solved-button = ✅ The problem is solved
receipt-install-button = 🔧 Set the installation date
receipt-nothing-button = No installation needed
receipt-good-button = 👍 Courier: good
receipt-poor-button = 👎 Courier: poor
receipt-why = 👎 { $delivery }. What was wrong with the courier?
receipt-link = 🔗 Receipt link of delivery D-{ $number }. Forward it to whoever takes the goods: it works for the first who opens it and shows this delivery alone. The link made before works no more.
    { $link }
receipt-problem = ⚠️ A problem with delivery { $delivery }
receipt-problem-said = “{ $words }” — { $who }
receipt-guest = { $name }, by the link. Please write the claim down yourself
receipt-said-nothing = Fine, no installation is expected
receipt-task-call = Ask the client whether delivery D-{ $number } has come
receipt-code-title = 📞 Receipt code
receipt-code-header = 📞 Receipt code · { $delivery }
receipt-code-ask = Which code did the client tell? Four digits from the bot's message about the delivery.
receipt-code-hint = The code is four digits, for example 4821.
receipt-code-wrong = { $left ->
    [one] Not the right code. { $left } try is left.
   *[other] Not the right code. { $left } tries are left.
}
receipt-code-spent = The code was wrong several times, no tries are left. Ask the client to answer in the bot, or note that they confirmed by word.
receipt-code-right = ✅ The code is right: { $delivery } has been received.
receipt-code-late = This delivery does not wait for a confirmation any more.
