command-imports = ↩️ The last imports
unload-none = 📥 Nothing has been imported yet.
unload-title = 📥 <b>The last imports</b>
unload-line = { $at }, { $who }: new { $added }, changed { $changed }, known before { $same }
unload-terminal = from the server
unload-by-itself = by itself
unload-invoices-by-itself = invoices of 1C
unload-bank-by-itself = payments of 1C
unload-undone-at = ↩️ Taken back { $at }
unload-button = ↩️ Take back: { $name }
unload-of = Imported { $at }
unload-already = This import was taken back already { $at }
unload-refused = 🚫 It can't be taken back: other deeds stand on these data.
unload-more = { $count ->
    [one] …and { $count } more
   *[other] …and { $count } more
}
unload-goes = If it is taken back:
unload-nothing-goes = Only the import itself is marked as taken back, the data stay as they are.
unload-stays = What stays:
unload-old = ⚠️ This file was imported before we began to remember what each file held. If the same rows stood in other files of that time, import those files once more.
unload-yes = ↩️ Yes, take it back
unload-back = ⬅️ Imports
unload-grown = 🚫 Such an import can't be taken back as a whole: other deeds stand on these data. Correct the file and import it once more.
unload-done = ↩️ The import was taken back.
unload-again = This file can be imported again: just send it.
unload-again-by-itself = What stands in 1C comes again the next time it is read. If there is an error, correct it there first.
unload-held = Invoice { $number }: { $why }
unload-held-money = { $sum } has come for it
unload-held-sent = it was sent to the client { $at }
unload-held-delivery = delivery No. { $number } is for it
unload-held-dispute = the client disputes it
unload-below-paid = Invoice { $number }: the former sum { $sum } is less than the { $paid } paid
unload-invoices-old = The file corrected invoices before we began to remember former sums. Import the right file: it corrects the invoices.
unload-invoices-goes = { $count ->
    [one] { $count } invoice of { $sum } goes
   *[other] { $count } invoices of { $sum } go
}
unload-invoices-corrected = { $count ->
    [one] the former sum and day of { $count } invoice come back
   *[other] the former sums and days of { $count } invoices come back
}
unload-invoices-stays = { $count ->
    [one] { $count } invoice: another import holds it too
   *[other] { $count } invoices: other imports hold them too
}
unload-bank-goes = { $count ->
    [one] { $count } payment of { $sum } goes
   *[other] { $count } payments of { $sum } go
}
unload-bank-by-hand = { $count ->
    [one] { $count } of them was settled by hand: that goes too
   *[other] { $count } of them were settled by hand: that goes too
}
unload-bank-debts = { $count ->
    [one] { $sum } is owed again for { $count } invoice
   *[other] { $sum } is owed again for { $count } invoices
}
unload-bank-covered = the bank will be known only until { $day }, promises are judged anew
unload-bank-unknown = there are no other statements: we shall not know what clients have paid
unload-bank-stays = { $count ->
    [one] { $count } payment of { $sum }: another statement holds it too
   *[other] { $count } payments of { $sum }: other statements hold them too
}
