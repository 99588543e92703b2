//! Offers of carriers are noted, compared and taken; what is taken is ordered.

use super::{
    book::{self, Carrier, Kind},
    leg::{self, Carriage},
    may_order,
    offer::{self, Offer, State as Stand},
    press::{self, Deed, Done, button},
    read::{self, Unread},
    rule,
};
use crate::{
    bot::{
        event::Event,
        screen::{Button, Screen},
        turn::Turn,
    },
    calendar::Moment,
    db::{Conn, Id},
    error::{Error, Result},
    features::{
        approvals,
        deliveries::{
            card::{self, Show},
            cards, follow,
            model::{Delivery, State, Way},
            moves, rows,
        },
    },
    fold::fold,
    money::Money,
    news::News,
    t,
    text::Text,
};
use chrono::{DateTime, NaiveTime, TimeZone, Utc};
use serde::{Deserialize, Serialize};

/// What is needed to take a choice back.
#[derive(Debug, Serialize, Deserialize)]
pub struct Chosen {
    /// Which offer.
    pub offer: Id<Offer>,
    /// The one taken before.
    pub instead: Option<Id<Offer>>,
    /// What it was to cost.
    pub price: Option<Money>,
    /// Where it stood.
    pub state: State,
}

/// Several offers with words on them, one a line. What is not understood is told with an example, and nothing is noted.
pub async fn note(turn: &Turn, delivery: &Delivery, words: &str) -> Result<Done> {
    let mut noted = Vec::new();
    for line in words.lines().map(str::trim).filter(|line| !line.is_empty()) {
        noted.push(offered(turn, delivery, line).await?);
    }
    let (me, now) = (turn.me().id, turn.stamp());
    for offer in &noted {
        offer::put(&mut turn.db(), offer, me, now).await?;
    }
    let Some(last) = noted.last() else { return Err(Error::User(t!("carrier-offer-empty"))) };
    let said = match noted.as_slice() {
        [one] => t!("carrier-said-offer", offer = line(one)),
        many => t!("carrier-said-offers", count = many.len()),
    };
    let ids: Vec<Id<Offer>> = noted.iter().map(|offer| offer.id).collect();
    let event = turn.happened("carrier.offered", Some(delivery.client), last.delivery, &ids).await?;
    turn.publish(News::Changed { rule: rule::LARGE, client: Some(delivery.client) }).await?;
    Ok((said, Some(event)))
}

async fn offered(turn: &Turn, delivery: &Delivery, words: &str) -> Result<Offer> {
    let typed = read::offer(words, turn.today()).map_err(|unread| Error::User(not_read(&unread, words)))?;
    let zone = turn.me().zone;
    let until = typed.until.map(|(day, time)| {
        let time = time.or(NaiveTime::from_hms_opt(23, 59, 0)).unwrap_or_default();
        let local = day.unwrap_or_else(|| turn.today()).and_time(time);
        zone.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |at| at.to_utc())
    });
    if until.is_some_and(|until| until < turn.now()) {
        return Err(Error::User(t!("carrier-offer-over", words = words)));
    }
    let known = whose(turn, &typed.name).await?;
    Ok(Offer {
        id: Id::new(),
        delivery: delivery.id,
        carrier: known.as_ref().map(|carrier| carrier.id),
        name: known.map_or(typed.name, |carrier| carrier.name),
        price: typed.price,
        car: typed.car,
        comes_at: typed.comes_at,
        valid_until: until,
        state: Stand::Open,
    })
}

/// The carrier of the book whose name or contact begins so; several are told apart by more of the name.
async fn whose(turn: &Turn, name: &str) -> Result<Option<Carrier>> {
    let said = fold(name);
    let begins = |words: &str| {
        let words = fold(words);
        words.strip_prefix(&said).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let all = book::active(&mut turn.db(), Kind::Large).await?;
    let found: Vec<&Carrier> = all.iter().filter(|known| begins(&known.name) || begins(&known.contact)).collect();
    match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some((*one).clone())),
        many => {
            let exact = many.iter().find(|known| fold(&known.name) == said);
            exact.map(|exact| Some((*exact).clone())).ok_or_else(|| {
                let names = many.iter().map(|known| known.name.as_str()).collect::<Vec<_>>().join(", ");
                Error::User(t!("carrier-offer-whose", name = name, names = names))
            })
        }
    }
}

fn not_read(unread: &Unread, words: &str) -> Text {
    match unread {
        Unread::Name => t!("carrier-offer-no-name", words = words),
        Unread::Price => t!("carrier-offer-no-price", words = words),
        Unread::Words(odd) => t!("carrier-offer-odd", odd = odd, words = words),
    }
}

/// `Иван · 8 500 ₽ · газель · подача 10:00 · до 18:00`.
pub fn line(offer: &Offer) -> Text {
    let parts = [
        Some(Text::verbatim(&offer.name)),
        Some(t!("carrier-sum", sum = offer.price)),
        (!offer.car.is_empty()).then(|| Text::verbatim(&offer.car)),
        offer.comes_at.map(|time| t!("carrier-comes", time = time)),
        offer.valid_until.map(|until| t!("carrier-until", at = until)),
    ];
    Text::Join(parts.into_iter().flatten().collect(), " · ")
}

/// The same with what has become of it.
pub fn stands(offer: &Offer, now: DateTime<Utc>) -> Text {
    let line = line(offer);
    match offer.state {
        Stand::Chosen if offer.is_over(now) => t!("carrier-chosen-over", offer = line),
        Stand::Chosen => t!("carrier-chosen", offer = line),
        Stand::Asked => t!("carrier-asked-head", offer = line),
        Stand::Refused => t!("carrier-refused", offer = line),
        Stand::Open if offer.is_over(now) => t!("carrier-over", offer = line),
        Stand::Open => t!("carrier-open", offer = line),
    }
}

/// An offer, and how often its carrier was praised, of how often.
type Rated = (Offer, Option<(i64, i64)>);

/// What was offered, the cheapest first or the most praised first.
pub async fn comparison(conn: &mut Conn, delivery: &Delivery, best: bool, moment: Moment<'_>) -> Result<Screen> {
    let mut rated: Vec<Rated> = Vec::new();
    for offer in offer::of(conn, delivery.id).await? {
        let rating = follow::rating(conn, &offer.name).await?;
        rated.push((offer, rating));
    }
    if best {
        praised_first(&mut rated);
    }
    Ok(compared(delivery, &rated, best, moment.now))
}

/// The most praised first; those nobody has judged after them. Those alike stay in their order.
fn praised_first(rated: &mut [Rated]) {
    // Of so many in a hundred.
    let share = |rating: Option<(i64, i64)>| rating.filter(|(_, all)| *all > 0).map(|(good, all)| good * 100 / all);
    rated.sort_by_key(|(_, rating)| std::cmp::Reverse(share(*rating)));
}

/// The same as a screen, pure.
pub fn compared(delivery: &Delivery, rated: &[Rated], best: bool, now: DateTime<Utc>) -> Screen {
    let mut screen = Screen::new(t!("carrier-compare", delivery = card::named(delivery))).about(delivery.client).gap();
    if rated.is_empty() {
        screen = screen.line(t!("carrier-no-offers"));
    }
    for (offer, rating) in rated {
        screen = screen.line(stands(offer, now));
        screen = screen.lines(rating.map(|(good, all)| t!("carrier-rating", good = good, all = all)));
    }
    if delivery.state.is_before_order() {
        let open = rated.iter().map(|(offer, _)| offer).filter(|offer| !offer.is_taken());
        for offer in open.take(SHOWN) {
            let label = t!("carrier-choose-button", name = &offer.name, sum = offer.price);
            screen = screen.row([button(label, delivery, Deed::Choose(offer.id))]);
        }
    }
    let judged = rated.len() > 1 && rated.iter().any(|(_, rating)| rating.is_some());
    let other = if best {
        button(t!("carrier-by-price-button"), delivery, Deed::Compare)
    } else {
        button(t!("carrier-by-rating-button"), delivery, Deed::Best)
    };
    screen.row(judged.then_some(other)).row([Button::press(t!("frame-back"), &Show(delivery.id))])
}

/// So many offers have a button.
const SHOWN: usize = 10;

/// The acting person takes an offer: at once within the limit, else the head is asked. One that has run out is asked about
/// once more.
pub async fn choose(turn: &Turn, delivery: &Delivery, id: Id<Offer>, anyway: bool) -> Result {
    press::unordered(turn, delivery.id, Way::Large).await?;
    let offer = offer::by_id(&mut turn.db(), id).await?.filter(|offer| offer.delivery == delivery.id);
    let offer = offer.ok_or_else(|| Error::User(t!("carrier-offer-absent")))?;
    if offer.is_taken() {
        turn.toast(t!("frame-already-done", at = delivery.changed_at.0)).await?;
        return press::show(turn, delivery.id, None).await;
    }
    if offer.is_over(turn.now()) && !anyway {
        let screen = Screen::new(t!("carrier-over-sure", offer = line(&offer))).about(delivery.client);
        let sure = button(t!("carrier-anyway-button"), delivery, Deed::Anyway(id));
        let back = button(t!("frame-back"), delivery, Deed::Compare);
        return turn.show(screen.row([sure]).row([back])).await;
    }
    let over = rule::over_limit(turn, offer.price).await?;
    let chosen = take(turn, delivery, &offer, if over { Stand::Asked } else { Stand::Chosen }).await?;
    let (said, kind) = if over {
        rule::ask(turn, delivery, &offer).await?;
        (t!("carrier-said-asked-head", offer = line(&offer)), "carrier.asked-head")
    } else {
        (t!("carrier-said-chosen", offer = line(&offer)), "carrier.chosen")
    };
    let event = turn.happened(kind, Some(delivery.client), delivery.id, &chosen).await?;
    press::show(turn, delivery.id, Some((said, Some(event)))).await
}

/// The offer is taken (or waits for the head), instead of the one taken before.
pub async fn take(turn: &Turn, delivery: &Delivery, offer: &Offer, stand: Stand) -> Result<Chosen> {
    let offers = offer::of(&mut turn.db(), delivery.id).await?;
    let instead = offers.into_iter().find(|other| other.is_taken() && other.id != offer.id);
    if let Some(other) = &instead {
        offer::set_state(&mut turn.db(), other.id, Stand::Open).await?;
        approvals::withdraw(&mut turn.db(), &other.id.to_string(), turn.moment()).await?;
    }
    offer::set_state(&mut turn.db(), offer.id, stand).await?;
    let price = (stand == Stand::Chosen).then_some(offer.price);
    rows::set_price(&mut turn.db(), delivery.id, price, turn.stamp()).await?;
    if price.is_some() {
        let (id, now) = (delivery.id, turn.now());
        moves::advance(&mut turn.db(), id, State::Quoted, now, "", turn.moment()).await?;
    }
    let instead = instead.map(|other| other.id);
    Ok(Chosen { offer: offer.id, instead, price: delivery.price, state: delivery.state })
}

/// Nobody of us takes the offer after all: what stood before stands again.
pub async fn let_go(turn: &Turn, delivery: &Delivery, chosen: &Chosen) -> Result {
    approvals::withdraw(&mut turn.db(), &chosen.offer.to_string(), turn.moment()).await?;
    offer::set_state(&mut turn.db(), chosen.offer, Stand::Open).await?;
    // Of one that waited for the head the question is gone: it has to be chosen anew.
    let instead = chosen.instead.filter(|_| chosen.price.is_some());
    if let Some(other) = instead {
        offer::set_state(&mut turn.db(), other, Stand::Chosen).await?;
    }
    rows::set_price(&mut turn.db(), delivery.id, chosen.price, turn.stamp()).await?;
    if delivery.state != chosen.state {
        moves::fall_back(&mut turn.db(), delivery.id, chosen.state, "", turn.moment()).await?;
    }
    cards::refresh(&mut turn.db(), delivery.id, None, turn.moment()).await
}

/// `☎️ Заказан`: they have our order.
pub async fn order(turn: &Turn, delivery: &Delivery) -> Result {
    match ordered(turn, delivery).await? {
        Ok(event) => press::show(turn, delivery.id, Some((t!("carrier-said-ordered"), Some(event)))).await,
        Err(screen) => turn.show(screen).await,
    }
}

/// The delivery is ordered, or a screen says what stands against it.
pub async fn ordered(turn: &Turn, delivery: &Delivery) -> Result<Result<Id<Event>, Screen>> {
    if !delivery.state.is_before_order() {
        return Err(press::not_now());
    }
    match delivery.way {
        Way::Courier => return Err(press::not_now()),
        Way::Carrier => {
            let leg = leg::of(&mut turn.db(), delivery.id).await?;
            if leg.is_none() {
                return Err(press::not_now());
            }
        }
        Way::Large => {
            let offers = offer::of(&mut turn.db(), delivery.id).await?;
            let taken = offers.into_iter().find(|offer| offer.state == Stand::Chosen);
            let taken = taken.ok_or_else(|| Error::User(t!("carrier-choose-first")))?;
            let leg = Carriage::large(&taken.name, delivery);
            leg::put(&mut turn.db(), delivery.id, &leg, turn.stamp()).await?;
        }
    }
    let objections = may_order(&mut turn.db(), delivery, turn.moment()).await?;
    if !objections.is_empty() {
        let screen =
            Screen::new(t!("carrier-objections", delivery = card::named(delivery))).about(delivery.client).gap();
        let mut screen = screen.lines(objections.iter().map(|against| against.what.clone()));
        for against in objections {
            screen = against.cures.into_iter().fold(screen, |screen, cure| screen.row([cure]));
        }
        return Ok(Err(screen.row([Button::press(t!("frame-back"), &Show(delivery.id))])));
    }
    let (id, me, now) = (delivery.id, turn.me().id, turn.now());
    rows::approve(&mut turn.db(), id, Some(me), turn.stamp()).await?;
    for next in [State::Approved, State::Ordered] {
        moves::advance(&mut turn.db(), id, next, now, "", turn.moment()).await?;
    }
    let event = turn.happened("carrier.ordered", Some(delivery.client), id, &delivery.state).await?;
    turn.publish(News::Changed { rule: rule::LARGE, client: Some(delivery.client) }).await?;
    Ok(Ok(event))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_praised_come_first_and_the_unknown_last() {
        let rated = |name: &str, rating| {
            let offer = Offer {
                id: Id::new(),
                delivery: Id::new(),
                carrier: None,
                name: name.to_owned(),
                price: Money::from_rubles(8_500),
                car: String::new(),
                comes_at: None,
                valid_until: None,
                state: Stand::Open,
            };
            (offer, rating)
        };
        let mut offers = vec![
            rated("новый", None),
            rated("так себе", Some((1, 2))),
            rated("лучший", Some((9, 10))),
            rated("ещё", None),
        ];
        praised_first(&mut offers);
        let names: Vec<&str> = offers.iter().map(|(offer, _)| offer.name.as_str()).collect();
        assert_eq!(names, ["лучший", "так себе", "новый", "ещё"]);
    }
}
