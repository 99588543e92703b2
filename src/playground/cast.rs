//! The cast of the demo and the month behind them. Everything comes in by the front door: files are sent to the bot,
//! calls are typed on phones, buttons are pressed; nothing is written into the database behind its back.

use super::{
    Desk, Phone,
    ledger::{HERO, ISSUED, KEEPERS, Ledger, PLACES},
    telegram::UserId,
};
use crate::{
    bot::couriers::Couriers,
    clients,
    error::{Error, Result},
    features::portfolio,
    money::Money,
    paykit::{Seller, Vat},
    people::Role,
};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Moscow;

/// The demo begins at this moment: the first invoices have been read the day before.
pub const PROLOGUE: &str = "2026-10-26T05:00:00Z";
/// The page opens at this moment: a Tuesday, 09:05 in Moscow; the digests have come.
const CURTAIN: &str = "2026-11-24T06:05:00Z";

/// Another client of Anna's whose contact person uses the bot: its place in the books.
const NEIGHBOUR: usize = 4;

/// Who stands on the page when it opens, and who waits behind the scenes.
#[derive(Debug)]
pub struct Cast {
    /// On the page: number and role, in order.
    pub seen: Vec<(UserId, &'static str)>,
    /// Not on the page yet.
    pub waiting: Vec<(UserId, &'static str)>,
    /// Who keeps the books.
    pub keeper: UserId,
}

/// Plays the month up to the moment the page opens.
pub async fn play(desk: &Desk) -> Result<Cast> {
    let ledger = Ledger::open();
    let viktor = desk.staff("Виктор", Role::Head).await;
    let irina = desk.staff("Ирина", Role::Accounting).await;
    let pyotr = desk.staff("Пётр", Role::Support).await;
    let sergey = desk.staff("Сергей", Role::Engineer).await;
    let [anna, maria] = [desk.manager(KEEPERS[0]).await, desk.manager(KEEPERS[1]).await];
    load(&viktor, "clients.csv", ledger.clients_csv().as_bytes()).await;
    load(&irina, "fees.csv", ledger.fees_csv().as_bytes()).await;
    load(&irina, "september.csv", ledger.invoices_csv(ISSUED[0]).as_bytes()).await;
    load(&irina, "october.csv", ledger.invoices_csv(ISSUED[1]).as_bytes()).await;
    for (place, address) in PLACES {
        desk.place(&anna, place, address).await;
    }
    load(&viktor, "stock.csv", Ledger::stock_csv().as_bytes()).await;
    let olga = invited(desk, &anna, HERO, "Ольга").await?;
    let neighbour = invited(desk, &anna, &ledger.firms[NEIGHBOUR].name, "").await?;
    load(&irina, "bank-09-10.txt", &ledger.statement(day(9, 16), day(10, 25))).await;
    for date in day(10, 26).iter_days().take_while(|date| *date < day(11, 24)) {
        if !desk.calendar.is_working(date) {
            continue;
        }
        desk.pass_until(moscow(date, 9, 1)).await;
        if date == ISSUED[2] {
            load(&irina, "november.csv", ledger.invoices_csv(date).as_bytes()).await;
            for (phone, begin) in [(&anna, BEGIN), (&maria, BEGIN), (&viktor, "Ничьи клиенты")] {
                issues(phone, begin).await;
            }
        }
        if let Some(from) = loaded_from(date) {
            load(&irina, &format!("bank-{date}.txt"), &ledger.statement(from, date)).await;
        }
        calls(desk, &ledger, &anna, date, 0).await;
        if date.format("%u").to_string() == "3" {
            calls(desk, &ledger, &maria, date, 230).await;
        }
    }
    desk.pass_until(moscow(day(11, 23), 17, 30)).await;
    load(&irina, "bank-11-23.txt", &ledger.statement(day(11, 17), day(11, 23))).await;
    for task in [
        "Отправить акт сверки в «Лотос» завтра в 11:00",
        "Заказать пульты для «Берёзки» завтра",
        "Отчёт за месяц 27.11",
    ] {
        anna.says(&format!("/task {task}")).await;
        anna.presses("Сохранить").await;
    }
    expects(&anna).await;
    mounts(&anna).await;
    tidies(&anna).await;
    tidies(&maria).await;
    for phone in [&anna, &maria, &viktor, &irina, &pyotr, &sergey] {
        desk.telegram.clears_chat(phone.user);
    }
    write_books(desk, &ledger);
    desk.opens_books().await?;
    desk.pass_until(CURTAIN.parse().map_err(|_| Error::other("the curtain has no moment"))?).await;
    for phone in [&anna, &pyotr, &sergey] {
        phone.says("/menu").await;
    }
    let seen = vec![
        (anna.user, "manager"),
        (olga, "client"),
        (sergey.user, "engineer"),
        (viktor.user, "head"),
        (pyotr.user, "support"),
    ];
    let waiting = vec![(maria.user, "manager"), (irina.user, "accounting"), (neighbour, "client")];
    Ok(Cast { seen, waiting, keeper: irina.user })
}

/// 1С knows what clients owe by the bank; what still waits for a hand here is paid there already.
fn write_books(desk: &Desk, ledger: &Ledger) {
    for (at, firm) in ledger.firms.iter().enumerate() {
        let party = desk.one_c.party(&firm.name, &firm.inn);
        let owed = ledger.bills.iter().filter(|bill| bill.firm == at && bill.paid_on.is_none_or(|on| on > day(11, 23)));
        desk.one_c.owes(party, owed.map(|bill| bill.sum).sum());
    }
}

/// The button that begins the month's issue.
const BEGIN: &str = "Начать выставление";

/// The month's invoices are as they should be; they have gone out by mail.
async fn issues(phone: &Phone<'_>, begin: &str) {
    phone.says("/issue").await;
    phone.presses(begin).await;
    phone.presses("К рассылке").await;
    phone.presses("Без рассылки").await;
}

/// A manager waits for goods that are running low.
async fn expects(manager: &Phone<'_>) {
    manager.says("/stock ST-4").await;
    manager.presses("📦 Стрела 4 м").await;
    manager.presses("Ждём поставку").await;
    manager.presses("Склад").await;
    manager.says("6").await;
    manager.says("27.11").await;
    manager.says("Завод «Вектор»").await;
    manager.presses("Сохранить").await;
}

/// A manager has written down what is to be mounted at the client on the page; the day is left to agree.
async fn mounts(manager: &Phone<'_>) {
    manager.says(&format!("/install {HERO} шлагбаум")).await;
    manager.presses("⏱ Длительность").await;
    manager.presses("4 часа").await;
    manager.presses("🏗 Площадка").await;
    manager.says("25.11").await;
    manager.presses("📦 Товар").await;
    manager.presses("Товар уже на объекте").await;
    manager.presses("Сохранить").await;
}

/// A manager does what is late, one task after another.
async fn tidies(manager: &Phone<'_>) {
    manager.says("/today").await;
    while manager.offers("⚠️") {
        manager.presses("⚠️").await;
        manager.presses("Сделано").await;
        manager.says("/today").await;
    }
}

/// A bank statement is read on these days; it begins where the one before ended.
fn loaded_from(date: NaiveDate) -> Option<NaiveDate> {
    const READ: [(u32, u32); 3] = [(10, 30), (11, 6), (11, 16)];
    let at = READ.iter().position(|(month, of_month)| day(*month, *of_month) == date)?;
    let before = at.checked_sub(1).map_or(day(10, 25), |before| day(READ[before].0, READ[before].1));
    before.succ_opt()
}

/// Some calls of one day, as a manager types them between two of them.
async fn calls(desk: &Desk, ledger: &Ledger, manager: &Phone<'_>, date: NaiveDate, first: usize) {
    let late: Vec<&super::ledger::Bill> = ledger
        .bills
        .iter()
        .filter(|bill| bill.firm > first && bill.firm < first + 60 && bill.issued_on == ISSUED[1])
        .filter(|bill| bill.paid_on.is_none_or(|on| on > date))
        .collect();
    let offset = usize::try_from(date.to_epoch_days()).unwrap_or(0);
    for (n, bill) in (0_u32..).zip(late.iter().cycle().skip(offset * 3).take(3.min(late.len()))) {
        desk.pass_until(moscow(date, 10 + n, 7 * (n + 1))).await;
        let name = &ledger.firms[bill.firm].name;
        let promised = desk.calendar.add_working_days(date, 3).format("%d.%m.%Y");
        let words = match (offset + n as usize) % 5 {
            0 | 3 => format!("{name} не взял"),
            1 => format!("{name} обещали до {promised} {}", sum(bill.sum)),
            2 => format!("{name} поговорили"),
            _ => format!("{name} просит счёт"),
        };
        manager.says(&words).await;
        manager.presses("Сохранить").await;
    }
}

fn sum(sum: Money) -> String {
    format!("{} руб", sum.kopecks() / 100)
}

/// Sends a file to the bot and says yes to it.
pub async fn load(phone: &Phone<'_>, name: &str, bytes: &[u8]) {
    phone.sends_file(name, bytes).await;
    phone.presses("Загрузить").await;
}

/// A contact person of a client comes in by the manager's link, with consent and phone number.
async fn invited(desk: &Desk, anna: &Phone<'_>, client: &str, name: &str) -> Result<UserId> {
    let (user, code) = guest(desk, anna.user, client, name).await?;
    let phone = Phone::new(desk, user);
    phone.starts(Some(&code)).await;
    phone.presses("Согласен").await;
    phone.shares_contact(user).await;
    Ok(user)
}

/// A person with the number of a client's contact, and the link a manager has made for them.
pub async fn guest(desk: &Desk, manager: UserId, client: &str, contact: &str) -> Result<(UserId, String)> {
    let manager = desk.person(manager).await.ok_or_else(|| Error::other("no such manager"))?;
    let mut tx = desk.db.begin().await?;
    let today = desk.clock.now().date_naive();
    let found = clients::find(&mut tx, manager.scope(), client, today).await?;
    let client = found.into_iter().next().ok_or_else(|| Error::other(format!("no client {client}")))?.client;
    let contacts = clients::contacts(&mut tx, client.id).await?;
    let contact = contacts.iter().find(|known| known.name == contact).or(contacts.first());
    let contact = contact.ok_or_else(|| Error::other("nobody to invite"))?;
    let invited = portfolio::invite_contact(&mut tx, &client, contact, manager.id, desk.clock.now()).await?;
    let invited = invited.ok_or_else(|| Error::other("no number to know them by"))?;
    tx.commit().await?;
    let number = contact.phone.as_ref().map(ToString::to_string).unwrap_or_default();
    Ok((desk.telegram.user(&contact.name, "ru", &number), invited.code))
}

const fn day(month: u32, of_month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, of_month).expect("a day")
}

/// A time of day in Moscow.
pub fn moscow(date: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
    let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
    Moscow
        .from_local_datetime(&date.and_time(time))
        .earliest()
        .map_or_else(|| date.and_time(time).and_utc(), |at| at.to_utc())
}

/// Where the account with Dostavista is topped up to, and who hands goods over.
pub fn couriers() -> Couriers {
    let requisites = ["ООО «Примерные курьеры»", "ИНН 7700000000", "Счёт 40702810000000000001", "Договор 15-Д"];
    Couriers {
        by_hand: false,
        requisites: requisites.map(str::to_owned).to_vec(),
        contact_name: "Склад".to_owned(),
        contact_phone: crate::phone::Phone::parse("+7 900 000-00-11"),
    }
}

/// Who is paid: an invented company with an account in an invented bank, whose keys fit all the same.
pub fn seller() -> Seller {
    Seller {
        name: "ООО «Пример»".to_owned(),
        inn: "7700000009".to_owned(),
        kpp: Some("770001001".to_owned()),
        address: Some("101000, г. Москва, ул. Примерная, д. 1".to_owned()),
        bank: "АО «Примербанк»".to_owned(),
        bank_city: Some("г. Москва".to_owned()),
        bik: "044525999".to_owned(),
        account: "40702810700000000118".to_owned(),
        corr_account: Some("30101810600000000999".to_owned()),
        director: Some("Примеров П. П.".to_owned()),
        accountant: Some("Примерова А. А.".to_owned()),
        vat: Vat::Without,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_invented_seller_could_be_paid() {
        assert_eq!(seller().check(), Ok(()));
        assert!(Seller { account: "40702810800000000118".to_owned(), ..seller() }.check().is_err());
    }
}
