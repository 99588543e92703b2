command-import = 📥 Загрузить файл
import-help = 📥 Пришлите файл: клиентов, тарифы, счета или остатки склада (CSV, XLSX) либо выписку банка 1CClientBankExchange. Сначала покажем, что в нём, и спросим.
import-reading = 📥 Читаю { $name }…
import-storing = 📥 Загружаю…
import-clients = 👥 <b>Клиенты</b>: { $name }
import-invoices = 🧾 <b>Счета</b>: { $name }
import-fees = 💳 <b>Тарифы</b>: { $name }
import-bank = 🏦 <b>Банк</b>: { $name }
import-stock = 📦 <b>Остатки склада</b>: { $name }
import-counts = Новых: { $added } · изменится: { $changed } · без изменений: { $same }
import-nothing-new = Нового нет: этот файл уже загружен.
import-trial = Пока ничего не загружено.
import-done = ✅ Загружено.
import-yes = ✅ Загрузить
import-problems = { $count ->
    [one] ⚠️ { $count } ошибка:
    [few] ⚠️ { $count } ошибки:
   *[many] ⚠️ { $count } ошибок:
}
import-more-problems = { $count ->
    [one] и ещё { $count } ошибка
    [few] и ещё { $count } ошибки
   *[many] и ещё { $count } ошибок
}
import-nothing-stored = Ничего не загружено. Исправьте файл и пришлите ещё раз.
import-problem = Строка { $line }, «{ $column }»: { $why }
import-problem-line = Строка { $line }: { $why }
import-gone = Telegram больше не отдаёт файл { $name }. Отправьте его ещё раз.
import-unknown = Не понял файл { $name }. Нужны клиенты, тарифы, счета или остатки склада (CSV, XLSX) либо выписка 1CClientBankExchange. Клиентов и остатки загружает руководитель, тарифы, счета и выписки — ещё и бухгалтерия.
file-no-rows = В файле только заголовки: под ними ни одной строки.
file-empty = Файл пуст.
file-too-large = Файл больше { $megabytes } МБ.
file-too-long = В таблице больше { $rows } строк. Разделите её.
file-not-a-table = Это не таблица. Нужен CSV с разделителем «;», «,» или табуляцией, либо XLSX.
file-broken-workbook = Книга Excel повреждена или защищена паролем. Сохраните её как XLSX ещё раз.
file-spoilt = Строка { $line }: русские буквы испорчены при сохранении. Выгрузите файл ещё раз и не открывайте его в редакторе.
file-mixed = Строка { $line }: в файле смешаны две кодировки. Выгрузите его ещё раз и не склеивайте из нескольких.
file-too-wide = Строка { $line }: больше { $columns } колонок. Проверьте разделитель.
file-no-column = Нет колонки «{ $column }». Заголовки должны стоять в первой строке, каждый в своей ячейке.
cell-empty = пусто. Пример: { $example }
cell-not-a-day = «{ $value }» не дата. Пример: 15.05.2026
cell-not-a-sum = «{ $value }» не сумма. Пример: 12 345,60
cell-no-such-client = клиента «{ $client }» нет. Сначала загрузите клиентов.
cell-bad-inn = «{ $value }» не ИНН: 10 или 12 цифр с верной контрольной суммой. Пример: 7707083893
cell-bad-zone = «{ $value }» не часовой пояс. Пример: МСК+2 или Asia/Yekaterinburg
cell-bad-phone = «{ $value }» не телефон. Пример: +7 916 123-45-67
cell-two-such-managers = менеджеров с именем «{ $value }» несколько. Напишите имя так, чтобы было видно, кто это.
cell-two-such-clients = клиентов с названием «{ $value }» несколько. Добавьте столбец «ИНН».
cell-no-such-manager = менеджера «{ $value }» нет. Сначала пригласите его.
clients-import-total = Клиентов в файле: { $clients }, новых контактов: { $contacts }, новых объектов: { $sites }
command-undo = ↩️ Взять назад
undo-title = ↩️ Что взять назад? Можно то, что сделано за последние 10 минут.
undo-line = ↩️ { $at } · { $what }
undo-nothing = За последние 10 минут брать назад нечего.
undo-already = Уже взято назад { $at }
undo-too-late = Прошло больше 10 минут: исправить может руководитель
undo-done = ↩️ Взято назад: { $what }
