//! Rule E4.large: carriers were asked about a large transport and nobody has offered anything. Also the limit above which a
//! head says yes first.

use super::{
    offer::{self, Offer, State as Stand},
    offers,
};
use crate::{
    bot::turn::Turn,
    calendar::Moment,
    db::{Conn, Id},
    error::{Error, Result},
    features::{
        Alarm, Ask, Asked, Choice, Decision, Look, Rule, Whom,
        approvals::{self, New},
        deliveries::{card, cards, model::Delivery, rows},
    },
    money::Money,
    people::{Person, Role},
    rules::{self, Threshold, Unit},
    t,
    text::Text,
};
use chrono::{DateTime, Utc};

/// The rule.
pub const LARGE: &str = "E4.large";

/// What a head is asked for.
const KIND: &str = "large_transport";

/// Above this a head says yes first.
const LIMIT: Threshold = Threshold {
    rule: LARGE,
    name: "limit",
    about: "rule-large-limit",
    unit: Unit::Money,
    usual: 1_500_000,
    least: 0,
    most: 100_000_000,
};

const fn minutes(name: &'static str, about: &'static str, usual: i64) -> Threshold {
    Threshold { rule: LARGE, name, about, unit: Unit::Minutes, usual, least: 5, most: 2400 }
}

/// After so many working minutes without an offer the manager hears of it.
pub const SILENT: Threshold = minutes("silent", "rule-large-silent", 120);
/// After so many the head does.
const HEAD: Threshold = minutes("head", "rule-large-head", 480);
const ACK: Threshold = minutes("ack", "rule-ack", 60);

/// The rules of this part.
pub const RULES: &[Rule] = &[Rule {
    code: LARGE,
    about: "rule-large",
    thresholds: &[SILENT, HEAD, LIMIT, ACK],
    ack: ACK,
    alarms: |conn, look| Box::pin(alarms(conn, look)),
    settled: |conn, entity, _| Box::pin(settled(conn, entity)),
}];

/// What this part asks a head for.
pub const ASKS: &[Ask] = &[Ask {
    kind: KIND,
    name: "ask-large-transport",
    facts: |conn, asked, _| Box::pin(facts(conn, asked)),
    choices: |_| {
        vec![
            Choice { key: "yes", label: t!("carrier-head-yes"), needs_word: false },
            Choice { key: "no", label: t!("carrier-head-no"), needs_word: true },
        ]
    },
    decided: |turn, asked, decision| Box::pin(decided(turn, asked, decision)),
}];

/// Whether the acting person needs a head's yes for this sum.
pub async fn over_limit(turn: &Turn, price: Money) -> Result<bool> {
    let limit = Money::from_kopecks(rules::values(&mut turn.db()).await?.get(&LIMIT));
    Ok(price > limit && !turn.me().is_any(&[Role::Head]))
}

/// Asks a head for this offer.
pub async fn ask(turn: &Turn, delivery: &Delivery, offer: &Offer) -> Result {
    let asked = Asked {
        kind: KIND.to_owned(),
        client: Some(delivery.client),
        entity: offer.id.to_string(),
        asker: Some(turn.me().id),
        question: t!("carrier-head-question", offer = offers::line(offer)).plain(&turn.reader()),
        sum: Some(offer.price),
        attached: Vec::new(),
    };
    approvals::ask(&mut turn.db(), New { asked, quiet: false }, turn.moment()).await.map(drop)
}

/// The offer a head is asked for, with its delivery.
async fn of(conn: &mut Conn, asked: &Asked) -> Result<Option<(Offer, Delivery)>> {
    let id: Id<Offer> = asked.entity.parse().map_err(|_| Error::other("an approval without an offer"))?;
    let Some(offer) = offer::by_id(conn, id).await? else { return Ok(None) };
    let delivery = rows::read(conn, offer.delivery).await?;
    Ok(Some((offer, delivery)))
}

/// What goes where, what else was offered, how many were asked.
async fn facts(conn: &mut Conn, asked: &Asked) -> Result<Vec<Text>> {
    let Some((offer, delivery)) = of(conn, asked).await? else { return Ok(Vec::new()) };
    let lines = rows::lines(conn, delivery.id).await?;
    let others = offer::of(conn, delivery.id).await?;
    let others: Vec<Text> = others.iter().filter(|other| other.id != offer.id).map(offers::line).collect();
    let whom = offer::asked(conn, delivery.id).await?;
    Ok(vec![
        t!(
            "carrier-head-what",
            number = delivery.number.to_string(),
            goods = card::goods(&lines),
            address = &delivery.address
        ),
        if others.is_empty() {
            t!("carrier-head-alone", count = whom.len())
        } else {
            t!("carrier-head-others", offers = Text::Join(others, "; "))
        },
        t!("carrier-head-window", window = card::window(delivery.starts_at, delivery.ends_at)),
    ])
}

/// The head has spoken. Says what follows.
async fn decided(turn: Turn, asked: Asked, decision: Decision) -> Result<Text> {
    let found = of(&mut turn.db(), &asked).await?;
    let waits = found.filter(|(offer, delivery)| offer.state == Stand::Asked && delivery.state.is_before_order());
    let Some((offer, delivery)) = waits else { return Err(Error::User(t!("carrier-head-late"))) };
    let said = if decision.verdict == "yes" {
        offers::take(&turn, &delivery, &offer, Stand::Chosen).await?;
        t!("carrier-head-follows", delivery = card::named(&delivery))
    } else {
        offer::set_state(&mut turn.db(), offer.id, Stand::Refused).await?;
        t!("carrier-head-refused", delivery = card::named(&delivery))
    };
    cards::refresh(&mut turn.db(), delivery.id, None, turn.moment()).await?;
    Ok(said)
}

/// When so many working minutes of whoever looks after the delivery have passed since carriers were asked.
pub fn due(keeper: &Person, asked_at: DateTime<Utc>, minutes: u32, moment: Moment<'_>) -> DateTime<Utc> {
    keeper.working_time(moment.calendar).add_working(asked_at, minutes)
}

async fn alarms(conn: &mut Conn, look: Look<'_>) -> Result<Vec<Alarm>> {
    let limit = look.values.small(&HEAD);
    let mut alarms = Vec::new();
    for (id, asked_at) in offer::silent(conn, look.moment.now.into()).await? {
        let delivery = rows::read(conn, id).await?;
        if look.client.is_some_and(|client| client != delivery.client) {
            continue;
        }
        let Some(keeper) = rules::keepers(conn, delivery.owner).await?.into_iter().next() else { continue };
        let since = due(&keeper, asked_at.0, limit, look.moment);
        if since > look.moment.now {
            continue;
        }
        let lines = rows::lines(conn, id).await?;
        let whom = offer::asked(conn, id).await?;
        alarms.push(Alarm {
            client: Some(delivery.client),
            entity: id.to_string(),
            since,
            whom: Whom::Heads,
            critical: false,
            what: t!("carrier-alarm", delivery = card::named(&delivery)),
            why: t!("carrier-alarm-why", at = asked_at.0),
            facts: vec![
                t!("carrier-alarm-goods", goods = card::goods(&lines), address = &delivery.address),
                t!("carrier-alarm-asked", names = whom.join(", "), keeper = &keeper.name),
            ],
            options: vec![vec![card::button(&delivery)]],
            until: None,
        });
    }
    Ok(alarms)
}

async fn settled(conn: &mut Conn, entity: &str) -> Result<(Text, Text)> {
    let id: Id<Delivery> = entity.parse().map_err(|_| Error::other("an alarm without a delivery"))?;
    let delivery = rows::read(conn, id).await?;
    let offers = offer::of(conn, id).await?;
    let how = match offers.len() {
        0 => card::stands(&delivery),
        count => t!("carrier-alarm-offers", count = count),
    };
    Ok((t!("carrier-alarm", delivery = card::named(&delivery)), how))
}
