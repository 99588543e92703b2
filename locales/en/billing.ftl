# Sending an invoice again, and what it is paid by.
command-invoice = 🧾 Send an invoice again
command-pay = 💳 Payment and invoices
billing-button = 🧾 Invoice again
billing-ask = 🧾 Whose invoice? Choose a client or type: <code>/invoice Romashka</code>
billing-whose = 🧾 Whose invoice?
billing-which = 🧾 <b>{ $client }</b>: which invoice?
billing-line = Invoice { $number } of { $day }: <b>{ $sum }</b>, due { $due }
billing-one-button = 🧾 Invoice { $number } · { $sum }
billing-all-button = 🧾 All open ones
billing-nothing = ✅ { $client } has no open invoices.
billing-where = 🧾 <b>{ $client }</b>: where to?
billing-gets = 👤 Goes to: { $names }
billing-gets-nobody = 👤 Nobody there uses the bot: you get the files to pass on.
billing-telegram-button = 💬 To the client in Telegram
billing-file-button = 📄 Files to me
billing-absent = There is no such invoice.
billing-nobody = Nobody can send the invoice right now. Please call your manager.
billing-invoice = 🧾 <b>Invoice { $number }</b> of { $day }
billing-pay = To be paid: <b>{ $sum }</b>, due { $due }
billing-partly = Paid so far: { $paid } of { $all }
billing-code = 📷 A QR code with our details: scan it in your bank’s app
billing-order = 📥 A payment order: load the file into 1C or your bank’s client, there is nothing to type
billing-purpose = Purpose of the payment: <code>{ $purpose }</code>
billing-copy-purpose = 📋 Copy the purpose
billing-copy-account = 📋 Copy the account
billing-copy-inn = 📋 Tax number
billing-got-button = ✅ Got it
billing-wrong-button = ⚠️ Not this invoice
billing-got = ✅ Received { $at }. Thank you!
billing-wrong = ⚠️ You wrote { $at } that it is not this invoice. Your manager knows and will contact you.
billing-below = 🧾 The invoice is in this chat
billing-sent = { $count ->
    [one] ✅ Invoice { $numbers } is sent: { $names }. With it a QR code and a payment order.
   *[other] ✅ Invoices { $numbers } are sent: { $names }. With them QR codes and payment orders.
}
billing-sent-later = { $count ->
    [one] 🕓 The client is off now. Invoice { $numbers } goes out { $at }: { $names }.
   *[other] 🕓 The client is off now. Invoices { $numbers } go out { $at }: { $names }.
}
billing-goes-today = at { $time } { $place }
billing-goes = { $day } at { $time } { $place }
clock-kaliningrad = Kaliningrad time
clock-moscow = Moscow time
clock-samara = Samara time
clock-yekaterinburg = Yekaterinburg time
clock-omsk = Omsk time
clock-novosibirsk = Novosibirsk time
clock-krasnoyarsk = Krasnoyarsk time
clock-irkutsk = Irkutsk time
clock-vladivostok = Vladivostok time
clock-kamchatka = Kamchatka time
clock-client = client’s time
billing-files = { $count ->
    [one] 📄 Invoice { $numbers } for { $client } is in this chat: PDF, QR code and payment order.
   *[other] 📄 Invoices { $numbers } for { $client } are in this chat: PDF, QR codes and payment orders.
}
billing-hand-on = { $count ->
    [one] 📄 Nobody at { $client } uses the bot. Invoice { $numbers } is in this chat: forward the files to the client with their words.
   *[other] 📄 Nobody at { $client } uses the bot. Invoices { $numbers } are in this chat: forward the files to the client with their words.
}
billing-again = { $count ->
    [one] 🧾 Invoice { $numbers } was sent already, { $at }. Send it again?
   *[other] 🧾 Invoices { $numbers } were sent already, { $at }. Send them again?
}
billing-own-again = { $count ->
    [one] 🧾 Invoice { $numbers } was sent already, { $at }: it is above in this chat. Send it again?
   *[other] 🧾 Invoices { $numbers } were sent already, { $at }: they are above in this chat. Send them again?
}
billing-again-button = 🔁 Send again
billing-habit = ⚠️ This is the third month running: the invoices themselves do not seem to reach the client.
billing-mend-button = 🛠 Mend the channel
billing-mend-task = Mend the channel: invoices do not reach the client, check mail and EDI
billing-mends = 🛠 A task about { $client } for { $day }: find out why invoices do not arrive.
billing-no-seller = There is no pay kit: the bot’s settings do not have our bank details.
billing-no-inn = There is no pay kit: the client’s tax number is missing or wrong.
billing-broken = The pay kit could not be made.
billing-asked = { $count ->
    [one] 🧾 { $name } will send invoice { $numbers } by { $at }: there is a task.
   *[other] 🧾 { $name } will send invoices { $numbers } by { $at }: there is a task.
}
billing-asked-before = 🧾 There is a task to send the invoice already, since { $at }.
billing-task = { $count ->
    [one] Send invoice { $numbers }
   *[other] Send invoices { $numbers }
}
billing-asked-of-you = { $count ->
    [one] 🧾 Send { $client } invoice { $numbers } by { $at }. { $name } asks, the task is in your list.
   *[other] 🧾 Send { $client } invoices { $numbers } by { $at }. { $name } asks, the task is in your list.
}
billing-comes = { $count ->
    [one] 🧾 Invoice { $numbers } is being prepared: we will send it by { $at }.
   *[other] 🧾 Invoices { $numbers } are being prepared: we will send them by { $at }.
}
billing-comes-already = 🧾 The invoice is being prepared: you asked { $at }.
billing-told = { $count ->
    [one] 🧾 { $client }: { $name } asks for invoice { $numbers }. { $owner } will send it by { $at }.
   *[other] 🧾 { $client }: { $name } asks for invoices { $numbers }. { $owner } will send them by { $at }.
}
billing-told-wrong = ⚠️ { $client }: { $name } writes that { $number } is not the right invoice.
billing-own = 💳 <b>Open invoices</b>. Tap one: you get the PDF, a QR code and a payment order.
billing-own-company = 🏢 <b>{ $client }</b>
billing-own-nothing = ✅ There are no open invoices: everything is paid.
billing-own-paid = ✅ This invoice is paid, thank you!
billing-card = 🧾 Invoice { $number } sent { $at } · { $name }
billing-card-file = 📄 Invoice { $number } taken as a file { $at } · { $name }
billing-card-got = · ✅ received { $at }
billing-card-wrong = · ⚠️ not the right one
billing-card-mail = ✉️ Invoice { $number } sent { $at } to { $email }
billing-card-goes = ✉️ Invoice { $number } is on its way to { $email } since { $at }
billing-card-doubtful = ⚠️ Invoice { $number } went { $at } to { $email }, no answer of the mail server
billing-card-refused = ⚠️ Invoice { $number } for { $email } did not go { $at }: refused
billing-card-draft = 📝 Invoice { $number } for { $email } taken as a draft { $at } · { $name }
billing-remind = ⏰ { $client }: { $task } is due { $at }.
billing-late = ⚠️ { $client }: { $name } is late: { $task } was due { $at }. The client waits.

# Invoices by mail.
billing-mail-button = ✉️ By e-mail
billing-draft-button = 📝 E-mail: a draft
billing-mail-where = ✉️ <b>{ $client }</b>: to which address?
billing-draft-where = 📝 <b>{ $client }</b>: to whom? The bot has no mail server: you get words and files to send yourself.
billing-mail-reader = 👤 { $who }: { $email }
billing-mail-bad = ⚠️ the address takes no mail
billing-mail-nobody = None of the client’s contacts has an e-mail address.
billing-mail-no-contacts = The client has no contacts: there is nobody to keep an address with.
billing-mail-to-button = ✉️ { $email }
billing-mail-other-button = ✏️ Another address
billing-mail-title = ✉️ E-mail address · { $client }
billing-mail-ask-whose = Whose address? Choose a contact.
billing-mail-ask = Type the e-mail address: { $who }. It is kept with this contact.
billing-mail-hint = This does not look like an address. An example: <code>buh@example.ru</code>
billing-mail-latin = Before the @ there must be Latin letters: mail takes no others there.
billing-mail-domain = There can be no such domain after the @: check the address.
billing-mail-kept = ✅ Address kept: { $who }, { $email }
billing-mail-deed = ✉️ A contact’s e-mail address
billing-mail-changed = The address has been changed since.
billing-mail-again = { $count ->
    [one] ✉️ Invoice { $numbers } was sent to { $email } already, { $at }. Send it again?
   *[other] ✉️ Invoices { $numbers } were sent to { $email } already, { $at }. Send them again?
}
billing-mail-goes = ✉️ Invoice { $number } is on its way to { $email }
billing-mail-waits = 🕓 Invoice { $number } for { $email } has not gone yet: { $why }. It is tried again.
billing-mail-sent = ✅ Invoice { $number } sent to { $email } { $at }. With it a QR code and a payment order.
billing-mail-doubtful = ⚠️ Invoice { $number } went to { $email }, the mail server’s answer was lost. The same letter goes once more: mail programs usually show such a letter once.
billing-mail-unknown = ⚠️ Invoice { $number } went to { $email }, the mail server’s answer was lost. It is not repeated any more: ask the client whether it came.
billing-mail-refused = ❌ Invoice { $number } for { $email } did not go: { $why }.
billing-mail-news = ✉️ <b>{ $client }</b>: the letter with the invoice
billing-draft = 📝 A letter to <code>{ $email }</code>
billing-draft-subject = Subject: <code>{ $subject }</code>
billing-draft-body = <code>{ $body }</code>
billing-copy-email = 📋 Copy the address
billing-copy-subject = 📋 Subject
billing-drafted = { $count ->
    [one] 📝 The letter with invoice { $numbers } for { $email } is in this chat: copy the words, attach the files and send it.
   *[other] 📝 The letters with invoices { $numbers } for { $email } are in this chat: copy the words, attach the files and send them.
}

# The letter itself.
letter-subject = Invoice { $number } for { $month } { $year } · { $seller }
letter-hello = Hello!
letter-invoice = Attached is invoice { $number } of { $day }. To be paid: { $sum }, due { $due }.
letter-partly = Paid so far: { $paid } of { $all }.
letter-files = With it come a QR code for your bank’s app and a payment order: load its file into 1C or your bank’s client, there is nothing to type.
letter-purpose = Purpose of the payment: { $purpose }
letter-paid = If it is paid already, no answer is needed. If something is wrong, answer this letter.
letter-bye = With kind regards, { $manager }, { $seller }

# What the mail server said.
mail-out-of-reach = our mail server does not answer, tell the administrator
mail-insecure = there is no safe line to our mail server, tell the administrator
mail-login = our mail server does not take the password, tell the administrator
mail-busy = the mail server asks to wait ({ $answer })
mail-address = the server takes no mail to this address ({ $answer }), check it
mail-refused = the mail server did not take the letter ({ $answer })
mail-unfit = no letter could be made ({ $why })
mail-unknown = the mail server did not answer
billing-card-corrected = ✏️ Invoice { $number } was corrected after it had been sent: it was { $before }, now it is { $after }. Send it again
billing-corrected-button = 🧾 Send the corrected one
