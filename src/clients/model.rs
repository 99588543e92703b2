//! A client and what is known about it.

use crate::{
    db::{Id, Timestamp},
    named,
    people::Person,
    phone::Phone,
};
use chrono_tz::Tz;

named! {
    /// Whether we serve the client.
    pub enum State {
        /// Served.
        Active = "active",
        /// Asked to pause.
        Suspended = "suspended",
        /// Left.
        Left = "left",
    }
}

named! {
    /// What a contact person may do in the bot.
    pub enum Right {
        /// Confirms deliveries.
        Receive = "receive",
        /// Agrees dates.
        Agree = "agree",
        /// Gets invoices.
        Invoices = "invoices",
        /// Gets notices.
        Notices = "notices",
    }
}

/// An organisation we serve.
#[derive(Debug, Clone)]
pub struct Client {
    /// Own id.
    pub id: Id<Client>,
    /// As we call it.
    pub name: String,
    /// Tax number, 10 or 12 digits.
    pub inn: Option<String>,
    /// Where it is; may be empty.
    pub city: String,
    /// Its time zone.
    pub zone: Tz,
    /// The manager; `None`: the pool.
    pub owner: Option<Id<Person>>,
    /// Whether we serve it.
    pub state: State,
}

/// A person to talk to at a client.
#[derive(Debug, Clone)]
pub struct Contact {
    /// Own id.
    pub id: Id<Contact>,
    /// Whose.
    pub client: Id<Client>,
    /// As we call them.
    pub name: String,
    /// What they are there: `бухгалтер`; may be empty.
    pub post: String,
    /// Phone number.
    pub phone: Option<Phone>,
    /// E-mail; may be empty.
    pub email: String,
    /// What they may do in the bot.
    pub rights: Vec<Right>,
    /// The person in the bot, once invited.
    pub person: Option<Id<Person>>,
    /// The number turned out to be wrong at.
    pub bad_at: Option<Timestamp>,
}

/// A place we serve.
#[derive(Debug, Clone)]
pub struct Site {
    /// Own id.
    pub id: Id<Site>,
    /// Where it is.
    pub address: String,
}

impl Client {
    /// Name and town: `ТСН «Ромашка» · Тверь`.
    pub fn named(&self) -> String {
        if self.city.is_empty() { self.name.clone() } else { format!("{} · {}", self.name, self.city) }
    }
}

impl Contact {
    /// Name and post: `Анна, бухгалтер`.
    pub fn who(&self) -> String {
        if self.post.is_empty() { self.name.clone() } else { format!("{}, {}", self.name, self.post) }
    }
}
