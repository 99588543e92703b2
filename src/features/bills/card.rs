//! The card of a bill, each to its reader, kept up to date; its buttons.

use super::{
    STAFF, jobs,
    model::{Act, Bill, Pf, Side, State, Turns, may},
    rows,
};
use crate::{
    bot::{
        screen::{self, Button, Screen, Words},
        shown,
    },
    calendar::Moment,
    clients::{self, Client},
    db::{Conn, Id},
    error::Result,
    people::{Person, Role},
    t,
    text::Text,
};
use chrono::{DateTime, Utc};

/// A button of a bill's card: which, as it was shown, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Press {
    pub bill: Id<Bill>,
    pub rev: i64,
    pub deed: Deed,
}

/// What a press does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Show,
    File,
    Act(Act),
}

impl screen::Press for Press {
    const ROOM: &'static str = "bill";

    fn pack(&self) -> String {
        let deed = match self.deed {
            Deed::Show => "show",
            Deed::File => "file",
            Deed::Act(act) => act.name(),
        };
        format!("{}:{}:{deed}", self.bill.short(), self.rev)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (bill, rev) = (words.id()?, words.parse()?);
        let deed = match words.word()? {
            "show" => Deed::Show,
            "file" => Deed::File,
            act => Deed::Act(act.parse().ok()?),
        };
        Some(Self { bill, rev, deed })
    }
}

/// A page of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Board {
    pub page: usize,
    /// Only of this client.
    pub client: Option<Id<Client>>,
}

impl screen::Press for Board {
    const ROOM: &'static str = "bills";

    fn pack(&self) -> String {
        format!("{}:{}", self.page, self.client.map(Id::short).unwrap_or_default())
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let page = words.parse()?;
        let client = match words.word()? {
            "" => None,
            client => Some(Id::from_short(client)?),
        };
        Some(Self { page, client })
    }
}

pub fn button(label: Text, bill: &Bill, deed: Deed) -> Button {
    Button::press(label, &Press { bill: bill.id, rev: bill.rev, deed })
}

/// `С-12`.
pub fn number(bill: &Bill) -> Text {
    t!("bill-number", number = bill.number.to_string())
}

/// `🧾 С-12`, `💳 С-12`: whose bill it is.
pub fn named(bill: &Bill) -> Text {
    match bill.side {
        Side::Client => t!("bill-named-client", number = number(bill)),
        Side::Supplier => t!("bill-named-supplier", number = number(bill)),
    }
}

/// Whom it is about.
pub fn whom(bill: &Bill) -> &str {
    match bill.side {
        Side::Client => &bill.client_name,
        Side::Supplier => &bill.party,
    }
}

/// How far it has got, in words.
pub fn stands(bill: &Bill) -> Text {
    match (bill.side, bill.state) {
        (_, State::Requested) if bill.pf == Pf::Wanted => t!("bill-state-entering"),
        (_, State::Requested) => t!("bill-state-requested"),
        (Side::Client, State::Entered) => t!("bill-state-entered"),
        (Side::Supplier, State::Entered) => t!("bill-state-to-pay", day = bill.needed_on),
        (_, State::Issued) => t!("bill-state-issued", number = bill.invoice.as_str()),
        (_, State::Sent) => t!("bill-state-sent", number = bill.invoice.as_str()),
        (Side::Client, State::Paid) => t!("bill-state-paid"),
        (Side::Supplier, State::Paid) => t!("bill-state-unchecked"),
        (_, State::Checked) => t!("bill-state-checked"),
        (_, State::Refused) => t!("bill-state-refused"),
    }
}

/// `🧾 С-12 · ТСН «Ромашка» · 15 000 ₽ · ждёт внесения в ПФ`.
pub fn line(bill: &Bill, now: DateTime<Utc>) -> Text {
    let whom = Text::verbatim(whom(bill));
    let sum = t!("bill-line-sum", sum = bill.sum);
    let late = bill.is_late(now).then(|| t!("bill-late"));
    Text::Join([named(bill), whom, sum, stands(bill)].into_iter().chain(late).collect(), " · ")
}

/// The card as a person sees it.
pub fn screen(bill: &Bill, me: &Person, now: DateTime<Utc>) -> Screen {
    let title = match bill.side {
        Side::Client => t!("bill-card-client", number = number(bill), state = stands(bill)),
        Side::Supplier => t!("bill-card-supplier", number = number(bill), state = stands(bill)),
    };
    let mut screen = Screen::new(title).gap();
    if !bill.client_name.is_empty() {
        screen = screen.line(t!("bill-client", client = &bill.client_name));
    }
    screen = screen
        .line(match bill.side {
            Side::Client => t!("bill-payer", party = &bill.party, inn = &bill.inn),
            Side::Supplier => t!("bill-supplier", party = &bill.party, inn = &bill.inn),
        })
        .line(t!("bill-subject", subject = &bill.subject))
        .line(t!("bill-sum", sum = bill.sum, day = bill.needed_on));
    if !bill.basis.is_empty() {
        screen = screen.line(basis(bill.side, &bill.basis));
    }
    screen = screen.line(t!("bill-asked", name = &bill.asker, at = bill.asked_at));
    if !bill.reason.is_empty() {
        screen = screen.line(t!("bill-reason", reason = &bill.reason));
    }
    screen = screen.lines(waits(bill, now)).lines(in_pf(bill));
    if let Some(client) = bill.client {
        screen = screen.about(client);
    }
    buttons(screen, bill, me)
}

/// What was said of why it is, or why this supplier.
pub fn basis(side: Side, words: &str) -> Text {
    match side {
        Side::Client => t!("bill-basis", basis = words),
        Side::Supplier => t!("bill-offers", offers = words),
    }
}

/// Who has the next step, and until when.
fn waits(bill: &Bill, now: DateTime<Utc>) -> Option<Text> {
    let due = bill.due_at.filter(|_| bill.is_open())?;
    let who = match bill.turns() {
        Turns::Accounting => t!("bill-accounting"),
        Turns::Asker => Text::verbatim(&bill.asker),
        Turns::Nobody => return None,
    };
    Some(if bill.is_late(now) {
        t!("bill-waits-late", who = who, at = due)
    } else {
        t!("bill-waits", who = who, at = due)
    })
}

/// What ПФ says, where it matters.
fn in_pf(bill: &Bill) -> Option<Text> {
    let why = jobs::words(&bill.why);
    match (bill.pf, why) {
        (Pf::Wanted, Some(why)) => Some(t!("bill-pf-waits", why = why)),
        (Pf::No, Some(why)) => Some(t!("bill-pf-no", why = why)),
        _ => None,
    }
}

fn buttons(mut screen: Screen, bill: &Bill, me: &Person) -> Screen {
    let acts = bill.acts().into_iter().filter(|act| may(me, bill, *act));
    screen = screen.grid(acts.map(|act| button(act_label(bill, me, act), bill, Deed::Act(act))), 2);
    if bill.state == State::Requested && may(me, bill, Act::Enter) {
        screen = screen
            .row([Button::copy(t!("bill-copy-inn"), &bill.inn), Button::copy(t!("bill-copy-subject"), &bill.subject)]);
    }
    if let (Some(client), State::Issued) = (bill.client, bill.state) {
        screen = screen.row([Button::command(t!("bill-again-button"), &format!("invoice:{}", client.short()))]);
    }
    if bill.file.is_some() {
        screen = screen.row([button(t!("bill-file-button"), bill, Deed::File)]);
    }
    let all = Button::press(t!("bill-all-button"), &Board { page: 0, client: None });
    screen.row([all].into_iter().chain(bill.client.map(clients::card_button)))
}

fn act_label(bill: &Bill, me: &Person, act: Act) -> Text {
    match act {
        Act::Enter => t!("bill-enter-button"),
        Act::Issue => t!("bill-issue-button"),
        Act::Send => t!("bill-send-button"),
        Act::Pay if bill.side == Side::Supplier => t!("bill-pay-button"),
        Act::Pay => t!("bill-came-button"),
        Act::Check => t!("bill-check-button"),
        Act::Refuse if me.is_any(&[Role::Accounting, Role::Head]) && me.id != bill.asked_by => t!("bill-refuse-button"),
        Act::Refuse => t!("bill-withdraw-button"),
    }
}

/// Every card of a bill shows what is true now; not the one of `except`, who is shown it in the turn.
pub async fn refresh(conn: &mut Conn, bill: &Bill, except: Option<Id<Person>>, moment: Moment<'_>) -> Result {
    shown::refresh(conn, &bill.link(), except, moment, bill, |conn, bill, person, _, moment| {
        Box::pin(async move {
            let sees = person.is_any(STAFF) && rows::by_id(conn, person.scope(), bill.id).await?.is_some();
            Ok(sees.then(|| screen(bill, person, moment.now)))
        })
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_press_survives_64_bytes() {
        let acts = [Act::Enter, Act::Issue, Act::Send, Act::Pay, Act::Check, Act::Refuse].map(Deed::Act);
        for deed in [Deed::Show, Deed::File].into_iter().chain(acts) {
            let press = Press { bill: Id::new(), rev: 9999, deed };
            assert_eq!(Press::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "bill:".len() <= 64);
        }
        for client in [None, Some(Id::new())] {
            let board = Board { page: 99, client };
            assert_eq!(Board::unpack(&board.pack()), Some(board));
        }
        assert_eq!(Press::unpack("of an older release"), None);
        assert_eq!(Board::unpack("of an older release"), None);
    }
}
