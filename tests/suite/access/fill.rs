//! What the company has been doing in every room: people press whatever their phones show, once of each shape, so a room
//! that comes tomorrow has things of its own in the world without being named. What a room needs first (a word of a
//! client, a photo) is said in [`begin`].

use super::{
    objects::{ID, Objects},
    world::{Kept, World},
};
use chrono::TimeDelta;
use mosbot::{
    calendar::Moment,
    features::papers::{self, Kind, State},
    jobs,
    playground::{
        Desk, Phone,
        ledger::inn,
        telegram::{MessageId, Tap},
    },
};
use regex::Regex;
use std::{collections::BTreeSet, fmt::Write, sync::LazyLock};

/// So many buttons one person tries.
const PRESSES: usize = 60;
/// So many clients of nobody besides: two pages of everything.
const CROWD: u32 = 8;
/// A kind of job that no room knows.
const GIVEN_UP: &str = "nobody.knows";
/// What is typed where a form asks and no button is left.
const TYPED: [&str; 4] = ["Проверка", "завтра", "15000", "10-17"];

/// What starts things going: each client has a question, a photo and a complaint; support has a request; the head is
/// asked, and has more to decide than one page holds.
pub async fn begin(phones: &[(&str, Phone<'_>)], clients: &[Kept]) {
    let of =
        |name: &str| phones.iter().find(|(known, _)| *known == name).map(|(_, phone)| phone).expect("one of the cast");
    let (anna, maria, victor) = (of("Анна"), of("Мария"), of("Виктор"));
    warehouse(victor).await;
    for ((contact, manager), kept) in [("Ольга", anna), ("Игорь", maria), ("Пётр", victor)].into_iter().zip(clients)
    {
        let contact = of(contact);
        contact.says(&format!("Не открывается шлагбаум {}", kept.word)).await;
        contact.sends_photo(b"\xff\xd8\xff", &format!("вот он, {}", kept.word)).await;
        if kept.client.owner.is_some() {
            hands_over(manager, kept).await;
        }
        contact.says(&format!("/complain Шлагбаум {} не открывается", kept.word)).await;
        contact.presses("Исправить").await;
        contact.sends_photo(b"\xff\xd8\xff", &format!("и стрела, {}", kept.word)).await;
        manager.presses("Разбираемся").await;
        manager.presses("Сделано").await;
        contact.says("/pay").await;
        manager.says(&format!("/invoice {}", kept.query)).await;
        manager.says("/issue").await;
        manager
            .presses(if kept.client.owner.is_some() {
                "Начать выставление"
            } else {
                "Ничьи клиенты"
            })
            .await;
    }
    for (manager, kept) in [anna, maria].into_iter().zip(clients) {
        bills(manager, kept).await;
        manager.says(&format!("/ask Можно {} отдать пульт?", kept.word)).await;
        manager.presses("Отправить").await;
    }
    for at in 0..CROWD {
        victor.says(&format!("/claim Плёс{at} {} Если не почините, пойдём в суд", clients[2].word)).await;
        victor.presses("Сохранить").await;
    }
    for command in ["/claims", "/alerts", "/decisions", "/templates", "/docs"] {
        victor.says(command).await;
    }
    for (_, phone) in phones {
        phone.says("/menu").await;
    }
}

/// An invoice is asked for, and a supplier's bill is handed in with its photo.
async fn bills(manager: &Phone<'_>, kept: &Kept) {
    manager.says(&format!("/bill {}", kept.query)).await;
    for words in [kept.word.as_str(), "15000", "27.11"] {
        manager.says(words).await;
    }
    manager.presses("Запросить").await;
    manager.says(&format!("/pf Сосна {}", kept.word)).await;
    for words in ["500100732259", kept.word.as_str(), "700", "27.11"] {
        manager.says(words).await;
    }
    manager.presses("Для кого").await;
    manager.says(kept.query).await;
    manager.sends_photo(b"\xff\xd8\xff", &kept.word).await;
    manager.presses("Запросить").await;
    manager.says("/bills").await;
    assert!(manager.phone().contains(&kept.word), "not about {}: {}", kept.word, manager.phone());
}

/// Goods are kept at two places and more are on their way.
async fn warehouse(head: &Phone<'_>) {
    for (place, address) in [("Склад", "ул. Складская, 1"), ("Офис", "ул. Лесная, 5")] {
        head.says(&format!("/newplace {place}")).await;
        head.says(address).await;
        head.presses("Сохранить").await;
    }
    head.says("/newitem Стрела").await;
    head.presses("Сохранить").await;
    head.presses("Карточка товара").await;
    head.presses("Ждём поставку").await;
    for answer in ["Склад", "5", "завтра", "пропустить", "готово"] {
        head.says(answer).await;
    }
    head.presses("Карточка товара").await;
    head.presses("🚚 5 шт").await;
    head.says("/stock").await;
}

/// Each client has papers of a shipment; those of the first are not signed in time.
pub async fn papers(desk: &Desk, clients: &[Kept]) {
    let moment = Moment { now: desk.clock.now(), calendar: &desk.calendar };
    let kinds = [(Kind::Upd, State::Needed), (Kind::Act, State::Sent)];
    let mut tx = desk.db.begin().await.unwrap();
    for kept in clients {
        let link = format!("delivery:{}", kept.client.id);
        papers::need(&mut tx, kept.client.id, &link, &kept.word, &kinds, moment).await.unwrap();
        papers::started(&mut tx, &link, moment.now - TimeDelta::days(15), moment).await.unwrap();
    }
    tx.commit().await.unwrap();
    desk.tick().await;
}

/// 1С was read: it says that each client owes something else than we do, and knows somebody we do not.
pub async fn ledger(desk: &Desk, clients: &[Kept]) {
    let mut tx = desk.db.begin().await.unwrap();
    let read = "INSERT INTO ledger_source (name, read_at, debts_at, next_at) \
                VALUES ('one_c', '2026-11-25T06:00:00.000Z', '2026-11-25T06:00:00.000Z', '2026-11-25T07:00:00.000Z')";
    sqlx::query(read).execute(&mut *tx).await.unwrap();
    let owner = |kept: &Kept| Some(kept.client.id.to_string());
    let all = clients.iter().map(|kept| (owner(kept), kept.word.as_str())).chain([(None, "ООО «Никто»")]);
    for ((client, name), at) in all.zip(1_i64..) {
        let debt = "INSERT INTO ledger_debt (key, client_id, name, sum) VALUES ($1, $2, $3, $4)";
        let debt = sqlx::query(debt).bind(format!("party-{at}")).bind(client).bind(name).bind(at);
        debt.execute(&mut *tx).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// The manager hands the client's request over to technical support.
async fn hands_over(manager: &Phone<'_>, kept: &Kept) {
    manager.presses("В техподдержку").await;
    manager.presses("Въезд стоит").await;
    assert!(manager.phone().contains(&kept.word), "not about {}: {}", kept.word, manager.phone());
    manager.presses("✅ Передать").await;
}

/// Data alike but for ids and numbers.
pub fn shape(data: &str) -> String {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d+").unwrap());
    NUMBER.replace_all(&ID.replace_all(data, "*"), "#").into_owned()
}

/// Somebody presses what they are shown, the newest first: but changes no settings, takes nothing back, lets nobody in,
/// and hands nothing to a colleague, who would then rightly hear of it. Goods and places everybody reads: what is written
/// about them names no client.
pub async fn explore(world: &World<'_>, phone: &Phone<'_>, word: &str) {
    let kept_out = ["set:", "undo:", "unload:yes", "join:", "c:undo", "c:start"];
    let of_all = ["c:newitem", "c:newplace", "item:", "arrival:"];
    let objects = Objects::of(world).await;
    let fit = |data: &str| !kept_out.iter().any(|start| data.starts_with(start)) && !objects.names_a_person(data);
    let (mut pressed, mut typed, mut word_here) = (BTreeSet::new(), 0, word);
    for _ in 0..PRESSES {
        let fresh = shown(phone).into_iter().find(|(_, data)| fit(data) && !pressed.contains(&shape(data)));
        if let Some(((message, row, column), data)) = fresh {
            pressed.insert(shape(&data));
            if !data.starts_with("f:") {
                word_here = if of_all.iter().any(|start| data.starts_with(start)) { "петля" } else { word };
            }
            world.desk.telegram.presses(phone.user, message, row, column);
            world.desk.pump().await;
        } else if typed < TYPED.len() && asks(phone) {
            phone.says(&format!("{} {word_here}", TYPED[typed])).await;
            typed += 1;
        } else {
            break;
        }
    }
    phone.says("/cancel").await;
}

/// A button's place and data.
type Shown = ((MessageId, usize, usize), String);

/// The buttons on a phone, the newest message first.
fn shown(phone: &Phone<'_>) -> Vec<Shown> {
    let mut all = Vec::new();
    for message in phone.messages().iter().rev() {
        for (row, buttons) in message.buttons.iter().enumerate() {
            for (column, button) in buttons.iter().enumerate() {
                if let Tap::Press(data) = &button.tap {
                    all.push(((message.id, row, column), data.clone()));
                }
            }
        }
    }
    all
}

/// Whether the last message is a question of a form.
fn asks(phone: &Phone<'_>) -> bool {
    let last = phone.messages().pop();
    last.is_some_and(|message| {
        let mut taps = message.buttons.iter().flatten().map(|button| &button.tap);
        taps.any(|tap| matches!(tap, Tap::Press(data) if data.starts_with("f:")))
    })
}

/// Clients of nobody with a debt, as many as make two pages of everything.
pub fn crowd(word: &str) -> (String, String) {
    let (mut clients, mut bills) = (String::new(), String::new());
    for at in 0..CROWD {
        let number = inn(&format!("77110000{at}"));
        writeln!(clients, "Плёс{at} {word};{number};{word}град;;Сторож{at} {word};;;ул. {word} {at};").unwrap();
        writeln!(bills, "{word}-60{at};15.10.2026;{number};{at}100,00;30.10.2026").unwrap();
    }
    (clients, bills)
}

/// A job of a kind that no room knows is given up: an admin sees it.
pub async fn give_up(desk: &Desk) {
    let mut tx = desk.db.begin().await.unwrap();
    jobs::put(&mut tx, GIVEN_UP, None, &(), desk.clock.now().into()).await.unwrap();
    tx.commit().await.unwrap();
    desk.pump().await;
}

/// At the end of the day it is put away.
pub async fn put_away(desk: &Desk) {
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::query("UPDATE job SET state = 'done' WHERE kind = $1").bind(GIVEN_UP).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// Lists that have leaves.
pub async fn look(phone: &Phone<'_>) {
    for words in ["/find Плёс", "/overdue", "/ledger", "/dead"] {
        phone.says(words).await;
    }
}
