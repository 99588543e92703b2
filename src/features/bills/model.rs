//! A bill that is asked for, ours to a client or a supplier's to us, and how far it has got.

use crate::{
    bot::said::Attached,
    clients::Client,
    db::Id,
    error::Error,
    features::tasks::Task,
    money::Money,
    named,
    people::{Person, Role},
    t,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

named! {
    /// Whose bill it is.
    pub enum Side {
        /// Ours to a client.
        Client = "client",
        /// A supplier's to us.
        Supplier = "supplier",
    }
}

named! {
    /// How far it has got.
    pub enum State {
        /// Asked for.
        Requested = "requested",
        /// Stands in ПФ, waits for its day.
        Entered = "entered",
        /// Made, with a number.
        Issued = "issued",
        /// The client has it.
        Sent = "sent",
        /// Paid: by the client, or by us.
        Paid = "paid",
        /// The supplier has the money.
        Checked = "checked",
        /// It will not be, for a reason.
        Refused = "refused",
    }
}

named! {
    /// What a person can do about it.
    pub enum Act {
        /// It stands in ПФ.
        Enter = "enter",
        /// It is made.
        Issue = "issue",
        /// The client has got it.
        Send = "send",
        /// It is paid.
        Pay = "pay",
        /// The supplier has the money.
        Check = "check",
        /// It will not be.
        Refuse = "refuse",
    }
}

named! {
    /// Who brings it into ПФ.
    pub enum Pf {
        /// People do.
        Hand = "hand",
        /// The bot is to bring there what is true here.
        Wanted = "wanted",
        /// What is true here stands there.
        Done = "done",
        /// They do not take it: people do.
        No = "no",
    }
}

/// What is to stand in ПФ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// A payment to come.
    Planned,
    /// A payment that was made.
    Committed,
    /// Nothing.
    Gone,
}

/// Who has the next step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turns {
    /// Accounting.
    Accounting,
    /// Whoever asked for it.
    Asker,
    /// Nobody of us: the client pays, or it is over.
    Nobody,
}

/// So long it is only looked up whether ПФ has made what it was asked for: it may still be at it.
pub const LOOK_FOR: TimeDelta = TimeDelta::minutes(10);

/// A bill that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    /// Own id.
    pub id: Id<Bill>,
    /// С-12.
    pub number: i64,
    /// Whose it is.
    pub side: Side,
    /// Whose invoice it is; of a supplier, for whom it is bought, if for anybody.
    pub client: Option<Id<Client>>,
    /// The client's name; may be empty.
    pub client_name: String,
    /// Who looks after the client.
    pub owner: Option<Id<Person>>,
    /// Who pays us, or whom we pay.
    pub party: String,
    /// The party's tax number.
    pub inn: String,
    /// What for.
    pub subject: String,
    /// How much.
    pub sum: Money,
    /// Until which day.
    pub needed_on: NaiveDate,
    /// By which contract or request; of a supplier, what others offered; may be empty.
    pub basis: String,
    /// The bill itself.
    pub file: Option<Attached>,
    /// How far it has got.
    pub state: State,
    /// Since when, UTC.
    pub state_at: DateTime<Utc>,
    /// Until when the next step is to be done, UTC.
    pub due_at: Option<DateTime<Utc>>,
    /// Our invoice, as 1С numbers it; may be empty.
    pub invoice: String,
    /// Why it is refused; may be empty.
    pub reason: String,
    /// The task to pay.
    pub task: Option<Id<Task>>,
    /// Who asked for it.
    pub asked_by: Id<Person>,
    /// Their name.
    pub asker: String,
    /// When, UTC.
    pub asked_at: DateTime<Utc>,
    /// Raised with every change.
    pub rev: i64,
    /// Who brings it into ПФ.
    pub pf: Pf,
    /// Their number of the operation.
    pub operation: Option<i64>,
    /// When they were asked to make it, while nobody knows whether they did, UTC.
    pub called_at: Option<DateTime<Utc>>,
    /// How often it was tried.
    pub tries: i64,
    /// JSON: why it waits, or why it was refused; may be empty.
    pub why: String,
}

impl Bill {
    /// What it is called where things are shown to somebody.
    pub fn link(&self) -> String {
        link(self.id)
    }

    /// What its operation in ПФ is found by.
    pub fn marker(&self) -> String {
        format!("mos-{}", self.id)
    }

    /// Where an act leads from here.
    pub fn after(&self, act: Act) -> Result<State, Error> {
        match (self.side, self.state, act) {
            (_, State::Requested, Act::Enter) => Ok(State::Entered),
            (_, State::Requested | State::Entered, Act::Refuse) => Ok(State::Refused),
            (Side::Client, State::Entered, Act::Issue) => Ok(State::Issued),
            (Side::Client, State::Issued, Act::Send) => Ok(State::Sent),
            (Side::Client, State::Issued | State::Sent, Act::Pay) | (Side::Supplier, State::Entered, Act::Pay) => {
                Ok(State::Paid)
            }
            (Side::Supplier, State::Paid, Act::Check) => Ok(State::Checked),
            (Side::Client | Side::Supplier, _, _) => Err(Error::User(t!("bill-cannot"))),
        }
    }

    /// What can be done about it now, the next step first.
    pub fn acts(&self) -> Vec<Act> {
        let all = [Act::Enter, Act::Issue, Act::Send, Act::Pay, Act::Check, Act::Refuse];
        all.into_iter().filter(|act| self.after(*act).is_ok()).collect()
    }

    /// Something is still to happen.
    pub const fn is_open(&self) -> bool {
        match self.state {
            State::Requested | State::Entered | State::Issued | State::Sent => true,
            State::Paid => matches!(self.side, Side::Supplier),
            State::Checked | State::Refused => false,
        }
    }

    /// Who has the next step.
    pub const fn turns(&self) -> Turns {
        match (self.side, self.state) {
            (_, State::Requested | State::Entered) => Turns::Accounting,
            (_, State::Issued) | (Side::Supplier, State::Paid) => Turns::Asker,
            (_, State::Sent | State::Paid | State::Checked | State::Refused) => Turns::Nobody,
        }
    }

    /// Whether the next step is this person's.
    pub fn waits_for(&self, person: &Person) -> bool {
        match self.turns() {
            Turns::Accounting => person.is_any(&[Role::Accounting]),
            Turns::Asker => self.asked_by == person.id,
            Turns::Nobody => false,
        }
    }

    /// The next step should have been done by now.
    pub fn is_late(&self, now: DateTime<Utc>) -> bool {
        self.is_open() && self.due_at.is_some_and(|due| due <= now)
    }

    /// What is to stand in ПФ while it stands so here.
    pub const fn goal(&self) -> Goal {
        match self.state {
            State::Requested | State::Entered | State::Issued | State::Sent => Goal::Planned,
            State::Paid | State::Checked => Goal::Committed,
            State::Refused => Goal::Gone,
        }
    }

    /// Whether people may enter it: the bot does not, or has never got as far as asking.
    pub fn by_hand(&self) -> bool {
        match self.pf {
            Pf::Hand | Pf::No => true,
            Pf::Wanted => self.called_at.is_none() && !self.why.is_empty(),
            Pf::Done => false,
        }
    }
}

/// What a bill is called where things are shown to somebody.
pub fn link(id: Id<Bill>) -> String {
    format!("bill:{id}")
}

/// Who may do what about a bill in their sight: accounting enters, makes and pays, whoever asked sends and checks.
pub fn may(person: &Person, bill: &Bill, act: Act) -> bool {
    match act {
        Act::Enter => person.is_any(&[Role::Accounting, Role::Head]) && bill.by_hand(),
        Act::Issue | Act::Pay => person.is_any(&[Role::Accounting, Role::Head]),
        Act::Send | Act::Refuse => true,
        // Whoever has paid does not check it.
        Act::Check => person.id == bill.asked_by || person.is_any(&[Role::Manager, Role::Deputy, Role::Head]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::bills::samples;

    fn bill(side: Side, state: State) -> Bill {
        Bill { side, state, ..samples::bill() }
    }

    #[test]
    fn each_side_has_its_own_way() {
        let way = |side, acts: &[Act]| {
            let mut bill = bill(side, State::Requested);
            for act in acts {
                bill.state = bill.after(*act).unwrap();
            }
            bill
        };
        let ours = way(Side::Client, &[Act::Enter, Act::Issue, Act::Send, Act::Pay]);
        assert!(!ours.is_open() && ours.acts().is_empty());
        let theirs = way(Side::Supplier, &[Act::Enter, Act::Pay]);
        assert!(theirs.is_open(), "somebody checks it");
        assert_eq!((theirs.acts(), theirs.goal()), (vec![Act::Check], Goal::Committed));
        assert!(bill(Side::Supplier, State::Entered).after(Act::Issue).is_err());
        assert!(bill(Side::Client, State::Entered).after(Act::Pay).is_err());
        assert_eq!(bill(Side::Client, State::Issued).acts(), [Act::Send, Act::Pay], "what is made is not refused");
        assert_eq!(bill(Side::Client, State::Refused).goal(), Goal::Gone);
    }

    #[test]
    fn people_enter_only_what_the_bot_has_not_asked_for() {
        let wanted = |called, why: &str| Bill {
            pf: Pf::Wanted,
            called_at: called,
            why: why.to_owned(),
            ..bill(Side::Client, State::Requested)
        };
        assert!(!wanted(None, "").by_hand(), "it has just been put");
        assert!(wanted(None, "out of reach").by_hand());
        assert!(!wanted(Some(DateTime::UNIX_EPOCH), "the answer is lost").by_hand(), "it may be there");
        assert!(!Bill { pf: Pf::Done, ..bill(Side::Client, State::Entered) }.by_hand());
    }
}
