//! How the department's money comes in, as a picture for the head: what is overdue by age, and what has come this month
//! beside the month before (row 2.4).
//!
//! Deliberately not here: who owes it (`invoices`), what is done about it (`dunning`, `round`).

#[cfg(test)]
mod tests;

use super::{Feature, hello, invoices, payments};
use crate::{
    bot::{
        document::Document,
        routes::{Command, Routes, command},
        screen::Screen,
        turn::Turn,
    },
    charts::{Bar, Curve, Picture},
    db::Conn,
    error::Result,
    money::Money,
    people::Role,
    t,
    text::{Reader, Text},
    when,
};
use chrono::{Datelike, Days, Months, NaiveDate};

/// The room.
pub const FEATURE: Feature = Feature {
    name: "collection",
    doors,
    commands: &[Command {
        name: "collection",
        word: "сбор",
        about: "command-collection",
        rank: 41,
        roles: &[Role::Head, Role::Deputy],
    }],
    alone: &["сбор"],
    screens: || vec![words(&Collected::default(), NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default())],
    ..Feature::EMPTY
};

fn doors() -> Vec<Routes> {
    vec![command("collection").endpoint(show)]
}

/// What has come, and what has not.
#[derive(Debug, Clone, Default)]
struct Collected {
    /// Overdue for up to 30, 60, 90 days, and longer.
    ages: [Money; 4],
    /// Invoiced this month.
    issued: Money,
    /// What had come by the end of each day of this month, up to today.
    ours: Vec<Money>,
    /// The same of the whole month before.
    before: Vec<Money>,
}

async fn show(turn: Turn) -> Result {
    let today = turn.today();
    let collected = read(&mut turn.db(), today).await?;
    let picture = picture(&collected, today, &turn.reader()).png()?;
    let file = Document { name: "Сбор.png", mime: "image/png", bytes: &picture };
    turn.reply_picture(words(&collected, today), file).await.map(drop)
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.day0()))
}

async fn read(conn: &mut Conn, today: NaiveDate) -> Result<Collected> {
    let first = first_of(today);
    let before = first - Months::new(1);
    let came = payments::came_by_day(conn, before, today).await?;
    let grown = |from: NaiveDate, to: NaiveDate| {
        let by = |day: NaiveDate| came.iter().filter(|(at, _)| (from..=day).contains(at)).map(|(_, sum)| *sum).sum();
        from.iter_days().take_while(|day| *day <= to).map(by).collect()
    };
    let (ours, other) = (grown(first, today), grown(before, first - Days::new(1)));
    Ok(Collected {
        ages: invoices::aging(conn, today).await?,
        issued: invoices::issued_sum(conn, first, today).await?,
        ours,
        before: other,
    })
}

impl Collected {
    fn overdue(&self) -> Money {
        self.ages.into_iter().sum()
    }

    fn came(&self) -> Money {
        self.ours.last().copied().unwrap_or_default()
    }

    /// What had come by the same day of the month before.
    fn came_before(&self) -> Money {
        let day = self.ours.len().min(self.before.len());
        day.checked_sub(1).and_then(|at| self.before.get(at)).copied().unwrap_or_default()
    }
}

/// The words beside the picture.
fn words(collected: &Collected, today: NaiveDate) -> Screen {
    let (came, before) = (collected.came(), collected.came_before());
    Screen::new(t!("collection-title", day = today))
        .line(t!("collection-came", came = came, issued = collected.issued))
        .line(t!("collection-before", sum = before))
        .line(t!("collection-overdue", sum = collected.overdue()))
        .row(hello::menu_row())
}

fn picture(collected: &Collected, today: NaiveDate, reader: &Reader) -> Picture {
    let said = |text: Text| text.plain(reader);
    let names = [t!("collection-month"), t!("collection-two"), t!("collection-three"), t!("collection-more")].map(said);
    let bars = names.into_iter().zip(collected.ages);
    let bar = |(name, sum): (String, Money)| Bar { name, value: sum.human(reader.lang), size: sum.kopecks() };
    let curve = |month: NaiveDate, days: &[Money]| Curve {
        name: when::month_name(month, reader.lang).to_owned(),
        days: days.iter().map(|sum| sum.kopecks()).collect(),
    };
    Picture {
        bars_title: said(t!("collection-overdue", sum = collected.overdue())),
        bars: bars.map(bar).collect(),
        curves_title: said(t!("collection-came-title", sum = collected.came())),
        ours: curve(today, &collected.ours),
        other: curve(first_of(today) - Months::new(1), &collected.before),
        level: (said(t!("collection-issued", sum = collected.issued)), collected.issued.kopecks()),
    }
}
