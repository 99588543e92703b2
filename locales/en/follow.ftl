# Deliveries on their way: what the client sees.
command-parcels = 🚚 My deliveries
parcels-none = No deliveries yet.
parcels-title = { $count ->
    [one] 🚚 { $count } delivery
   *[other] 🚚 { $count } deliveries
}
parcels-line = No. D-{ $number } · { $at } · { $state }
parcel-button = No. D-{ $number } · { $at }
parcel-absent = There is no such delivery.
parcel-late = ⏰ Delayed: it comes by { $at }
parcel-courier = 🙋 Courier: { $who }
parcel-eta = 🕓 Arrives about { $at }
parcel-carrier = 🚛 Carried by { $carrier }
parcel-carrier-track = 🚛 Carried by { $carrier }, number { $track }
parcel-driver = 🙋 Driver: { $who }
parcel-planned = 📅 Expected { $day }
parcel-terminal = 📍 Pick up at: { $where_to }
parcel-state-arranged = transport ordered
parcel-state-car = a car is on the way to fetch it
parcel-step = { $at } — { $state }
parcel-track-button = 🗺 Where is the courier
parcel-got-button = ✅ Received already
parcel-warning = 🚚 Delivery No. D-{ $number } is delayed. Sorry! We are watching it and will tell you the exact time as soon as we know.
parcel-warning-until = 🚚 Delivery No. D-{ $number } is delayed, it comes by { $at }. Sorry to keep you waiting!

# Deliveries on their way: what we see.
command-deliveries = 🚚 Deliveries
deliveries-button = 📋 The client's deliveries
deliveries-today = 🚚 Deliveries on { $day }
deliveries-week = 🚚 Deliveries of the coming week
deliveries-unconfirmed = 🚚 Deliveries without the client's word
deliveries-of = 🚚 Deliveries · { $client }
deliveries-outside = 🚚 Deliveries outside their window, 30 days
deliveries-empty = Nothing here.
deliveries-line = { $delivery } · { $at } · { $state }
deliveries-mark-late = 🔴 late
deliveries-mark-asked = 🕓 waiting for the client's word
deliveries-share = 🎯 In the agreed window, 30 days: { $share } % ({ $good } of { $all })
deliveries-moved = { $count ->
    [one] Of these { $count } was moved by the client before it left
   *[other] Of these { $count } were moved by the client before they left
}
deliveries-all-inside = All deliveries came in time.
deliveries-fault-late = { $delivery } · came: { $at }
deliveries-fault-unproved = { $delivery } · by our word only
deliveries-fault-nobody = { $delivery } · nobody has confirmed
deliveries-today-button = 🚚 Today
deliveries-week-button = 🗓 Week
deliveries-unconfirmed-button = 🕓 Unconfirmed
deliveries-outside-button = 🎯 Outside the window: { $count }
digest-deliveries = 🚚 Deliveries { $what }
digest-deliveries-today = today { $count }
digest-deliveries-late = late { $count }
digest-deliveries-asked = unconfirmed { $count }
digest-deliveries-idle = { $count ->
    [one] 🔧 Delivered, installation not set: { $count } delivery
   *[other] 🔧 Delivered, installation not set: { $count } deliveries
}
digest-delivery-late = 🔥 Late: { $delivery }, expected by { $until }
digest-delivery-red = 🔴 Unconfirmed for more than a day: { $delivery }
week-delivery = 🚚 { $delivery }, { $window }
client-delivery = 🚚 D-{ $number }: { $state }, { $window }
client-delivery-got = 🚚 D-{ $number }: received: { $at }
team-deliveries = 🚚 Deliveries today { $today } · late { $late } · unconfirmed { $asked }
team-deliveries-late = Late: { $who }
team-deliveries-asked = Unconfirmed: { $who }
team-deliveries-of = { $name } { $count }
team-deliveries-nobody = without a manager
load-deliveries = { $count ->
    [one] { $count } delivery
   *[other] { $count } deliveries
}

# E4: a delivery does not go as it should.
rule-e4 = A delivery does not go as planned
rule-e4-head = A delivery is not sorted out by the end of the day
rule-e4-assigned = No courier assigned after ordering
rule-e4-picked = Goods not picked up after the window began
rule-e4-still = Goods on the way and no news
rule-e4-late = Goods not delivered after the window ended
rule-e4-answer = The client has not said whether it came
rule-e4-ticks = From this value on the client ticks every line
rule-e4-end = How long before the end of the working day the head is told
follow-alarm = { $delivery } · { $state }
follow-unassigned = No courier assigned, waiting since { $at }
follow-unfetched = The goods have not been picked up, due by { $at }
follow-still = No news of the goods since { $at }
follow-late = 🔴 Late: it should have come by { $at }
follow-silent = The client does not say whether it came; an answer was due by { $at }
follow-courier = 🙋 { $who }
follow-call-button = 📞 Call the courier
follow-warn-button = 📣 Warn the client
follow-call = 📞 { $delivery }: { $who } { $phone }
follow-call-unknown = { $delivery }: the courier's number is not known yet. It will be on the card once a courier is assigned.
follow-nothing-to-warn = There is nothing left to warn of: { $state }
follow-warn-title = 📣 Warn the client · { $delivery }
follow-warn-text = 👁 The client will read: “{ $text }”
follow-warn-ask = Send it? If you know by what hour it comes, type the time, for example 16:30.
follow-warn-send = ✅ Send to the client
follow-warn-no-time = ✖️ Without a time
follow-warn-hint = Type a time of today that has not passed, for example 16:30, or press “Send to the client”.
follow-warned = ✅ The client has been warned.
follow-warned-later = ✅ It is outside the client's hours. The message goes out: { $at }.
follow-warned-nobody = ⚠️ There is nobody in the bot to write to. Call the site: { $name }, { $phone }
follow-said = 📣 The client was warned of the delay: { $at }
follow-said-until = 📣 The client was warned ({ $at }): it comes by { $until }
courier-late = 🕓 Came late
courier-rude = 😠 Was rude
courier-careless = 📦 Careless with the goods
courier-curb = 🚪 Did not carry it in
courier-other = 💬 Something else

# The site is ready later than the goods come.
site-later = 🏗 { $client }: the site will be ready only on { $day }. These deliveries come before.
site-free = Not ordered yet, can be moved:
site-ordered = Ordered already: agree with the client whether they take the goods, or cancel the order:
site-delivery = 🚚 { $delivery } · { $day }
