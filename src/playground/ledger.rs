//! The books of a make-believe company: 300 clients, three months of invoices, and what the bank saw of them. Made by
//! a small generator, so every demo shows the same; written as the files that 1С and the bank would write.

use crate::{inn, money::Money};
use chrono::{Datelike, Days, NaiveDate};
use encoding_rs::WINDOWS_1251;
use std::{collections::BTreeSet, fmt::Write};

/// The client everybody talks about.
pub const HERO: &str = "ТСН «Ромашка»";
/// How many clients there are.
pub const CLIENTS: usize = 300;
/// So many of them, the first, are kept by [`KEEPERS`]`[0]`, the next by the second; the rest are nobody's.
const KEPT: [usize; 2] = [230, 292];
/// The managers.
pub const KEEPERS: [&str; 2] = ["Анна", "Мария"];
/// Where goods are kept.
pub const PLACES: [(&str, &str); 2] = [("Склад", "Мытищи, ул. Складская, 1"), ("Офис", "Москва, ул. Лесная, 5")];
/// The company's own account and tax number.
const ACCOUNT: &str = "40702810900000005024";
const OUR_INN: &str = "7700005024";

/// What an access-control service keeps and ships: item, article number, unit, least, kilograms, metres; and how many are
/// in the warehouse and at the office.
const GOODS: [(&str, u32, u32); 14] = [
    ("Шлагбаум;BR-100;шт;2;58;1,1", 4, 0),
    ("Стрела 3 м;ST-3;шт;2;4,5;3", 6, 0),
    ("Стрела 4 м;ST-4;шт;3;6;4", 2, 0),
    ("Стрела 6 м;ST-6;шт;2;9,5;6", 5, 0),
    ("Турникет;TN-20;шт;1;42;1,2", 2, 0),
    ("Считыватель карт;RD-7;шт;5;0,3;0,15", 18, 4),
    ("Контроллер доступа;CT-2;шт;4;0,6;0,25", 11, 3),
    ("Камера распознавания номеров;CAM-8;шт;3;1,4;0,3", 7, 1),
    ("Пульт;PU-1;шт;20;0,05;0,1", 60, 35),
    ("Карта доступа;CARD;шт;100;0,006;0,09", 800, 240),
    ("Вызывная панель;DP-3;шт;2;0,9;0,2", 3, 0),
    ("Блок питания;PS-12;шт;4;0,7;0,2", 9, 2),
    ("Кабель витая пара;UTP-5;м;100;0,04;", 915, 0),
    ("Замок электромагнитный;EM-300;шт;2;2,2;0,25", 6, 0),
];
const KINDS: [&str; 10] = ["ТСН", "ТСЖ", "КП", "ЖК", "СНТ", "УК", "БЦ", "Склад", "Технопарк", "Парк-отель"];
const NAMES: [&str; 60] = [
    "Берёзка",
    "Лотос",
    "Сосновый бор",
    "Заречье",
    "Дубрава",
    "Ясная поляна",
    "Тихая гавань",
    "Северный ветер",
    "Лесной",
    "Озёрный",
    "Полесье",
    "Светлый",
    "Родник",
    "Янтарь",
    "Малахит",
    "Гранат",
    "Бирюза",
    "Жемчужина",
    "Кристалл",
    "Маяк",
    "Парус",
    "Альбатрос",
    "Чайка",
    "Ласточка",
    "Сокол",
    "Орлан",
    "Журавли",
    "Снегири",
    "Рябина",
    "Калина",
    "Черёмуха",
    "Ивушка",
    "Клён",
    "Ясень",
    "Каштан",
    "Вишнёвый сад",
    "Яблоневый",
    "Медовый",
    "Луговое",
    "Раздолье",
    "Простор",
    "Горизонт",
    "Меридиан",
    "Экватор",
    "Зенит",
    "Орбита",
    "Созвездие",
    "Полярная звезда",
    "Аврора",
    "Восход",
    "Рассвет",
    "Полдень",
    "Вечерний",
    "Старый город",
    "Новый свет",
    "Ключи",
    "Холмы",
    "Долина",
    "Каскад",
    "Атриум",
];
const TOWNS: [(&str, &str); 10] = [
    ("Москва", "МСК"),
    ("Мытищи", "МСК"),
    ("Тверь", "МСК"),
    ("Казань", "МСК"),
    ("Калуга", "МСК"),
    ("Самара", "МСК+1"),
    ("Екатеринбург", "МСК+2"),
    ("Омск", "МСК+3"),
    ("Новосибирск", "МСК+4"),
    ("Калининград", "МСК-1"),
];
const STREETS: [&str; 8] =
    ["Лесная", "Садовая", "Центральная", "Парковая", "Заводская", "Речная", "Солнечная", "Новая"];
const PEOPLE: [&str; 12] = [
    "Ольга",
    "Пётр",
    "Светлана",
    "Игорь",
    "Наталья",
    "Сергей",
    "Елена",
    "Дмитрий",
    "Татьяна",
    "Алексей",
    "Ирина",
    "Михаил",
];
const POSTS: [&str; 4] = ["бухгалтер", "председатель", "управляющий", "на объекте"];

/// A small generator: the same numbers every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
        let at = self.below(list.len() as u64);
        list[usize::try_from(at).unwrap_or(0)]
    }
}

/// A client of the books.
#[derive(Debug, Clone)]
pub struct Firm {
    /// As we call it.
    pub name: String,
    /// Tax number.
    pub inn: String,
    /// Who keeps it; `None`: nobody.
    pub keeper: Option<&'static str>,
    /// What it pays a month.
    pub fee: Money,
    town: (&'static str, &'static str),
    street: String,
    people: Vec<(&'static str, &'static str, String)>,
}

/// An invoice, and the day it was paid, if it was.
#[derive(Debug, Clone)]
pub struct Bill {
    /// Whose, its place among the firms.
    pub firm: usize,
    /// As 1С numbers it.
    pub number: String,
    /// Issued on.
    pub issued_on: NaiveDate,
    /// What it asks for.
    pub sum: Money,
    /// Paid on, if it was.
    pub paid_on: Option<NaiveDate>,
}

/// The books.
#[derive(Debug)]
pub struct Ledger {
    /// The clients; the hero first.
    pub firms: Vec<Firm>,
    /// Every invoice, month by month.
    pub bills: Vec<Bill>,
}

/// Invoices are issued on these days and due on the last working day of the month.
pub const ISSUED: [NaiveDate; 3] = [day(2026, 9, 15), day(2026, 10, 15), day(2026, 11, 16)];
const DUE: [NaiveDate; 3] = [day(2026, 9, 30), day(2026, 10, 30), day(2026, 11, 30)];

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

impl Ledger {
    /// The books as they stand on the day the demo begins. The hero has not paid for October and promises to.
    pub fn open() -> Self {
        let mut dice = Dice(5024);
        let firms: Vec<Firm> = (0..CLIENTS).map(|at| firm(at, &mut dice)).collect();
        let mut bills = Vec::new();
        // Who owes for a month pays for no later one before: money without a number would be taken for the older debt.
        let mut debtors = BTreeSet::new();
        for (month, issued_on) in ISSUED.into_iter().enumerate() {
            for (at, firm) in firms.iter().enumerate() {
                let number = format!("{}", 4001 + month * CLIENTS + at);
                let paid_on = match (at, month) {
                    (0, 0) => Some(DUE[0]),
                    (0, _) => None,
                    _ => pays(month, &mut dice).filter(|_| !debtors.contains(&at)),
                };
                if paid_on.is_none() {
                    debtors.insert(at);
                }
                bills.push(Bill { firm: at, number, issued_on, sum: firm.fee, paid_on });
            }
        }
        Self { firms, bills }
    }

    /// The table of clients, contact persons and sites.
    pub fn clients_csv(&self) -> String {
        let mut csv =
            String::from("Название;ИНН;Город;Часовой пояс;Менеджер;Контакт;Должность;Телефон;Адрес объекта;Почта\n");
        for (at, firm) in self.firms.iter().enumerate() {
            for (name, post, phone) in &firm.people {
                let (town, zone) = firm.town;
                let keeper = firm.keeper.unwrap_or_default();
                let email = if *post == "бухгалтер" { format!("buh{at}@example.ru") } else { String::new() };
                let _ = writeln!(
                    csv,
                    "{};{};{town};{zone};{keeper};{name};{post};{phone};{};{email}",
                    firm.name, firm.inn, firm.street
                );
            }
        }
        csv
    }

    /// The table of what clients pay a month.
    pub fn fees_csv(&self) -> String {
        let mut csv = String::from("Клиент;ИНН;Тариф;С месяца;Договор\n");
        for firm in &self.firms {
            let _ = writeln!(csv, "{};{};{},00;10.2026;подписан", firm.name, firm.inn, firm.fee.kopecks() / 100);
        }
        csv
    }

    /// The table of invoices issued on a day.
    pub fn invoices_csv(&self, issued_on: NaiveDate) -> String {
        let mut csv = String::from("Номер;Дата;ИНН;Контрагент;Сумма\n");
        for bill in self.bills.iter().filter(|bill| bill.issued_on == issued_on) {
            let firm = &self.firms[bill.firm];
            let (day, rubles) = (bill.issued_on.format("%d.%m.%Y"), bill.sum.kopecks() / 100);
            let _ = writeln!(csv, "{};{day};{};{};{rubles},00", bill.number, firm.inn, firm.name);
        }
        csv
    }

    /// The table of invoices issued after the books end: every client its fee.
    pub fn later_csv(&self, issued_on: NaiveDate) -> String {
        let months = (issued_on.year() - 2026) * 12 + issued_on.month0().cast_signed() - 8;
        let first = 4001 + usize::try_from(months).unwrap_or(0) * CLIENTS;
        let bill = |(at, firm): (usize, &Firm)| Bill {
            firm: at,
            number: (first + at).to_string(),
            issued_on,
            sum: firm.fee,
            paid_on: None,
        };
        let bills = self.firms.iter().enumerate().map(bill).collect();
        Self { firms: self.firms.clone(), bills }.invoices_csv(issued_on)
    }

    /// The table of what is where, as somebody has counted it.
    pub fn stock_csv() -> String {
        let mut csv = String::from("Товар;Артикул;Ед.;Минимум;Вес, кг;Длина, м;Место;Остаток\n");
        for (item, warehouse, office) in GOODS {
            for ((place, _), count) in PLACES.into_iter().zip([warehouse, office]) {
                let _ = writeln!(csv, "{item};{place};{count}");
            }
        }
        csv
    }

    /// The bank's statement for the days from `from` to `to`, with two payments nobody can match alone.
    pub fn statement(&self, from: NaiveDate, to: NaiveDate) -> Vec<u8> {
        let paid = self.bills.iter().filter(|bill| bill.paid_on.is_some_and(|on| (from..=to).contains(&on)));
        let orders = paid.enumerate().map(|(at, bill)| {
            let firm = &self.firms[bill.firm];
            let (number, issued_on) = (&bill.number, bill.issued_on.format("%d.%m.%Y"));
            let purpose = match at % 5 {
                0 => format!("Оплата по счету № {number} от {issued_on}. Без НДС"),
                1 => format!("Абонентская плата по сч. {number}, НДС не облагается"),
                2 => "Абонентская плата за систему контроля доступа. НДС не облагается".to_owned(),
                3 => format!("Счет на оплату №{number} от {issued_on}"),
                _ => format!("Оплата счета {number} за обслуживание шлагбаума"),
            };
            let on = bill.paid_on.unwrap_or(to);
            Order { number: at + 1, on, sum: bill.sum, inn: &firm.inn, name: &firm.name, purpose }
        });
        let known = &self.firms[17];
        let strange = [
            Order {
                number: 901,
                on: to,
                sum: Money::from_rubles(4_700),
                inn: "7700000005",
                name: "ООО «Незнакомый плательщик»",
                purpose: "Оплата за доступ, июнь".to_owned(),
            },
            Order {
                number: 902,
                on: to,
                sum: known.fee + Money::from_rubles(300),
                inn: &known.inn,
                name: &known.name,
                purpose: "Доплата".to_owned(),
            },
        ];
        statement(from, to, orders.chain(strange))
    }
}

/// A payment order that came to our account.
#[derive(Debug, Clone)]
pub struct Order<'a> {
    /// Of the order.
    pub number: usize,
    /// The bank's day.
    pub on: NaiveDate,
    /// What came.
    pub sum: Money,
    /// The payer's tax number.
    pub inn: &'a str,
    /// The payer's name.
    pub name: &'a str,
    /// What it is for.
    pub purpose: String,
}

/// A statement of our account as the bank writes it: `1CClientBankExchange`, windows-1251.
pub fn statement<'a>(from: NaiveDate, to: NaiveDate, orders: impl IntoIterator<Item = Order<'a>>) -> Vec<u8> {
    let mut body = String::new();
    for order in orders {
        put(&mut body, &order);
    }
    let text = format!(
        "1CClientBankExchange\nВерсияФормата=1.03\nКодировка=Windows\nОтправитель=Банк\nПолучатель=\n\
         ДатаНачала={0}\nДатаКонца={1}\nРасчСчет={ACCOUNT}\nСекцияРасчСчет\nДатаНачала={0}\nДатаКонца={1}\n\
         РасчСчет={ACCOUNT}\nНачальныйОстаток=0\nКонецРасчСчет\n{body}КонецФайла\n",
        from.format("%d.%m.%Y"),
        to.format("%d.%m.%Y"),
    );
    WINDOWS_1251.encode(&text.replace('\n', "\r\n")).0.into_owned()
}

fn put(out: &mut String, order: &Order<'_>) {
    let Order { number, on, sum, inn, name, purpose } = order;
    let (day, kopecks) = (on.format("%d.%m.%Y"), sum.kopecks());
    let _ = write!(
        out,
        "СекцияДокумент=Платежное поручение\nНомер={number}\nДата={day}\nСумма={}.{:02}\nДатаПоступило={day}\n\
         ПлательщикСчет=4070281000000{number:07}\nПлательщикИНН={inn}\nПлательщик1={name}\n\
         ПлательщикРасчСчет=4070281000000{number:07}\nПлательщикБИК=044525593\nПлательщикКорсчет=30101810200000000593\n\
         ПлательщикБанк1=Банк плательщика\nПолучательСчет={ACCOUNT}\nПолучательИНН={OUR_INN}\n\
         Получатель1=ООО «ОНВИ Сервис»\nПолучательРасчСчет={ACCOUNT}\nПолучательБИК=044525974\n\
         ПолучательКорсчет=30101810145250000974\nПолучательБанк1=Банк\nВидОплаты=01\nОчередность=5\n\
         НазначениеПлатежа={purpose}\nКонецДокумента\n",
        kopecks / 100,
        kopecks % 100,
    );
}

/// When a month's invoice is paid: most in time, some late, a few not yet.
fn pays(month: usize, dice: &mut Dice) -> Option<NaiveDate> {
    let (issued, due) = (ISSUED[month], DUE[month]);
    let within = |dice: &mut Dice, from: NaiveDate, days: u64| Some(working(from + Days::new(dice.below(days))));
    match (month, dice.below(100)) {
        (0, _) | (1, ..=84) => within(dice, issued + Days::new(3), 12),
        (1, 85..=91) => within(dice, due + Days::new(3), 14),
        (1, _) | (_, 35..) => None,
        (_, _) => within(dice, issued + Days::new(1), 6),
    }
}

/// No bank works on Saturday and Sunday.
fn working(day: NaiveDate) -> NaiveDate {
    use chrono::Weekday;
    match day.weekday() {
        Weekday::Sat => day - Days::new(1),
        Weekday::Sun => day + Days::new(1),
        _ => day,
    }
}

fn firm(at: usize, dice: &mut Dice) -> Firm {
    let (kind, name) = (KINDS[(at % 60 + at / 60 * 3) % 10], NAMES[at % 60]);
    let keeper = KEPT.iter().position(|end| at < *end).map(|keeper| KEEPERS[keeper]);
    let mut firm = Firm {
        name: format!("{kind} «{name}»"),
        inn: inn(&format!("7700{at:05}")),
        keeper,
        fee: Money::from_rubles(3_000 + i64::try_from(dice.below(24)).unwrap_or(0) * 500),
        town: dice.one_of(&TOWNS),
        street: format!("ул. {}, {}", dice.one_of(&STREETS), 1 + dice.below(90)),
        people: vec![(dice.one_of(&PEOPLE), POSTS[at % 3], phone(at, 0))],
    };
    if dice.below(3) == 0 {
        firm.people.push((dice.one_of(&PEOPLE), POSTS[3], phone(at, 1)));
    }
    if at == 0 {
        HERO.clone_into(&mut firm.name);
        firm.fee = Money::from_rubles(15_000);
        firm.town = TOWNS[2];
        firm.people = vec![("Ольга", POSTS[0], phone(0, 0)), ("Пётр", POSTS[1], phone(0, 1))];
    }
    firm
}

/// A number nobody has.
fn phone(at: usize, which: usize) -> String {
    format!("+7900{:07}", 1_000_000 + at * 7_919 + which * 31)
}

/// A tax number of ten digits, of which nine are given.
pub fn inn(nine: &str) -> String {
    let checked = (0..10).map(|digit| format!("{nine}{digit}")).find(|number| inn::is_valid(number));
    checked.expect("one digit of ten is right, of nine digits")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_client_has_a_name_and_a_number_of_its_own() {
        let ledger = Ledger::open();
        let names: BTreeSet<_> = ledger.firms.iter().map(|firm| &firm.name).collect();
        assert_eq!(names.len(), CLIENTS);
        assert!(ledger.firms.iter().all(|firm| crate::inn::is_valid(&firm.inn)));
    }
}
