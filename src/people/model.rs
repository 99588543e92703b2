//! A person, the set of their roles, and what they may see.

use crate::{
    calendar::{Hours, ProductionCalendar, WorkingTime},
    db::{Id, Timestamp},
    lang::Lang,
    named,
    text::Reader,
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use std::collections::BTreeSet;

named! {
    /// What a person may do (PRODUCT 4.1). A person has a set of roles.
    pub enum Role {
        /// МОС: own portfolio and the pool.
        Manager = "manager",
        /// Head of department: reads all, decides.
        Head = "head",
        /// Acts for an absent manager.
        Deputy = "deputy",
        /// Senior engineer.
        Engineer = "engineer",
        /// Technical support.
        Support = "support",
        /// Hands over new clients.
        Implementer = "implementer",
        /// Sales department.
        Sales = "sales",
        /// Feeds bank files and invoices.
        Accounting = "accounting",
        /// Reads feedback.
        Marketing = "marketing",
        /// Contact person of a client.
        Client = "client",
        /// Installs, invites, watches health.
        Admin = "admin",
    }
}

/// Somebody the bot knows.
#[derive(Debug, Clone)]
pub struct Person {
    /// Own id.
    pub id: Id<Person>,
    /// As colleagues call them.
    pub name: String,
    /// Telegram's id of the person, equal to the private chat's; `None` until the invitation is used.
    pub tg_id: Option<i64>,
    /// Language of the interface.
    pub lang: Lang,
    /// Time zone.
    pub zone: Tz,
    /// Local time of the morning digest.
    pub digest_at: NaiveTime,
    /// Working hours, local.
    pub hours: Hours,
    /// When the consent to processing of personal data was given; clients only.
    pub consent_at: Option<Timestamp>,
    /// Blocked the bot since.
    pub unreachable_at: Option<Timestamp>,
    /// Joined at.
    pub created_at: Timestamp,
    /// What they may do.
    pub roles: BTreeSet<Role>,
}

impl Person {
    /// Has any of `roles`.
    pub fn is_any(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.roles.contains(role))
    }

    /// For whom texts are rendered.
    pub const fn reader(&self, now: DateTime<Utc>) -> Reader {
        Reader { lang: self.lang, zone: self.zone, now }
    }

    /// The person's civil date.
    pub fn today(&self, now: DateTime<Utc>) -> NaiveDate {
        now.with_timezone(&self.zone).date_naive()
    }

    /// The person's working time.
    pub const fn working_time<'a>(&'a self, calendar: &'a ProductionCalendar) -> WorkingTime<'a> {
        WorkingTime { calendar, hours: &self.hours, zone: self.zone }
    }

    /// Which client-owned rows they may see.
    pub fn scope(&self) -> Scope {
        if self.is_any(&[Role::Head, Role::Admin, Role::Accounting]) {
            Scope { person: self.id, everything: true }
        } else {
            Scope { person: self.id, everything: false }
        }
    }
}

/// Which client-owned rows a person may see: every query on them takes one. Made only by [`Person::scope`].
///
/// In SQL: `($n = 1 OR client.owner_id = $m OR client.owner_id IS NULL)`, the last for the pool.
#[derive(Debug, Clone, Copy)]
pub struct Scope {
    person: Id<Person>,
    everything: bool,
}

impl Scope {
    /// 1 if every client is seen, else 0: the first bound value.
    pub fn everything(self) -> i64 {
        i64::from(self.everything)
    }

    /// Whose clients are seen besides the pool: the second bound value.
    pub const fn person(self) -> Id<Person> {
        self.person
    }
}
