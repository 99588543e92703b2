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
invite-whom = Whom to invite? { $client }
invite-no-phone = The contact has no phone: without it we can't know it is them.
invite-link = 🔗 { $name }: the link works once, until { $until }. Forward it to the client:
    { $url }
invite-copy = 📋 Copy the link
inline-debtor = 💸 overdue · { $city }
inline-client = 🏢 <b>{ $client }</b>
command-newclient = ➕ New client
newcomer-button = ➕ New client
newcomer-title = ➕ <b>New client</b>
newcomer-title-of = ➕ New client · { $client }
newcomer-ask-name = What is the client called?
newcomer-ask-inn = What is its tax number (INN)?
newcomer-ask-city = In which town?
newcomer-ask-contact = Whom do we call? Name and phone in one line, or a contact from the phone book.
newcomer-ask-review = Save it? The rest can be added later.
newcomer-field = { $value }
newcomer-edit-name = ✏️ Name
newcomer-edit-inn = ✏️ INN
newcomer-edit-city = ✏️ Town
newcomer-edit-contact = ✏️ Contact
newcomer-hint-name = Write the name. For example: Bakery on Lenina
newcomer-hint-inn = Write the INN: 10 or 12 digits. For example: 7707083893
newcomer-hint-city = Write the town. For example: Tver
newcomer-hint-contact = Write name and phone. For example: Olga, accountant +7 916 123-45-67
newcomer-added = ✅ Client saved: <b>{ $client }</b>
newcomer-known = This client is there already: <b>{ $client }</b>
newcomer-of-another = A colleague already has a client with this INN or name. Ask the head of department.
newcomer-in-use = There are records about this client already: it can't be removed.
newcomer-deed = new client
