# Deliveries: write down, check, order by hand.
command-courier = 🚚 Write a delivery down
booking-button = 🚚 Delivery
booking-title = 🚚 Delivery
booking-title-of = 🚚 Delivery · { $client }
booking-header = 🚚 <b>Delivery</b>
booking-header-of = 🚚 <b>Delivery</b> · { $client }
booking-header-change = ✏️ <b>Changing the delivery</b> · { $client }
booking-label = Delivery D-{ $number }
booking-deed = A delivery was written down
booking-ask-client = To whom? Type a name, tax number or phone.
booking-ask-which = Several clients match “{ $query }”. To whom?
booking-ask-goods = What do we ship? Choose or type, for example: 2 remotes, boom 6 m
booking-ask-more = What else? Choose or type. What is too much can be taken out.
booking-ask-which-item = Which of these is “{ $words }”?
booking-ask-count = How many: { $name }?
booking-ask-serials = { $count ->
    [one] Serial number: { $name }, { $count } pc. Type it.
   *[other] Serial numbers: { $name }, { $count } pcs. Type them with commas.
}
booking-ask-review = Is everything right? Any field can be changed.
booking-ask-missing = Almost there: fill in what is marked ⚠️
booking-ask-address = Where to? Choose or type the address.
booking-ask-entry = How does one get in? A pass, a gate, the floor.
booking-ask-contact = Who receives it? Choose, or type name and phone.
booking-ask-phone = What is the phone of “{ $name }”?
booking-ask-weight = How much does it all weigh, kg?
booking-ask-longest = The longest side, m?
booking-ask-place = From where?
booking-ask-window = When? Choose or type, for example: tomorrow 10-14, 25.12 after lunch
booking-ask-hours = { $day }: from what hour to what hour? For example: 10-14
booking-ask-transport = By what? For this weight and length fits: { $fits }.
booking-ask-transport-any = By what?
booking-ask-why = Why not by what fits the weight and length? A few words.
booking-ask-papers = Which papers? A tap changes the state in turn.
booking-ask-value = How much are the goods worth?
booking-ask-insured = Insured for how much?
booking-ask-loaders = How many loaders?
booking-ask-invoice = Which invoice is the equipment on?
booking-ask-note = What should the courier know?
booking-hint-goods = I did not understand. Type what and how many, for example: 2 remotes
booking-hint-count = A whole number, for example: 4
booking-hint-phone = I did not understand the phone. For example: Peter +7 916 123-45-67
booking-hint-weight = I did not understand the weight. For example: 12.5 or 800 g
booking-hint-longest = I did not understand the length. For example: 3.2 or 120 cm
booking-hint-window = I did not understand the time. For example: tomorrow 10-14, 25.12 after lunch
booking-hint-sum = I did not understand the sum. For example: 15 000
booking-hint-loaders = A number from 0 to 20, for example: 2
booking-hint-words = Type it in words.
booking-serials-count = { $wanted ->
    [one] { $wanted } number is needed, { $given } given. For example: SN-001
   *[other] { $wanted } numbers are needed, { $given } given. For example: SN-001, SN-002
}
booking-skip-none = ⏭ Free entry
booking-skip-later = ⏭ Without numbers
booking-skip-zero = ⏭ Without a sum
booking-skip-invoice = ⏭ Without an invoice
booking-skip-note = ⏭ Nothing
booking-skip-weight = ⏭ As the warehouse knows
booking-count-button = { $qty } pcs
booking-loaders-button = { $count ->
    [one] { $count } loader
   *[other] { $count } loaders
}
booking-ready-button = ✅ Done
booking-more-button = 📦 More goods
booking-verbatim-button = ✍️ Write as it is: { $words }
booking-drop-button = ❌ { $name } { $qty } pcs
booking-serials-button = 🔢 Numbers
booking-fits-button = { $transport } (fits)
booking-map-button = 🗺 Check the address on the map
booking-by-carrier-button = 🚛 By a carrier
booking-by-courier-button = 🚚 By courier
booking-anyway-button = ✅ Save all the same
booking-day-off-button = 📅 On this day all the same
booking-edit-window = ✏️ Time
booking-edit-address = ✏️ Address
booking-edit-contact = ✏️ Who receives
booking-edit-entry = ✏️ Entry
booking-edit-weight = ✏️ Weight
booking-edit-longest = ✏️ Length
booking-edit-transport = ✏️ Transport
booking-edit-place = ✏️ From
booking-edit-papers = ✏️ Papers
booking-edit-value = ✏️ Value
booking-edit-insured = ✏️ Insurance
booking-edit-loaders = ✏️ Loaders
booking-edit-invoice = ✏️ Invoice
booking-edit-note = ✏️ For the courier
booking-edit-client = ✏️ Client
booking-upd = Transfer document
booking-proxy = power of attorney
booking-act = act
booking-paper = { $kind }: { $state }
booking-paper-needed = needed
booking-paper-needed-she = needed
booking-paper-attached = attached
booking-paper-attached-she = attached
booking-paper-signed = signed
booking-paper-signed-she = signed
booking-paper-not-needed = not needed
booking-paper-not-needed-she = not needed
booking-papers = 📄 { $papers }
booking-no-papers = 📄 No papers
booking-from = 🏬 { $place }, { $address }
booking-away = 🌆 The client is in another town: { $city }
booking-value = 💎 Worth { $sum }
booking-insured = insured for { $sum }
booking-loaders = { $count ->
    [one] { $count } loader
   *[other] { $count } loaders
}
booking-invoice = invoice No. { $number }
booking-invoice-open = No. { $number }: { $left } unpaid
booking-invoice-paid = No. { $number }: paid, { $sum }
booking-missing-serials = ⚠️ No serial numbers: { $name }
booking-missing-address = ⚠️ No address
booking-missing-contact = ⚠️ Nobody to receive it
booking-missing-weight = ⚠️ No weight
booking-missing-longest = ⚠️ No length
booking-missing-goods = ⚠️ No goods
booking-missing-window = ⚠️ The time does not fit
booking-wrong-window = ⚠️ { $why }
booking-not-yet = Can't be saved yet: { $missing }
booking-twin = ⚠️ D-{ $number } ({ $state }) goes to the client on the same day
booking-twin-sure = D-{ $number } goes to the client on the same day. If this is another delivery, press “Save all the same”.
booking-said = ✅ Delivery D-{ $number } is written down.
booking-said-changed = ✅ The delivery is changed.
booking-said-cancelled = ✖️ The delivery is cancelled, the goods are free again.
booking-said-asked = 🙋 The head has been asked.
booking-conflict = ⚠️ The delivery changed while you were at it. Your changes are not saved, look and repeat.
booking-too-late = Too late: the delivery has gone on.
booking-went-on = Can't be undone any more: the delivery has gone on.
booking-edit-button = ✏️ Change
booking-cancel-button = ✖️ Cancel the delivery
booking-override-button = ⚠️ Without agreement
booking-ask-head-button = 🙋 Ask the head
booking-not-twice-button = 👌 It is another delivery
booking-ask-cancel = ✖️ Why is { $delivery } cancelled?
booking-unwanted-button = 🙅 The client changed their mind
booking-goods-button = 📦 No goods
booking-mistake-button = 🙈 A mistake
booking-words-button = ✍️ In my own words
booking-keep-button = ⬅️ Keep it
booking-why-unwanted = the client changed their mind
booking-why-goods = no goods
booking-why-mistake = written down by mistake

# The window.
window-said = { $day }, { $from }–{ $to }
window-wrong = { $what } For example: { $example }
window-short = There must be an hour at least between beginning and end.
window-soon = Too soon: a courier needs an hour, not before { $from }.
window-far = { $days ->
    [one] Too far: at most { $days } day ahead.
   *[other] Too far: at most { $days } days ahead.
}
window-off = { $day } is a day off.
window-client = Goods are received from { $from } to { $to } local time.
window-place = We ship from { $from } to { $to } Moscow time.

# What stands against ordering.
check-against = ⚠️ { $what }
check-goods-later = { $names } comes { $day }
check-goods-never = { $names }: not enough in stock, nobody knows when more comes
check-goods-in-time = ⏳ { $names } comes { $day }, in time for the shipment
check-past = The time has come already: choose another one
check-not-agreed = The time is not agreed with the client
check-unpaid = Invoice No. { $number } is not paid, { $left } left
check-unpaid-asked = Invoice No. { $number } is not paid, { $left } left: the head is to answer
check-unpaid-refused = Invoice No. { $number } is not paid, { $left } left. The head says no: { $why }
check-upd = The transfer document is not attached
check-proxy = The power of attorney is not attached
check-act = The act is not attached
check-twice = D-{ $number } ({ $state }) goes to the client on the same day
ask-ship-unpaid = Shipping before payment
leave-yes-button = ✅ Ship it
leave-no-button = ❌ Payment first
leave-question = Ship D-{ $number } although invoice No. { $bill } is not paid?
leave-bill = 🧾 Invoice No. { $number }: { $left } of { $sum } unpaid
leave-said-yes = D-{ $number } may be shipped before payment.
leave-said-no = D-{ $number } waits for payment.
leave-gone = The delivery is cancelled already.

# A reason in words.
excuse-title = 🚚 Reason · { $delivery }
excuse-header = 🚚 <b>{ $delivery }</b>
excuse-ask-override = Why do we ship without the client's agreement? The reason stays on the card.
excuse-ask-cancel = Why is it cancelled? The reason stays on the card.
excuse-hint = Give the reason in a few words, for example: the client asked for it as soon as possible
excuse-said-override = ⚠️ It ships without agreement.

# Ordered by hand.
hand-deed = A courier was ordered by hand
hand-order-button = 📋 Order by hand
hand-not-yet = Can't be ordered yet: { $why }
hand-title = 📋 Courier order · { $delivery }
hand-header = 📋 <b>Courier order</b> · { $delivery }
hand-ask-number = Order the courier on their site: press a field to copy it. Then type the number of the order.
hand-ask-price = What does the delivery cost?
hand-ask-courier = Who comes? Name and phone of the courier.
hand-hint-number = Type the number of the order, for example: 1234567
hand-skip-price = ⏭ Price unknown
hand-skip-courier = ⏭ Name unknown
hand-copy-from = 📋 From
hand-copy-address = 📋 To
hand-copy-contact = 📋 Who receives
hand-copy-phone = 📋 Phone
hand-copy-window = 📋 When
hand-copy-goods = 📋 What
hand-copy-weight = 📋 Weight, kg
hand-copy-note = 📋 For the courier
hand-number = 🔢 Order No. { $number }
hand-courier = 🚴 Courier: { $name }
hand-courier-phone = 🚴 Courier: { $name } { $phone }
hand-assigned-button = 🚴 Courier assigned
hand-took-button = 📤 Picked up
hand-brought-button = 📬 Delivered
hand-said-ordered = ✅ The order is written down.
hand-cancel-too = ⚠️ The courier is ordered by hand: cancel the order on their site as well.
