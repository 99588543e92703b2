command-find = 🔎 Find a client
command-clients = 👥 My clients
find-ask = 🔎 Whom are you looking for? Type a part of the name, INN, address, last digits of a phone or an invoice number.
find-found = { $count ->
    [one] 🔎 “{ $query }”: { $count } client
   *[other] 🔎 “{ $query }”: { $count } clients
}
clients-none = You keep no clients yet.
clients-title = { $count ->
    [one] 👥 { $count } client
   *[other] 👥 { $count } clients
}
client-hit-debtor = 💸 { $client }
client-not-found = Nobody is found for “{ $query }”. Try a part of the name, INN or phone, for example: Romashka
client-absent = There is no such client.
client-which = Whom did you mean?
client-ask = Whose money is it? Type the client's name, INN or phone.
client-ask-hint = Type the client's name, INN or phone. For example: Romashka
client-button = 🏢 Client
client-title = 🏢 <b>{ $name }</b>
client-title-suspended = ⏸ <b>{ $name }</b> · suspended
client-title-left = 🚪 <b>{ $name }</b> · has left
client-where = { $city }, it is { $time } there
client-where-unknown = It is { $time } there
client-inn = INN <code>{ $inn }</code>
client-in-pool = Nobody's, in the common list
client-owner = Manager: { $name }
client-site = 📍 { $address }
client-task = 📋 { $due }: { $text }
contact-line = 📞 { $phone } { $who }
contact-line-bad = ❌ { $phone } { $who } (wrong number)
contact-line-no-phone = 👤 { $who } { $email }
contact-label = { $who } · { $phone }
invite-button = 🔗 Invite
invite-whom = Whom to invite from “{ $client }”?
invite-no-phone = The contact has no phone: without it we can't know it is them.
invite-link = 🔗 The link for { $name }, works once, until { $until }. Forward it to the client:
    { $url }
invite-copy = 📋 Copy the link
