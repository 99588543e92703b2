# Carriers: the book, large transport, other towns.
command-carriers = 🚛 Carriers
rule-large = Carriers do not answer about a large load
rule-large-silent = Remind the manager if there are no offers
rule-large-head = Tell the head if there are no offers
rule-large-limit = A manager orders large transport alone up to
ask-large-transport = Large transport
carrier-not-now = That can't be done with this delivery now: look at its card.
carrier-went-on = Too late to undo: the delivery has gone on.

# The book of carriers.
carriers-none = 🚛 The book has no carriers yet. Add those you call, and one button will ask them all.
carriers-title = 🚛 Carriers: { $count }. Which one?
carriers-large = 🚛 { $name }
carriers-intercity = 📦 { $name }
carriers-closed = 🚫 { $name }
carriers-add-button = ➕ Add
carriers-back-button = ⬅️ To the list
carrier-absent = There is no such carrier.
carrier-card = 🚛 <b>{ $name }</b> · { $kind }
carrier-kind-large = 🚛 Large loads
carrier-kind-intercity = 📦 Other towns
carrier-contact = 👤 { $name }
carrier-contact-phone = 👤 { $name }, { $phone }
carrier-phone = 📞 { $phone }
carrier-towns = 🗺 { $towns }
carrier-note = 📝 { $note }
carrier-closed-since = 🚫 Not used since { $at }
carrier-edit-button = ✏️ Change
carrier-close-button = 🚫 Stop using
carrier-reopen-button = ✅ Use again
carrier-said-added = ✅ The carrier is in the book.
carrier-said-rewritten = ✅ Changed.
carrier-said-closed = 🚫 Not offered any more. Stays in the book.
carrier-said-reopened = ✅ Offered again.
carrier-in-use = They have been asked or have offered a price: they stay in the book, but you can stop using them.
carrier-known = “{ $name }” is in the book already: /carriers

# Writing into the book.
carrier-entry-title = 🚛 Carrier
carrier-entry-title-of = 🚛 Carrier · { $name }
carrier-entry-kind = What do they carry?
carrier-entry-name = What are they called? For example: Ivan crane truck
carrier-entry-phone = Which number to call?
carrier-entry-contact = Whom to ask for?
carrier-entry-towns = Where do they go? For example: Tver, Moscow
carrier-entry-note = What else is to know?
carrier-entry-review = Is everything right?
carrier-entry-save = ✅ Save
carrier-skip-phone = ⏭ No number
carrier-skip-words = ⏭ Leave empty
carrier-edit-name = ✏️ Name
carrier-edit-phone = ✏️ Phone
carrier-edit-contact = ✏️ Whom to ask for
carrier-edit-towns = ✏️ Where to
carrier-edit-note = ✏️ Note
carrier-hint-phone = That does not look like a phone number. For example: +7 916 123-45-67
carrier-hint-words = Write it in words.

# The question to carriers.
carrier-ask-button = 📣 Ask carriers
carrier-ask-again-button = 📣 Ask again
carrier-ask-title = 📣 Question to carriers · { $delivery }
carrier-ask-phone = Which number should carriers call? I will remember it.
carrier-ask-review = This is what carriers will read. Ask them?
carrier-ask-side = From which side is it loaded?
carrier-ask-whom = Whom to ask?
carrier-ask-save = 📣 Ask
carrier-ask-what = A car is needed: { $goods }
carrier-ask-size = Weight { $weight } kg, longest side { $longest } m
carrier-ask-loaders = { $count ->
    [one] Loading: { $side }, { $count } loader needed
   *[other] Loading: { $side }, { $count } loaders needed
}
carrier-ask-no-loaders = Loading: { $side }, no loaders needed
carrier-ask-from = From: { $address }
carrier-ask-to = To: { $address }
carrier-ask-window = Be there: { $day }, { $from }–{ $to }
carrier-ask-days = Be there: { $from } – { $to }
carrier-ask-call = Call: { $name }, { $phone }
carrier-ask-reply = Please answer: price, car, when you can come and until what hour the price stands.
carrier-ask-one = { $name } ({ $phone })
carrier-ask-to-whom = 👥 To: { $whom }
carrier-ask-nobody = 👥 Nobody is ticked: forward the text yourself
carrier-ask-empty-book = 👥 The book of carriers is empty: forward the text yourself and fill the book in /carriers
carrier-side-any = from any side
carrier-side-back = from behind
carrier-side-side = from the side
carrier-side-top = from above
carrier-in = ☑ { $name }
carrier-out = ☐ { $name }
carrier-ready-button = ✅ Done
carrier-edit-side = ✏️ Loading
carrier-edit-whom = ✏️ To whom
carrier-said-asked = 📣 The question is ready: forward the message below or read it out. Write down answers by replying to it or to this card, for example: <code>Ivan 8500 10:00</code>
carrier-copy = 📋 Copy the text
carrier-copy-part = 📋 Copy part { $part } of { $count }

# Offers.
carrier-asked = 📣 Asked { $at }: { $names }
carrier-asked-somebody = 📣 Asked { $at }
carrier-silent = ⏳ Still no offers: call the carriers
carrier-silent-told = ⏳ { $delivery }: carriers were asked { $at } and there are no offers. Call them.
carrier-offer-button = 💬 Write down an offer
carrier-compare-button = { $count ->
    [one] 📊 Compare { $count } offer
   *[other] 📊 Compare { $count } offers
}
carrier-compare = 📊 Offers · { $delivery }
carrier-no-offers = Nobody has offered anything yet.
carrier-more-offers = { $count ->
    [one] … and { $count } more offer
   *[other] … and { $count } more offers
}
carrier-sum = { $sum }
carrier-comes = comes at { $time }
carrier-until = stands until { $at }
carrier-open = • { $offer }
carrier-over = ⌛ { $offer } — has run out
carrier-chosen = ✅ Chosen: { $offer }
carrier-chosen-over = ⚠️ Chosen: { $offer } — has run out, check the price
carrier-asked-head = ⏳ The head decides: { $offer }
carrier-refused = 🚫 The head said no: { $offer }
carrier-rating = ⭐ Praised: { $good } of { $all }
carrier-by-price-button = 💰 By price
carrier-by-rating-button = ⭐ By praise
carrier-choose-button = ✅ Choose { $name } · { $sum }
carrier-anyway-button = ✅ Choose anyway
carrier-over-sure = ⌛ The offer has run out: { $offer }. Check with the carrier. Choose anyway?
carrier-offer-absent = There is no such offer any more.
carrier-choose-first = Choose an offer first.
carrier-tell-offer = Who asks how much? Name, price, car, when it comes and until what hour the price stands. For example: Ivan 8 500 ₽ van 10:00 until 18:00. Several, each on a line of its own, are fine.
carrier-offer-empty = Write the offer. For example: Ivan 8500 10:00
carrier-offer-no-name = “{ $words }”: who offers that? First the name, then the price: Ivan 8500 10:00
carrier-offer-no-price = “{ $words }”: what is the price? For example: Ivan 8500 10:00
carrier-offer-odd = “{ $words }”: I did not understand “{ $odd }”. For example: Ivan 8 500 ₽ van 10:00 until 18:00
carrier-offer-over = “{ $words }”: this offer has run out already. Write until what hour it stands: Ivan 8500 until tomorrow 12:00
carrier-offer-whose = There are several “{ $name }” in the book: { $names }. Write the full name.
carrier-said-offer = 💬 Noted: { $offer }
carrier-said-offers = { $count ->
    [one] 💬 Noted { $count } offer.
   *[other] 💬 Noted { $count } offers.
}
carrier-said-chosen = ✅ Chosen: { $offer }. Settle it with the carrier and press “Ordered”.
carrier-said-asked-head = ⏳ More than you may spend alone. The head is asked: { $offer }

# The head.
carrier-head-question = Order at this price? { $offer }
carrier-head-what = 🚚 Д-{ $number }: { $goods } → { $address }
carrier-head-others = 📊 Others offered: { $offers }
carrier-head-alone = { $count ->
    [one] 📊 No other offers, { $count } carrier was asked
   *[other] 📊 No other offers, { $count } carriers were asked
}
carrier-head-window = 🕓 { $window }
carrier-head-yes = ✅ Order it
carrier-head-no = ✖️ Too dear
carrier-head-late = Nothing to decide any more: the delivery has gone on.
carrier-head-follows = { $delivery }: the offer is chosen, the manager orders the car.
carrier-head-refused = { $delivery }: the manager looks for another car.
carrier-alarm = No car: { $delivery }
carrier-alarm-why = carriers were asked { $at }, no offers
carrier-alarm-goods = 📦 { $goods } → { $address }
carrier-alarm-asked = 📣 Asked: { $names } · kept by { $keeper }
carrier-alarm-offers = { $count ->
    [one] there is { $count } offer
   *[other] there are { $count } offers
}

# Ordering and steps.
carrier-state-given = handed over
carrier-state-assigned = the car is on its way to the load
carrier-order-button = ☎️ Ordered
carrier-objections = ⚠️ { $delivery }: can't be ordered yet
carrier-ordered = 🚛 Carried by { $offer }
carrier-driver = 👤 Driver { $name }, { $phone }
carrier-driver-car = 👤 Driver { $name }, { $phone }, { $car }
carrier-car-button = 🚚 The car has set out
carrier-car-edit = ✏️ Driver
carrier-picked-button = 📤 Picked up
carrier-brought-button = 🏁 Brought
carrier-said-ordered = ☎️ Ordered. From now on note where the car is.
carrier-said-set-out = 🚚 The car is on its way to the load.
carrier-said-picked-up = 📤 The load is picked up.
carrier-said-brought = 🏁 Brought.
carrier-tell-car = Who drives? Driver, phone, number plate. For example: Peter +7 916 123-45-67 А123ВС
carrier-hint-car = I did not understand. Driver, phone, number plate. For example: Peter +7 916 123-45-67 А123ВС
carrier-skip-car = ⏭ I don't know, but it has set out

# Other towns.
carrier-none = 📦 No carrier chosen yet
carrier-hand-button = 📦 Hand to a carrier
carrier-hand-title = 📦 Carrier · { $delivery }
carrier-hand-carrier = Who carries it?
carrier-hand-other = What is the carrier called?
carrier-hand-reach = How far do they bring it?
carrier-hand-terminal = Address of the terminal where the client fetches it?
carrier-hand-track = Which track number? For example: 1234567890
carrier-hand-planned = When should it come?
carrier-hand-places = How many pieces?
carrier-hand-weight = How heavy is it, kg?
carrier-hand-review = Is everything right?
carrier-hand-order = ✅ Order the carriage
carrier-hand-save = ✅ Save
carrier-hint-name = Choose by a button or write the name.
carrier-hint-terminal = Write the address. For example: Tver, Pashi Savelyevoy, 30
carrier-hint-track = Write the track number. For example: 1234567890
carrier-hint-places = Write the number of pieces from 1 to 500. For example: 2
carrier-hint-weight = Write the weight in kilograms. For example: 12.5
carrier-hint-why = Choose by a button or write why.
carrier-hint-bill = Write the sum. For example: 1500
carrier-track-wrong = “{ $words }” does not look like a track number. It has digits and letters without spaces. For example: 1234567890
carrier-track-first = 🔢 Without a track number the load can't be found later. Let us write it down first.
carrier-skip-track = ⏭ No number yet
carrier-other-button = ✏️ Another one
carrier-to-terminal = 🏢 To the terminal
carrier-to-door = 🚪 To the door
carrier-edit-carrier = ✏️ Carrier
carrier-edit-reach = ✏️ How far
carrier-edit-terminal = ✏️ Terminal
carrier-edit-places = ✏️ Pieces
carrier-edit-weight = ✏️ Weight
carrier-edit-track = ✏️ Track number
carrier-edit-planned = ✏️ Day of arrival
carrier-by = 🚛 { $name }
carrier-terminal = 🏢 Terminal: { $address }
carrier-size = { $count ->
    [one] 📦 { $count } piece, { $weight } kg
   *[other] 📦 { $count } pieces, { $weight } kg
}
carrier-track = 🔢 Track number: <code>{ $number }</code>
carrier-no-track = ⚠️ No track number yet
carrier-planned = 🗓 Expected { $day }
carrier-moved = 🔁 Moved from { $from } to { $to }: { $why }
carrier-moved-to = 🔁 Moved to { $to }: { $why }
carrier-their-word = 💬 The carrier says: { $words }
carrier-free = 🏢 Kept for nothing until { $day }
carrier-bill = 💰 The carrier's bill: { $sum }
carrier-order-intercity = ☎️ Order the carriage
carrier-change-button = ✏️ Change the carriage
carrier-handed-button = 📤 Handed in at the terminal
carrier-in-transit-button = 🚛 On the way
carrier-terminal-button = 🏢 At the terminal
carrier-ready-pickup-button = 📬 Ready for pickup
carrier-given-button = ✅ Handed over
carrier-move-button = 🗓 Move
carrier-free-button = 🏢 Kept until…
carrier-track-button = 🔢 Track number
carrier-bill-button = 💰 The carrier's bill
carrier-said-handing = ☎️ Ordered: { $carrier }, expected { $day }. When you have handed it in, press “Handed in at the terminal”.
carrier-said-changed = ✅ Changed.
carrier-said-handed = 📤 Handed to the carrier, the load is on its way.
carrier-said-in-transit = 🚛 The load is on its way.
carrier-said-at-terminal = 🏢 The load is at the terminal.
carrier-said-ready = 📬 The load can be picked up.
carrier-said-given = ✅ The load is handed over.
carrier-said-unknown = 💬 I don't know that status, noted as it is: { $words }
carrier-said-no-news = 👌 That is known already.
carrier-said-problem = ❗ The load was not handed over: settle it with the carrier.
carrier-not-handed-over = { $carrier }: not handed over
carrier-said-track = 🔢 Track number { $number } noted.
carrier-said-free = 🏢 Kept for nothing until { $day }.
carrier-said-moved-seen = 🗓 Expected { $day }. The client will see the new day on their card.
carrier-said-moved-unseen = 🗓 Expected { $day }. The client has no card: tell them yourself.
carrier-said-bill = 💰 The bill of { $sum } is noted. Task “pay”: { $name }, { $day }.
carrier-task-pay = Pay the bill of the carrier { $carrier }: { $sum } · Д-{ $number }, { $client }
carrier-bill-paid = The bill is paid already: the task is closed.
carrier-detail-title = { $what } · { $delivery }
carrier-what-offer = 💬 Offer
carrier-what-car = 🚚 Car
carrier-what-track = 🔢 Track number
carrier-what-move = 🗓 Another day
carrier-what-free = 🏢 Storage
carrier-what-bill = 💰 The carrier's bill
carrier-tell-move = To which day does it move?
carrier-tell-why = Why?
carrier-tell-free = Until which day is it kept for nothing?
carrier-tell-bill = How much is the bill?
carrier-why-late = Late on the way
carrier-why-car = No car
carrier-why-client = The client asked
carrier-come = 🗓 { $delivery }: by the plan the load comes { $day } ({ $carrier }). Has it?
carrier-lies = 🏢 { $delivery }: the load has been at the terminal for three days ({ $carrier }).
carrier-lies-told = The client was told where to fetch it.
carrier-lies-call = The client is not in the bot: call them.

# Undo.
carrier-client-asked = The client has already been asked whether it has come: this step can't be undone.
carrier-deed-added = a new carrier
carrier-deed-closed = whether we use a carrier
carrier-deed-offered = an offer of a carrier
carrier-deed-chosen = the choice of an offer
carrier-deed-asked-head = the question to the head about the price
carrier-deed-ordered = the order of a carriage
carrier-deed-stepped = a step of a delivery
carrier-deed-moved = another day of arrival
carrier-deed-billed = the carrier's bill

# What the client reads.
carrier-parcel-waits = 📦 Your load of delivery No. Д-{ $number } waits for you at the terminal.
carrier-parcel-carrier = 🚛 { $carrier }
carrier-parcel-terminal = 📍 { $address }
carrier-parcel-track = 🔢 Track number: <code>{ $number }</code>
carrier-parcel-free = 🗓 Kept for nothing until { $day }
carrier-parcel-bring-id = Bring your passport, and a power of attorney if you receive for an organisation.
