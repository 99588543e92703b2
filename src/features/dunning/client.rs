//! What the client sees of a reminder, and what one tap answers: it is paid, the invoice is needed, it will be later.

use super::{
    ladder::Step,
    rows::{self, Word},
};
use crate::{
    bot::{
        outbox::Class,
        screen::{self, Button, Screen, Words},
        turn::Turn,
    },
    clients::{self, Client},
    db::Id,
    error::{Error, Result},
    features::{
        billing, hello,
        invoices::{self, Invoice},
        payments::{self, NewPromise, Promise},
        tasks,
    },
    money::Money,
    rules, t,
    text::Text,
    when,
};
use chrono::NaiveDate;

/// Whoever says that it is paid is believed for so many working days (PRODUCT D1).
const AWAITED_DAYS: u32 = 3;
/// The client may move a day by so many working days (PRODUCT D2).
const MOVES_DAYS: u32 = 5;

/// A button of a reminder: whose money, and the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Debt {
    pub client: Id<Client>,
    pub answer: Answer,
}

/// What the client answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It is paid.
    Paid,
    /// They need the invoice again.
    Invoice,
    /// Later: when?
    Later,
    /// On this day.
    On(NaiveDate),
    /// Somebody is to call them.
    Call,
}

impl screen::Press for Debt {
    const ROOM: &'static str = "debt";

    fn pack(&self) -> String {
        let answer = match self.answer {
            Answer::Paid => "paid".to_owned(),
            Answer::Invoice => "invoice".to_owned(),
            Answer::Later => "later".to_owned(),
            Answer::On(day) => format!("on:{day}"),
            Answer::Call => "call".to_owned(),
        };
        format!("{}:{answer}", self.client.short())
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let client = words.id()?;
        let answer = match words.word()? {
            "paid" => Answer::Paid,
            "invoice" => Answer::Invoice,
            "later" => Answer::Later,
            "on" => Answer::On(words.parse()?),
            "call" => Answer::Call,
            _ => return None,
        };
        Some(Self { client, answer })
    }
}

/// `счёт 118 от 15 окт., чт; счёт 120 от 16 нояб., пн`.
pub fn list(invoices: &[&Invoice]) -> Text {
    let one = |invoice: &&Invoice| t!("dunning-invoice", number = invoice.number.as_str(), day = invoice.issued_on);
    Text::Join(invoices.iter().map(one).collect(), "; ")
}

fn buttons(screen: Screen, client: Id<Client>, later: Text) -> Screen {
    let button = |label, answer| Button::press(label, &Debt { client, answer });
    screen
        .about(client)
        .row([button(t!("dunning-paid-button"), Answer::Paid), button(t!("dunning-invoice-button"), Answer::Invoice)])
        .row([button(later, Answer::Later)])
}

/// The note of a step.
pub fn note(client: Id<Client>, step: Step, owed: &[&Invoice]) -> Screen {
    let sum: Money = owed.iter().map(|invoice| invoice.left()).sum();
    let day = owed.iter().map(|invoice| invoice.due_on).min().unwrap_or_default();
    let said = match step {
        Step::Before => t!("dunning-before", sum = sum, day = day, invoices = list(owed)),
        _ => t!("dunning-due", sum = sum, day = day, invoices = list(owed)),
    };
    buttons(Screen::new(said), client, t!("dunning-later-button"))
}

/// The money of reminders has come.
pub fn received(client: Id<Client>, paid: &[&Invoice]) -> Screen {
    let sum: Money = paid.iter().map(|invoice| invoice.sum).sum();
    Screen::new(t!("dunning-received", sum = sum, invoices = list(paid))).about(client)
}

/// The word the day before a promise.
pub fn promised(promise: &Promise, owed: &[&Invoice]) -> Screen {
    let said = t!("dunning-promised", sum = promise.sum, day = promise.due_on, invoices = list(owed));
    buttons(Screen::new(said), promise.client, t!("dunning-move-button"))
}

/// A press of the client's: about a company of their own, else there is nothing.
pub async fn press(turn: Turn, Debt { client, answer }: Debt) -> Result {
    let me = turn.me().id;
    let own = clients::of_person(&mut turn.db(), me).await?.into_iter().find(|company| company.id == client);
    let company = own.ok_or_else(|| Error::User(t!("dunning-absent")))?;
    let mut owed = invoices::open_of(&mut turn.db(), client).await?;
    owed.retain(|invoice| !invoice.disputed);
    if owed.is_empty() {
        return turn.show(Screen::new(t!("dunning-nothing-owed")).row(hello::menu_row())).await;
    }
    match answer {
        Answer::Paid => paid(&turn, &company).await,
        Answer::Invoice => invoice(&turn, &company, &owed).await,
        Answer::Later => later(&turn, &company).await,
        Answer::On(day) => on(&turn, &company, &owed, day).await,
        Answer::Call => call(&turn, &company).await,
    }
}

async fn paid(turn: &Turn, company: &Client) -> Result {
    let until = turn.calendar().add_working_days(turn.today(), AWAITED_DAYS);
    if said(turn, company, Word::Paid).await? {
        invoices::await_payment(&mut turn.db(), company.id, Some(until)).await?;
        turn.happened("dunning.paid", Some(company.id), company.id, &until).await?;
        tell(turn, company, "paid", |name| t!("dunning-told-paid", client = &company.name, name = name, until = until))
            .await?;
    }
    turn.show(Screen::new(t!("dunning-thanks", until = until)).row(hello::menu_row())).await
}

/// They get what they need at once; where there is nothing to pay by, somebody sends the invoice.
async fn invoice(turn: &Turn, company: &Client, owed: &[Invoice]) -> Result {
    match billing::send_kit(turn, company, owed).await? {
        billing::Sent::Kit => return said(turn, company, Word::Invoice).await.map(drop),
        billing::Sent::Before => return Ok(()),
        billing::Sent::NoKit => {}
    }
    if said(turn, company, Word::Invoice).await? {
        let owed: Vec<&Invoice> = owed.iter().collect();
        put(turn, company, tasks::Kind::Paper, t!("dunning-task-invoice", invoices = list(&owed))).await?;
        turn.happened("dunning.invoice", Some(company.id), company.id, &()).await?;
        tell(turn, company, "invoice", |name| t!("dunning-told-invoice", client = &company.name, name = name)).await?;
    }
    turn.show(Screen::new(t!("dunning-invoice-comes")).row(hello::menu_row())).await
}

/// Whether a day may still be moved by the client: once.
async fn may_move(turn: &Turn, client: Id<Client>) -> Result<bool> {
    let open = payments::open_of(&mut turn.db(), client).await?;
    Ok(match open {
        Some(promise) => rows::reminded(&mut turn.db(), promise.id).await?.moved_by.is_none(),
        None => true,
    })
}

/// The working days that may be chosen.
fn days(turn: &Turn) -> impl Iterator<Item = NaiveDate> {
    (1..=MOVES_DAYS).map(|count| turn.calendar().add_working_days(turn.today(), count))
}

async fn later(turn: &Turn, company: &Client) -> Result {
    if !may_move(turn, company.id).await? {
        return call(turn, company).await;
    }
    let (today, lang) = (turn.today(), turn.me().lang);
    let day = |day: NaiveDate| {
        let label = Text::verbatim(when::human_day(day, today, lang));
        Button::press(label, &Debt { client: company.id, answer: Answer::On(day) })
    };
    let other = Button::press(t!("dunning-call-button"), &Debt { client: company.id, answer: Answer::Call });
    turn.show(Screen::new(t!("dunning-when")).about(company.id).grid(days(turn).map(day), 2).row([other])).await
}

/// A day the client names is a promise to pay everything that is open.
async fn on(turn: &Turn, company: &Client, owed: &[Invoice], day: NaiveDate) -> Result {
    let open = payments::open_of(&mut turn.db(), company.id).await?;
    if let Some(promise) = open.as_ref().filter(|promise| promise.due_on == day) {
        let sum = promise.sum;
        return turn.show(Screen::new(t!("dunning-agreed", sum = sum, day = day)).row(hello::menu_row())).await;
    }
    if !may_move(turn, company.id).await? {
        return call(turn, company).await;
    }
    // An old button names days that have passed or are too far by now.
    if !days(turn).any(|open| open == day) {
        return later(turn, company).await;
    }
    let sum = open.as_ref().map_or_else(|| owed.iter().map(Invoice::left).sum(), |promise| promise.sum);
    let Some(keeper) = rules::keepers(&mut turn.db(), company.owner).await?.into_iter().next() else {
        return call(turn, company).await;
    };
    let me = turn.me().id;
    let contacts = clients::contacts(&mut turn.db(), company.id).await?;
    let contact = contacts.iter().find(|contact| contact.person == Some(me)).map(|contact| contact.id);
    let new =
        NewPromise { client: company.id, contact, sum, due_on: day, counts_from: turn.today(), made_by: keeper.id };
    let promise = payments::promise(&mut turn.db(), new, turn.stamp()).await?;
    rows::moved(&mut turn.db(), promise, me).await?;
    turn.happened("dunning.promised", Some(company.id), promise, &(sum.kopecks(), day)).await?;
    tell(turn, company, &promise.to_string(), |name| {
        t!("dunning-told-day", client = &company.name, name = name, sum = sum, day = day)
    })
    .await?;
    turn.show(Screen::new(t!("dunning-agreed", sum = sum, day = day)).row(hello::menu_row())).await
}

async fn call(turn: &Turn, company: &Client) -> Result {
    if said(turn, company, Word::Call).await? {
        put(turn, company, tasks::Kind::Call, t!("dunning-task-later")).await?;
        turn.happened("dunning.call", Some(company.id), company.id, &()).await?;
        tell(turn, company, "call", |name| t!("dunning-told-later", client = &company.name, name = name)).await?;
    }
    turn.show(Screen::new(t!("dunning-will-call")).row(hello::menu_row())).await
}

/// Remembers a client's word; `false`: it was said today.
async fn said(turn: &Turn, company: &Client, word: Word) -> Result<bool> {
    let (me, now) = (turn.me().id, (turn.today(), turn.stamp()));
    rows::say(&mut turn.db(), company.id, me, word, now).await
}

/// A task of whoever looks after the client, for the next working hour.
async fn put(turn: &Turn, company: &Client, kind: tasks::Kind, text: Text) -> Result {
    let Some(keeper) = rules::keepers(&mut turn.db(), company.owner).await?.into_iter().next() else { return Ok(()) };
    let new = tasks::New::next(kind, &text, company.id, &keeper, turn.moment());
    tasks::put(&mut turn.db(), new, turn.stamp()).await.map(drop)
}

/// Whoever looks after the client hears what was said.
async fn tell(turn: &Turn, company: &Client, key: &str, said: impl Fn(&str) -> Text) -> Result {
    let name = turn.me().name.clone();
    let keepers = rules::keepers(&mut turn.db(), company.owner).await?;
    for keeper in keepers {
        let row = [clients::call_button(company.id), clients::card_button(company.id)];
        let screen = Screen::new(said(&name)).about(company.id).row(row);
        let key = format!("debt:{}:{key}:{}:{}", company.id, turn.today(), keeper.id);
        turn.tell(&keeper, Class::Notice, &key, &screen).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_answer_survives_64_bytes() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
        for answer in [Answer::Paid, Answer::Invoice, Answer::Later, Answer::On(day), Answer::Call] {
            let press = Debt { client: Id::new(), answer };
            assert_eq!(Debt::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "debt:".len() <= 64);
        }
        assert_eq!(Debt::unpack("of an older release"), None);
    }
}
