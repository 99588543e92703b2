command-import = 📥 Load a file
import-help = 📥 Send a file: clients, fees, invoices or the stock (CSV, XLSX), or a bank statement 1CClientBankExchange. First we show what is in it, and ask.
import-reading = 📥 Reading { $name }…
import-storing = 📥 Loading…
import-clients = 👥 <b>Clients</b>: { $name }
import-invoices = 🧾 <b>Invoices</b>: { $name }
import-fees = 💳 <b>Fees</b>: { $name }
import-bank = 🏦 <b>Bank</b>: { $name }
import-stock = 📦 <b>Stock</b>: { $name }
import-counts = New: { $added } · will change: { $changed } · the same: { $same }
import-nothing-new = Nothing new: this file has been loaded already.
import-trial = Nothing is stored yet.
import-done = ✅ Loaded.
import-yes = ✅ Load
import-problems = { $count ->
    [one] ⚠️ { $count } mistake:
   *[other] ⚠️ { $count } mistakes:
}
import-more-problems = { $count ->
    [one] and { $count } mistake more
   *[other] and { $count } mistakes more
}
import-nothing-stored = Nothing was stored. Correct the file and send it again.
import-problem = Line { $line }, “{ $column }”: { $why }
import-problem-line = Line { $line }: { $why }
import-gone = Telegram does not give the file { $name } any more. Send it once more.
import-unknown = I do not know the file { $name }. Clients, fees, invoices or the stock (CSV, XLSX) or a statement 1CClientBankExchange are needed. The head loads clients and the stock, accounting loads fees, invoices and statements too.
file-no-rows = The file has headings only: there is not one row below them.
file-empty = The file is empty.
file-too-large = The file is larger than { $megabytes } MB.
file-too-long = The table has more than { $rows } rows. Split it.
file-not-a-table = This is no table. A CSV with “;”, “,” or tabs is needed, or an XLSX.
file-broken-workbook = The Excel workbook is broken or has a password. Save it as XLSX once more.
file-spoilt = Line { $line }: the letters were spoilt when it was saved. Export the file once more and do not open it in an editor.
file-mixed = Line { $line }: the file mixes two encodings. Export it once more and do not put files together.
file-too-wide = Line { $line }: more than { $columns } columns. Check the separator.
file-no-column = There is no column “{ $column }”. The headings must stand in the first line, each in a cell of its own.
cell-empty = empty. An example: { $example }
cell-not-a-day = “{ $value }” is no date. An example: 15.05.2026
cell-not-a-sum = “{ $value }” is no sum. An example: 12 345.60
cell-no-such-client = there is no client “{ $client }”. Load the clients first.
cell-bad-inn = “{ $value }” is no INN: 10 or 12 digits with the right check sum. An example: 7707083893
cell-bad-zone = “{ $value }” is no time zone. An example: МСК+2 or Asia/Yekaterinburg
cell-bad-phone = “{ $value }” is no phone number. An example: +7 916 123-45-67
cell-two-such-managers = several managers are called “{ $value }”. Write the name so that it is clear who is meant.
cell-two-such-clients = several clients are called “{ $value }”. Add the column “INN”.
cell-no-such-manager = there is no manager “{ $value }”. Invite them first.
clients-import-total = Clients in the file: { $clients }, new contacts: { $contacts }, new sites: { $sites }
command-undo = ↩️ Take back
undo-title = ↩️ What to take back? What was done in the last 10 minutes.
undo-line = ↩️ { $at } · { $what }
undo-nothing = There is nothing to take back from the last 10 minutes.
undo-already = Taken back already { $at }
undo-too-late = More than 10 minutes have passed: the head can correct it
undo-done = ↩️ Taken back: { $what }
