//! A company where everybody has something that is nobody else's business, made by the front door. Each client carries
//! a word that stands wherever its data stands, so a leak is found by looking for the word.

use super::{fill, jobs, objects::Objects, ships};
use encoding_rs::WINDOWS_1251;
use mosbot::{
    clients::{self, Client, Contact},
    db::Id,
    people::{Person, Role},
    phone::Phone as Number,
    playground::{Desk, Phone},
};
use regex::Regex;
use std::{collections::BTreeSet, fmt::Write};

/// When it all begins: a Tuesday, 10:00 in Moscow.
pub const BEGIN: &str = "2026-11-24T07:00:00Z";
/// The morning after: the digests have come, and nothing can be undone any more by who did it.
const MORNING: &str = "2026-11-25T06:10:00Z";

/// Somebody who acts.
#[derive(Debug, Clone)]
pub struct Actor {
    pub name: &'static str,
    pub user: i64,
    /// `None`: a stranger.
    pub person: Option<Person>,
    /// A message of the bot in their chat, whose buttons they press.
    pub message: i64,
    /// Of which of [`FIRMS`] they are a contact person.
    pub company: Option<usize>,
}

impl Actor {
    pub fn is_any(&self, roles: &[Role]) -> bool {
        self.person.as_ref().is_some_and(|person| person.is_any(roles))
    }

    /// Whether the person may open a client.
    pub fn may_open(&self, kept: &Kept) -> bool {
        self.may_open_of(kept.client.owner)
    }

    /// The law of the product, written down a second time: whose clients a person may open.
    pub fn may_open_of(&self, owner: Option<Id<Person>>) -> bool {
        let staff = self.person.is_some() && !self.is_any(&[Role::Client]);
        let keeps = owner.is_none() || owner == self.person.as_ref().map(|person| person.id);
        staff && (keeps || self.is_any(&[Role::Head, Role::Admin, Role::Accounting]))
    }
}

/// A client and what betrays it.
#[derive(Debug, Clone)]
pub struct Kept {
    pub client: Client,
    pub contacts: Vec<Contact>,
    /// What people type to find it; nothing else is called like it.
    pub query: &'static str,
    pub inn: &'static str,
    pub number: String,
    /// The word all its data carries.
    pub word: String,
    /// Its phone as it is shown.
    pub phone: String,
}

impl Kept {
    /// Whether a text tells anything of the client.
    pub fn is_in(&self, text: &str) -> bool {
        text.contains(&self.word) || text.replace('\u{a0}', " ").contains(&self.phone)
    }
}

/// The company.
pub struct World<'a> {
    pub desk: &'a Desk,
    pub actors: Vec<Actor>,
    pub clients: Vec<Kept>,
    /// Words of clients that were handed over to technical support.
    handed: BTreeSet<String>,
    /// Words of clients an engineer visits.
    visited: BTreeSet<String>,
}

const FIRMS: [(&str, &str, &str, &str); 3] = [
    ("Анна", "Ясень", "7707083893", "zqanna"),
    ("Мария", "Гранит", "7736050003", "zqmaria"),
    ("", "Лиман", "7728168971", "zqpool"),
];

const COLLEAGUES: [(&str, Role); 10] = [
    ("Анна", Role::Manager),
    ("Мария", Role::Manager),
    ("Виктор", Role::Head),
    ("Дина", Role::Deputy),
    ("Егор", Role::Engineer),
    ("Света", Role::Support),
    ("Инна", Role::Implementer),
    ("Саша", Role::Sales),
    ("Марк", Role::Marketing),
    ("Ирина", Role::Accounting),
];

/// A contact person of each of [`FIRMS`], and who invites them.
const CONTACTS: [(&str, &str); 3] = [("Ольга", "Анна"), ("Игорь", "Мария"), ("Пётр", "Анна")];

/// Of which of [`FIRMS`] somebody is a contact person.
fn company(name: &str) -> Option<usize> {
    CONTACTS.iter().position(|(contact, _)| *contact == name)
}

impl<'a> World<'a> {
    /// Everybody comes in, works for a day, and the next morning comes.
    pub async fn begin(desk: &'a Desk) -> Self {
        let mut phones: Vec<(&str, Phone<'_>)> = Vec::new();
        for (name, role) in COLLEAGUES.into_iter().chain([("Адам", Role::Admin)]) {
            phones.push((name, desk.staff(name, role).await));
        }
        load(desk).await;
        let mut clients = Vec::new();
        for (at, (keeper, name, inn, word)) in FIRMS.into_iter().enumerate() {
            clients.push(kept(desk, at, (keeper, name, inn, word)).await);
        }
        for (phone, kept) in phones.iter().map(|(_, phone)| phone).zip(&clients).take(2) {
            work(phone, kept).await;
        }
        let mut contacts = Vec::new();
        for (at, (name, manager)) in CONTACTS.into_iter().enumerate() {
            let manager = phones.iter().find(|(known, _)| *known == manager).map(|(_, phone)| phone);
            let manager = manager.expect("one of the cast");
            contacts.push((name, contact_person(desk, manager, &clients[at], (name, number(at, 0))).await));
        }
        another_number(desk, &phones[0].1, &clients[0]).await;
        let stranger = Phone::stranger(desk, "Чужой", "ru", "+79009999999");
        stranger.starts(None).await;
        look_around(desk, &phones, &clients).await;
        jobs::begin(&phones, &contacts, &clients).await;
        desk.wait_until(MORNING).await;
        for (_, phone) in phones.iter().take(3) {
            walk(phone).await;
        }
        let mut world = Self { desk, actors: Vec::new(), clients, handed: BTreeSet::new(), visited: BTreeSet::new() };
        phones.extend(contacts);
        world.fill_rooms(&phones).await;
        for (name, phone) in &phones {
            if ["Анна", "Мария"].contains(name) {
                leave_open(phone, &world.clients[usize::from(*name == "Мария")]).await;
            }
        }
        phones.push(("Чужой", stranger));
        for (name, phone) in phones {
            let message = phone.messages().last().map_or(1, |message| message.id);
            let (person, company) = (desk.person(phone.user).await, company(name));
            world.actors.push(Actor { name, user: phone.user, person, message, company });
        }
        let objects = Objects::of(&world).await;
        let handed = world.clients.iter().filter(|kept| objects.is_handed(&kept.client.id.to_string()));
        world.handed = handed.map(|kept| kept.word.clone()).collect();
        let visited = world.clients.iter().filter(|kept| objects.is_visited(&kept.client.id.to_string()));
        world.visited = visited.map(|kept| kept.word.clone()).collect();
        world
    }

    /// Something happens in every room: see `fill`.
    async fn fill_rooms(&self, phones: &[(&str, Phone<'_>)]) {
        fill::give_up(self.desk).await;
        fill::papers(self.desk, &self.clients).await;
        fill::ledger(self.desk, &self.clients).await;
        fill::begin(phones, &self.clients).await;
        ships::begin(self.desk, phones, &self.clients).await;
        for (name, phone) in phones {
            // Whoever may not see a client has no word of it either.
            let word = match *name {
                "Анна" | "Виктор" | "Ольга" => &self.clients[0].word,
                "Мария" | "Игорь" => &self.clients[1].word,
                _ => &self.clients[2].word,
            };
            fill::look(phone).await;
            fill::explore(self, phone, word).await;
        }
    }

    pub fn actor(&self, name: &str) -> &Actor {
        self.actors.iter().find(|actor| actor.name == name).expect("one of the cast")
    }

    /// Whether a message to this person may tell of the client: a contact person hears of their own company.
    pub fn may_hear(&self, actor: &Actor, kept: &Kept) -> bool {
        let handed = actor.is_any(&[Role::Support]) && self.handed.contains(&kept.word);
        let own = actor.company.is_some_and(|company| self.clients[company].word == kept.word);
        let visited = actor.is_any(&[Role::Engineer]) && self.visited.contains(&kept.word);
        actor.may_open(kept) || handed || visited || own
    }

    /// Callback data of every button this person has ever been shown.
    pub async fn shown_to(&self, actor: &Actor) -> Vec<String> {
        let mut all = Vec::new();
        for sent in self.sent_after("").await.1.into_iter().filter(|sent| sent.chat == actor.user) {
            let payload: serde_json::Value = serde_json::from_str(&sent.payload).unwrap();
            let rows = payload["reply_markup"]["inline_keyboard"].as_array().cloned().unwrap_or_default();
            let data = rows.iter().flat_map(|row| row.as_array().cloned().unwrap_or_default());
            all.extend(data.filter_map(|button| button["callback_data"].as_str().map(str::to_owned)));
        }
        all.sort();
        all.dedup();
        all
    }

    /// What is about to be said after the row `last`; it goes no further.
    pub async fn take_after(&self, last: &str) -> Vec<Sent> {
        let (_, sent) = self.sent_after(last).await;
        let mut tx = self.desk.db.begin().await.unwrap();
        sqlx::query("DELETE FROM outbox WHERE id > $1").bind(last).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        sent
    }

    /// What has been said after the row `last`, and the new last row.
    pub async fn sent_after(&self, last: &str) -> (String, Vec<Sent>) {
        let mut conn = self.desk.db.read().await.unwrap();
        let query = sqlx::query_as("SELECT id, chat, method, payload FROM outbox WHERE id > $1 ORDER BY id");
        let rows: Vec<(String, i64, String, String)> = query.bind(last).fetch_all(&mut *conn).await.unwrap();
        let newest = rows.last().map_or(last, |row| &row.0).to_owned();
        (newest, rows.into_iter().map(|(_, chat, method, payload)| Sent { chat, method, payload }).collect())
    }
}

/// Something said to a chat.
#[derive(Debug, Clone)]
pub struct Sent {
    pub chat: i64,
    pub method: String,
    pub payload: String,
}

async fn load(desk: &Desk) {
    let mut csv = "Название;ИНН;Город;Менеджер;Контакт;Должность;Телефон;Адрес объекта;Почта\n".to_owned();
    let mut bills = "Номер;Дата;ИНН;Сумма;Срок\n".to_owned();
    let mut fees = "ИНН;Тариф;С месяца;Договор\n".to_owned();
    for (at, (keeper, name, inn, word)) in FIRMS.into_iter().enumerate() {
        for who in 0..3 {
            let phone = number(at, who);
            let place = format!(
                "{word}град;{keeper};Контакт{who} {word};бухгалтер;{phone};ул. {word} {who};{word}{who}@example.ru"
            );
            writeln!(csv, "{name} {word};{inn};{place}").unwrap();
        }
        writeln!(bills, "{word}-500{at};15.10.2026;{inn};15000,00;30.10.2026").unwrap();
        // Not what the month's invoice asks for.
        writeln!(fees, "{inn};900,00;11.2026;нет").unwrap();
        // Due so soon that whoever pays is reminded of it.
        writeln!(bills, "{word}-600{at};16.11.2026;{inn};700,00;26.11.2026").unwrap();
    }
    let (crowd, debts) = fill::crowd(FIRMS[2].3);
    csv += &crowd;
    bills += &debts;
    for (kind, file, bytes) in [
        ("clients", "clients.csv", csv.into_bytes()),
        ("fees", "fees.csv", fees.into_bytes()),
        ("invoices", "invoices.csv", bills.into_bytes()),
        ("bank", "bank.txt", statement()),
    ] {
        let report = desk.imports(kind, file, &bytes, false).await.unwrap();
        assert!(report.problems.is_empty(), "{kind}: {:?}", report.problems);
    }
}

fn number(firm: usize, who: usize) -> String {
    format!("+7900{}220{who}", 111 + firm)
}

/// A payment that no rule can match, for it names an invoice nobody knows: it waits for a hand.
fn statement() -> Vec<u8> {
    let text = "1CClientBankExchange\nВерсияФормата=1.03\nКодировка=Windows\nОтправитель=Банк\nДатаНачала=23.11.2026\n\
        ДатаКонца=23.11.2026\nРасчСчет=40702810900000005024\nСекцияРасчСчет\nДатаНачала=23.11.2026\nДатаКонца=23.11.2026\n\
        РасчСчет=40702810900000005024\nНачальныйОстаток=0\nКонецРасчСчет\nСекцияДокумент=Платежное поручение\nНомер=7\n\
        Дата=23.11.2026\nСумма=99.00\nДатаПоступило=23.11.2026\nПлательщикСчет=40702810000000000001\n\
        ПлательщикИНН=7736050003\nПлательщик1=ООО zqbank\nПлательщикРасчСчет=40702810000000000001\n\
        ПлательщикБИК=044525593\nПлательщикКорсчет=30101810200000000593\nПлательщикБанк1=Банк\nПолучательСчет=40702810900000005024\nПолучательИНН=7700005024\nПолучатель1=ООО «ОНВИ Сервис»\n\
        ПолучательРасчСчет=40702810900000005024\n\
        ПолучательБИК=044525974\nПолучательКорсчет=30101810145250000974\nПолучательБанк1=Банк\nВидОплаты=01\n\
        Очередность=5\nНазначениеПлатежа=По счету 999, zqbank\nКонецДокумента\nКонецФайла\n";
    WINDOWS_1251.encode(&text.replace('\n', "\r\n")).0.into_owned()
}

async fn kept(desk: &Desk, at: usize, (_, query, inn, word): (&str, &'static str, &'static str, &str)) -> Kept {
    let mut conn = desk.db.read().await.unwrap();
    let select = "SELECT id FROM client WHERE inn = $1";
    let id: Id<Client> = sqlx::query_scalar(select).bind(inn).fetch_one(&mut *conn).await.unwrap();
    let head =
        sqlx::query_scalar("SELECT tg_id FROM person WHERE name = 'Виктор'").fetch_one(&mut *conn).await.unwrap();
    let head = desk.person(head).await.unwrap();
    let client = clients::by_id(&mut conn, head.scope(), id).await.unwrap().unwrap();
    let contacts = clients::contacts(&mut conn, id).await.unwrap();
    // All numbers of a client begin alike.
    let phone = Number::parse(&number(at, 0)).unwrap().human().trim_end_matches('0').to_owned();
    Kept { client, contacts, query, inn, number: format!("500{at}"), word: word.to_owned(), phone }
}

/// A manager's day: a promise with a note, a task, a task done, an invitation.
async fn work(phone: &Phone<'_>, kept: &Kept) {
    phone.says(&format!("{} обещали до пятницы 15к", kept.query)).await;
    phone.says(&format!("заметка {}", kept.word)).await;
    phone.presses("Сохранить").await;
    for text in ["Отвезти", "Забрать"] {
        phone.says(&format!("/task {text} {} завтра", kept.word)).await;
        phone.presses("✏️ Клиент").await;
        phone.says(kept.query).await;
        phone.presses("Сохранить").await;
    }
    phone.says(&format!("/find {}", kept.query)).await;
    phone.presses("Пригласить").await;
    phone.presses("Контакт1").await;
}

/// A contact person of the client comes in.
async fn contact_person<'a>(
    desk: &'a Desk,
    manager: &Phone<'_>,
    kept: &Kept,
    (name, phone): (&str, String),
) -> Phone<'a> {
    invited(desk, manager, kept, ("Контакт0", name, &phone)).await
}

/// Another one's number does not match and waits for the manager.
async fn another_number(desk: &Desk, manager: &Phone<'_>, kept: &Kept) {
    invited(desk, manager, kept, ("Контакт2", "Ольга", "+79005554433")).await;
}

/// Somebody comes by the manager's link.
async fn invited<'a>(
    desk: &'a Desk,
    manager: &Phone<'_>,
    kept: &Kept,
    (contact, name, phone): (&str, &str, &str),
) -> Phone<'a> {
    let code = Regex::new(r"start=(c_[A-Za-z0-9_-]+)").unwrap();
    manager.says(&format!("/find {}", kept.query)).await;
    manager.presses("Пригласить").await;
    manager.presses(contact).await;
    let link = manager.sees("start=");
    let guest = Phone::stranger(desk, name, "ru", phone);
    guest.starts(Some(&code.captures(&link).unwrap()[1])).await;
    guest.presses("Согласен").await;
    guest.shares_contact(guest.user).await;
    guest
}

/// Everybody opens what their menu offers.
async fn look_around(desk: &Desk, phones: &[(&str, Phone<'_>)], clients: &[Kept]) {
    for (_, phone) in phones {
        for command in [
            "/menu",
            "/help",
            "/settings",
            "/find",
            "/clients",
            "/overdue",
            "/promises",
            "/payments",
            "/imports",
            "/today",
            "/undo",
        ] {
            phone.says(command).await;
        }
        for kept in clients {
            phone.says(&format!("/find {}", kept.inn)).await;
        }
        phone.forges("set:langs").await;
        phone.forges("set:zones").await;
        phone.forges("set:hours").await;
    }
    let irina = &phones[9].1;
    irina.sends_file("more.csv", "Номер;Дата;ИНН;Сумма\n777;15.11.2026;7707083893;1,00\n".as_bytes()).await;
    desk.pump().await;
}

/// The morning: the digest is walked through, a task's card is turned over.
async fn walk(phone: &Phone<'_>) {
    phone.says("/digest").await;
    for button in ["По порядку", "Неделя"] {
        if phone.phone().contains(button) {
            phone.presses(button).await;
        }
    }
    for _ in 0..4 {
        if phone
            .messages()
            .iter()
            .flat_map(|message| message.buttons.iter().flatten())
            .any(|b| b.text.contains("Дальше"))
        {
            phone.presses("Дальше").await;
        }
    }
    phone.says("/today").await;
    if phone.phone().contains("zq") {
        phone.presses("zq").await;
        for button in ["На дату", "Назад", "Передать", "Назад", "Завтра"] {
            phone.presses(button).await;
        }
    }
}

/// A parked form and an open one.
async fn leave_open(phone: &Phone<'_>, kept: &Kept) {
    phone.says(&format!("/task Ещё {} завтра", kept.word)).await;
    phone.says(&format!("/call {}", kept.query)).await;
    phone.presses("Поговорили").await;
}
