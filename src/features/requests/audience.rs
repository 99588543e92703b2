//! Who hears of a request: whoever answers it, those on duty if nobody does, and support while it is theirs.

use super::{
    handovers,
    model::{Request, Stage, Urgency},
    queries, support,
};
use crate::{
    calendar::{Hours, Moment, WorkingTime},
    db::{Conn, Id},
    error::Result,
    people::{self, Person, Role},
    rules,
};

/// Everybody who hears of what the client writes.
pub async fn of(conn: &mut Conn, request: &Request) -> Result<Vec<Person>> {
    let mut people = rules::keepers(conn, request.owner).await?;
    let handover = handovers::of(conn, request.id).await?;
    let handover = handover.filter(|handover| handover.stage.is_open() || handover.stage == Stage::Solved);
    if let Some(support) = handover.and_then(|handover| handover.support)
        && let Some(support) = people::present(conn, support).await?
        && people.iter().all(|person| person.id != support.id)
    {
        people.push(support);
    }
    Ok(people)
}

/// Whether one of us may still see a request: as whoever answers the client, or as support while it is theirs.
pub async fn sees(conn: &mut Conn, request: &Request, person: &Person) -> Result<bool> {
    if person.is_any(super::ANSWERERS) && queries::of_staff(conn, person.scope(), request.id).await?.is_some() {
        return Ok(true);
    }
    let on_duty =
        request.owner.is_none() && rules::keepers(conn, request.owner).await?.iter().any(|duty| duty.id == person.id);
    let handover = support::here(conn, request.id).await?;
    let theirs = handover.is_some_and(|handover| {
        person.is_any(&[Role::Support]) && handover.support.is_none_or(|support| support == person.id)
    });
    Ok(on_duty || theirs)
}

/// Everybody who may accept what is handed over.
pub async fn at_support(conn: &mut Conn) -> Result<Vec<Person>> {
    people::all_with_role(conn, Role::Support).await
}

/// Whose working minutes count: those of whoever answers; the company's until somebody does.
#[derive(Debug, Clone)]
pub struct Hand {
    hours: Hours,
    zone: chrono_tz::Tz,
}

impl Hand {
    /// The company's own hours.
    pub fn company() -> Self {
        Self { hours: Hours::default(), zone: chrono_tz::Europe::Moscow }
    }

    /// Of whoever answers.
    pub async fn of(conn: &mut Conn, owner: Option<Id<Person>>) -> Result<Self> {
        let owner = match owner {
            Some(owner) => people::present(conn, owner).await?,
            None => None,
        };
        Ok(owner.map_or_else(Self::company, |person| Self { hours: person.hours, zone: person.zone }))
    }

    /// The working time.
    pub const fn time<'a>(&'a self, moment: Moment<'a>) -> WorkingTime<'a> {
        WorkingTime { calendar: moment.calendar, hours: &self.hours, zone: self.zone }
    }
}

/// The threshold of how long nobody may accept a hand-over.
pub const fn patience(urgency: Urgency) -> &'static crate::rules::Threshold {
    match urgency {
        Urgency::Blocked => &super::alarms::BLOCKED,
        Urgency::Hampers | Urgency::Question => &super::alarms::USUAL,
    }
}
