paper-line = 📄 { $paper }
paper-upd = transfer document
paper-proxy = letter of authority
paper-act = certificate
paper-numbered = { $kind } { $number }
paper-needed = { $paper }: needed
paper-needed-she = { $paper }: needed
paper-attached = { $paper }: attached
paper-attached-she = { $paper }: attached
paper-sent = { $paper }: sent
paper-sent-she = { $paper }: sent
paper-signed = { $paper }: signed { $day }
paper-signed-she = { $paper }: signed { $day }
paper-signed-by = { $paper }: signed { $day }, { $who }
paper-signed-by-she = { $paper }: signed { $day }, { $who }
paper-not-needed = { $paper }: not needed
paper-not-needed-she = { $paper }: not needed
paper-cannot = That can no longer be done with this document: it has changed.
command-docs = 📄 Documents
paper-title = 📄 Document
paper-card = 📄 <b>{ $paper }</b> · { $label }
paper-header = 📄 { $paper } · { $label }
paper-client = 🏢 { $client }
paper-left = 🚚 The goods left { $at }
paper-due = To be signed by { $at }
paper-age = { $days ->
    [one] { $days } day unsigned
   *[other] { $days } days unsigned
}
paper-age-late = { $days ->
    [one] ⚠️ { $days } day unsigned
   *[other] ⚠️ { $days } days unsigned
}
paper-reason = Not needed because: { $reason }
paper-edo = 🔗 Electronic exchange: { $edo }
paper-files = { $count ->
    [one] 📎 { $count } file
   *[other] 📎 { $count } files
}
paper-absent = There is no such document: the delivery may have been cancelled.
paper-nobody = the client has no manager
paper-attach-button = 📎 Attach
paper-send-button = ✉️ Sent
paper-sign-button = ✍️ Signed
paper-drop-button = 🚫 Not needed
paper-need-button = 📄 Needed after all
paper-edo-button = 🔗 Electronic link
paper-files-button = 📎 Show files
paper-all-button = 📄 All documents
paper-open-button = 📄 Open the document
paper-client-button = 📄 The client’s documents
paper-said-attached = 📎 File attached.
paper-said-sent = ✉️ Marked as sent to the client.
paper-said-signed = ✍️ Marked as signed.
paper-said-dropped = 🚫 Marked as not needed.
paper-said-needed = 📄 Marked as needed.
paper-said-edo = 🔗 Link kept.
paper-deed-attached = file of a document
paper-deed-sent = document sent
paper-deed-signed = document signed
paper-deed-dropped = document not needed
paper-deed-needed = document needed
paper-deed-edo = electronic link
paper-undo-changed = Somebody has changed this document since. Open its card.
paper-files-sent = { $count ->
    [one] { $count } file sent
   *[other] { $count } files sent
}
paper-ask-file = Send a photo or a file of the document.
paper-ask-reason = Why is the document not needed?
paper-ask-edo = Where is the document in electronic exchange? Send a link or a number.
paper-hint-file = A photo or a file of the document is needed.
paper-hint-reason = Write the reason. For example: picked up, the documents were given on the spot
paper-hint-edo = Send a link or a number as text.
paper-reminder = 📄 <b>Not signed</b> · { $client }
paper-alarm = 📄 { $paper } · { $label } · { $client }
paper-alarm-why = The goods left { $at }, the document is still not signed.
paper-alarm-stands = Now { $paper }
paper-alarm-who = Manager: { $who }
paper-gone = 📄 Document
paper-gone-why = not needed any more: the delivery was cancelled
sign-title = ✍️ Signing a document
sign-title-of = ✍️ Signed · { $paper }
sign-ask-who = Who signed?
sign-ask-day = When was it signed?
sign-ask-number = What is the number of the document?
sign-ask-review = Is everything right?
sign-hint-who = Write who signed. For example: Olga
sign-hint-day = Write the day. For example: yesterday or 20.11
sign-hint-number = Write the number or skip. For example: 214
sign-field-who = ✍️ { $who }, { $day }
sign-field-number = No. { $number }
sign-field-file = 📎 file attached
sign-edit-who = ✏️ Who
sign-edit-day = ✏️ When
sign-edit-number = ✏️ Number
sign-edit-file = 📎 Photo
docs-title = { $count ->
    [one] 📄 <b>Documents</b>: { $count } open
   *[other] 📄 <b>Documents</b>: { $count } open
}
docs-title-late = { $count ->
    [one] 📄 <b>Unsigned for too long</b>: { $count } document
   *[other] 📄 <b>Unsigned for too long</b>: { $count } documents
}
docs-title-of = { $count ->
    [one] 📄 <b>Documents</b> · { $client }: { $count } open
   *[other] 📄 <b>Documents</b> · { $client }: { $count } open
}
docs-in-time = ✅ Signed in time: { $done } of { $due } in { $days } days
docs-none = No open documents.
docs-none-late = Nothing is unsigned for too long.
docs-client = 🏢 <b>{ $client }</b>
docs-open = 📄 { $paper } · { $label }
docs-all-button = 📄 All open
docs-late-button = ⚠️ Too long: { $count }
docs-which = Documents of which client?
digest-papers = { $count ->
    [one] 📄 { $count } open document
   *[other] 📄 { $count } open documents
}
digest-papers-late = { $count ->
    [one] 📄 { $count } open document, unsigned for too long: { $late }
   *[other] 📄 { $count } open documents, unsigned for too long: { $late }
}
client-paper = 📄 { $paper } · { $label }
client-papers-more = { $count ->
    [one] 📄 and { $count } more document
   *[other] 📄 and { $count } more documents
}
load-papers = { $count ->
    [one] { $count } unsigned document
   *[other] { $count } unsigned documents
}
team-papers-nobody = { $count ->
    [one] 📄 Clients of nobody: { $count } document unsigned for too long
   *[other] 📄 Clients of nobody: { $count } documents unsigned for too long
}
papers-week = { $count ->
    [one] 📄 <b>{ $count } document is not signed</b>
   *[other] 📄 <b>{ $count } documents are not signed</b>
}
papers-week-client = 🏢 <b>{ $client }</b> · { $name }
papers-week-more = and { $count } more
rule-e7 = Shipping documents are not signed
rule-e7-first = First reminder to the manager
rule-e7-second = Second reminder to the manager
rule-e7-head = Alert to the head
rule-e7-ack = Wait for “Noted” before repeating
