//! What stands against ordering a delivery, and what cures it (PRODUCT D4, checks before ordering).

use super::{
    Objection,
    leave::{self, About, Verdict},
    press::{Deed, button},
};
use crate::{
    bot::screen::Button,
    calendar::Moment,
    db::Conn,
    error::Result,
    features::{
        deliveries::{
            card, dates,
            model::{Delivery, Line, State},
            rows, window,
        },
        papers::{self, Paper},
        warehouse::{self, Hold, Supply},
    },
    money::Money,
    t,
    text::Text,
};
use chrono::{DateTime, NaiveDate, Utc};

/// Something that stands against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Against {
    /// These are not there; when they come.
    Goods(String, Option<NaiveDate>),
    /// The client does not know of the window.
    NotAgreed,
    /// The window has begun already.
    Past,
    /// The invoice is not paid; whether a head was asked, and why they said no.
    Unpaid { number: String, left: Money, asked: bool, refused: Option<String> },
    /// A paper that goes with the goods is not there.
    Paper(papers::Kind),
    /// Another delivery to the client on the same day.
    Twice(i64, State),
}

/// What is looked at.
#[derive(Debug)]
pub struct Facts {
    /// What is waited for, by name, and when it can be had; none: nothing.
    pub wanted: Vec<String>,
    pub supply: Supply,
    /// The day of the window.
    pub day: NaiveDate,
    pub starts_at: DateTime<Utc>,
    pub agreed: bool,
    /// An unpaid invoice: number, what is left, whether a head was asked.
    pub unpaid: Option<(String, Money, bool)>,
    pub leave: Option<(Verdict, String)>,
    pub papers: Vec<Paper>,
    /// An earlier delivery on the same day nobody has spoken about.
    pub twin: Option<(i64, State)>,
}

/// What stands against it. Pure.
pub fn against(facts: &Facts, now: DateTime<Utc>) -> Vec<Against> {
    let mut all = Vec::new();
    if !facts.wanted.is_empty() {
        let names = facts.wanted.join(", ");
        match facts.supply {
            Supply::On(day) if day > facts.day => all.push(Against::Goods(names, Some(day))),
            Supply::Never => all.push(Against::Goods(names, None)),
            Supply::Now | Supply::On(_) => {}
        }
    }
    if facts.starts_at <= now {
        all.push(Against::Past);
    }
    if !facts.agreed {
        all.push(Against::NotAgreed);
    }
    if let Some((number, left, asked)) = &facts.unpaid {
        let refused = match &facts.leave {
            Some((Verdict::Yes, _)) => None,
            Some((Verdict::No, why)) => Some(Some(why.clone())),
            None => Some(None),
        };
        all.extend(refused.map(|refused| Against::Unpaid {
            number: number.clone(),
            left: *left,
            asked: *asked,
            refused,
        }));
    }
    // An акт is signed after the work: it does not travel with the goods.
    let travels = |paper: &&Paper| paper.kind != papers::Kind::Act && paper.state == papers::State::Needed;
    all.extend(facts.papers.iter().filter(travels).map(|paper| Against::Paper(paper.kind)));
    all.extend(facts.twin.map(|(number, state)| Against::Twice(number, state)));
    all
}

/// Looks at a delivery.
async fn facts(conn: &mut Conn, delivery: &Delivery) -> Result<Facts> {
    let link = delivery.link();
    let mut wanted = Vec::new();
    for held in warehouse::of_link(conn, &link).await?.iter().filter(|held| held.state == Hold::Wanted) {
        wanted.extend(warehouse::item(conn, held.item_id).await?.map(|item| item.name));
    }
    let supply = warehouse::supply_of(conn, &link).await?;
    let bill = leave::unpaid(conn, delivery).await?;
    let asked = leave::is_asked(conn, delivery.id).await?;
    let zone = super::zone_of(conn, delivery).await?;
    let own = (delivery.starts_at, delivery.ends_at);
    let day = window::day_of(own, zone);
    let spoken = leave::of(conn, delivery.id, About::Twice).await?.is_some();
    let others = rows::open_of(conn, delivery.client).await?;
    let twin = others
        .iter()
        .find(|other| other.number < delivery.number && window::day_of((other.starts_at, other.ends_at), zone) == day);
    Ok(Facts {
        wanted,
        supply,
        day,
        starts_at: delivery.starts_at,
        agreed: delivery.agreed.is_some(),
        unpaid: bill.map(|bill| (bill.number.clone(), bill.left(), asked)),
        leave: leave::of(conn, delivery.id, About::Unpaid).await?,
        papers: papers::of(conn, &link).await?,
        twin: twin.filter(|_| !spoken).map(|twin| (twin.number, twin.state)),
    })
}

/// What stands against ordering a delivery now, with what cures it.
pub async fn objections(conn: &mut Conn, delivery: &Delivery, moment: Moment<'_>) -> Result<Vec<Objection>> {
    let facts = facts(conn, delivery).await?;
    let all = against(&facts, moment.now);
    Ok(all.into_iter().map(|against| objection(against, delivery, &facts.papers)).collect())
}

fn objection(against: Against, delivery: &Delivery, kept: &[Paper]) -> Objection {
    let deed = |label, what| button(label, delivery, what);
    match against {
        Against::Goods(names, Some(day)) => {
            Objection { what: t!("check-goods-later", names = names, day = day), cures: edit(delivery) }
        }
        Against::Goods(names, None) => {
            Objection { what: t!("check-goods-never", names = names), cures: edit(delivery) }
        }
        Against::Past => Objection { what: t!("check-past"), cures: edit(delivery) },
        Against::NotAgreed => {
            let mut cures = dates::buttons(delivery);
            cures.push(deed(t!("booking-override-button"), Deed::Override));
            Objection { what: t!("check-not-agreed"), cures }
        }
        Against::Unpaid { number, left, asked: true, .. } => {
            Objection { what: t!("check-unpaid-asked", number = number, left = left), cures: Vec::new() }
        }
        Against::Unpaid { number, left, asked: false, refused } => {
            let what = match refused {
                Some(why) => t!("check-unpaid-refused", number = number, left = left, why = why),
                None => t!("check-unpaid", number = number, left = left),
            };
            Objection { what, cures: vec![deed(t!("booking-ask-head-button"), Deed::AskHead)] }
        }
        Against::Paper(kind) => {
            let what = match kind {
                papers::Kind::Upd => t!("check-upd"),
                papers::Kind::Proxy => t!("check-proxy"),
                papers::Kind::Act => t!("check-act"),
            };
            let paper: Vec<Paper> = kept.iter().filter(|paper| paper.kind == kind).cloned().collect();
            Objection { what, cures: papers::buttons(&paper).concat() }
        }
        Against::Twice(number, state) => Objection {
            what: t!("check-twice", number = number.to_string(), state = card::state(state)),
            cures: vec![deed(t!("booking-not-twice-button"), Deed::Twice)],
        },
    }
}

fn edit(delivery: &Delivery) -> Vec<Button> {
    vec![button(t!("booking-edit-button"), delivery, Deed::Edit)]
}

/// What is waited for and comes in time, in words: no objection, but worth knowing.
pub async fn expected(conn: &mut Conn, delivery: &Delivery, lines: &[Line]) -> Result<Option<Text>> {
    if lines.iter().all(|line| line.item.is_none()) {
        return Ok(None);
    }
    let facts = facts(conn, delivery).await?;
    Ok(match facts.supply {
        Supply::On(day) if day <= facts.day && !facts.wanted.is_empty() => {
            Some(t!("check-goods-in-time", names = facts.wanted.join(", "), day = day))
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn fine() -> Facts {
        Facts {
            wanted: Vec::new(),
            supply: Supply::Now,
            day: "2026-11-25".parse().unwrap(),
            starts_at: at("2026-11-25T07:00:00Z"),
            agreed: true,
            unpaid: None,
            leave: None,
            papers: Vec::new(),
            twin: None,
        }
    }

    #[test]
    fn everything_in_order_may_be_ordered_and_each_fault_is_told() {
        let now = at("2026-11-24T07:00:00Z");
        assert_eq!(against(&fine(), now), []);
        assert_eq!(against(&Facts { agreed: false, ..fine() }, now), [Against::NotAgreed]);
        assert_eq!(against(&fine(), at("2026-11-25T07:00:00Z")), [Against::Past]);
        assert_eq!(against(&Facts { twin: Some((3, State::Draft)), ..fine() }, now), [Against::Twice(3, State::Draft)]);
    }

    #[test]
    fn goods_that_come_by_the_day_are_no_fault() {
        let now = at("2026-11-24T07:00:00Z");
        let day = |day: &str| Supply::On(day.parse().unwrap());
        let waits = |supply| against(&Facts { wanted: vec!["Стрела".to_owned()], supply, ..fine() }, now);
        assert_eq!(waits(day("2026-11-25")), []);
        assert_eq!(
            waits(day("2026-11-26")),
            [Against::Goods("Стрела".to_owned(), Some("2026-11-26".parse().unwrap()))]
        );
        assert_eq!(waits(Supply::Never), [Against::Goods("Стрела".to_owned(), None)]);
    }

    #[test]
    fn an_unpaid_invoice_waits_for_the_yes_of_a_head() {
        let now = at("2026-11-24T07:00:00Z");
        let unpaid = Some(("214".to_owned(), Money::from_rubles(900), false));
        let with = |leave| against(&Facts { unpaid: unpaid.clone(), leave, ..fine() }, now).len();
        assert_eq!(with(None), 1);
        assert_eq!(with(Some((Verdict::No, "сначала деньги".to_owned()))), 1);
        assert_eq!(with(Some((Verdict::Yes, String::new()))), 0);
    }
}
