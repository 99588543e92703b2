//! Couriers ordered by hand: what the courier service asks for is copied field by field, their number is typed in, and the
//! steps are told by taps. For as long as the bot has no access of its own.

use super::{
    Part, after,
    press::{Deed, button},
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, SKIP, Trail},
        event::Event,
        frame::SAVE,
        said::Said,
        screen::Button,
        turn::Turn,
    },
    db::{Conn, Id, Timestamp},
    error::{Error, Result},
    features::deliveries::{
        card, cards,
        courier::{self, Seen},
        mine,
        model::{Delivery, State, Way},
        moves, rows, window,
    },
    money::Money,
    people::Person,
    phone::Phone,
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// The longest number of an order, characters.
const NUMBER: usize = 40;

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// Which number has the order?
    Number,
    /// What does it cost?
    Price,
    /// Who comes?
    Courier,
}

/// An order by hand being written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByHand {
    pub at: Trail<At>,
    pub delivery: Id<Delivery>,
    pub rev: i64,
    pub number: String,
}

/// What is known of an order by hand.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Hand {
    /// Their number.
    pub number: String,
    /// Who comes; may be empty.
    pub courier: String,
    /// The courier's number.
    pub phone: Option<Phone>,
}

/// What is needed to take an order by hand back.
#[derive(Debug, Serialize, Deserialize)]
pub struct Ordered {
    before: State,
    price: Option<Money>,
}

/// An order by hand, if it is one.
pub async fn of(conn: &mut Conn, id: Id<Delivery>) -> Result<Option<Hand>> {
    Ok(sqlx::query_as("SELECT number, courier, phone FROM delivery_hand WHERE delivery_id = $1")
        .bind(id)
        .fetch_optional(conn)
        .await?)
}

/// The courier of an order by hand, once they are known.
pub async fn seen(conn: &mut Conn, id: Id<Delivery>) -> Result<Option<Seen>> {
    let hand = of(conn, id).await?.filter(|hand| !hand.courier.is_empty() || hand.phone.is_some());
    Ok(hand.map(|hand| Seen { name: hand.courier, phone: hand.phone, ..Seen::default() }))
}

async fn put(conn: &mut Conn, id: Id<Delivery>, hand: &Hand, (by, now): (Id<Person>, Timestamp)) -> Result {
    sqlx::query(
        "INSERT INTO delivery_hand (delivery_id, number, courier, phone, by_id, at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (delivery_id) DO UPDATE SET number = excluded.number, courier = excluded.courier, \
           phone = excluded.phone, by_id = excluded.by_id, at = excluded.at",
    )
    .bind(id)
    .bind(&hand.number)
    .bind(&hand.courier)
    .bind(&hand.phone)
    .bind(by)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

async fn forget(conn: &mut Conn, id: Id<Delivery>) -> Result {
    sqlx::query("DELETE FROM delivery_hand WHERE delivery_id = $1").bind(id).execute(conn).await?;
    Ok(())
}

/// What it adds to our card.
pub async fn part(conn: &mut Conn, delivery: &Delivery) -> Result<Part> {
    let deed = |label, deed| button(label, delivery, deed);
    if delivery.state.is_before_order() {
        let by_hand = delivery.way == Way::Courier && courier::by_hand(conn).await?;
        let order = by_hand.then(|| vec![deed(t!("hand-order-button"), Deed::ByHand)]);
        return Ok(Part { lines: Vec::new(), buttons: order.into_iter().collect() });
    }
    let Some(hand) = of(conn, delivery.id).await? else { return Ok(Part::default()) };
    let mut lines = vec![t!("hand-number", number = &hand.number)];
    lines.extend(match &hand.phone {
        Some(phone) => Some(t!("hand-courier-phone", name = &hand.courier, phone = phone.human())),
        None if hand.courier.is_empty() => None,
        None => Some(t!("hand-courier", name = &hand.courier)),
    });
    let assigned = || deed(t!("hand-assigned-button"), Deed::Assigned);
    let taken = || deed(t!("hand-took-button"), Deed::PickedUp);
    let buttons = match delivery.state {
        State::Ordered => vec![vec![assigned(), taken()]],
        State::Assigned => vec![vec![taken()]],
        State::PickedUp | State::InTransit => vec![vec![deed(t!("hand-brought-button"), Deed::Delivered)]],
        _ => Vec::new(),
    };
    Ok(Part { lines, buttons })
}

/// Why it can't be ordered yet; `None`: it can.
pub async fn against(turn: &Turn, delivery: &Delivery) -> Result<Option<Text>> {
    let objections = super::objections(&mut turn.db(), delivery, turn.moment()).await?;
    let whats: Vec<Text> = objections.into_iter().map(|objection| objection.what).collect();
    Ok((!whats.is_empty()).then(|| t!("hand-not-yet", why = Text::Join(whats, ". "))))
}

/// A tap says that it has gone a step further.
pub async fn moved(turn: &Turn, delivery: &Delivery, to: State) -> Result {
    let (id, now) = (delivery.id, turn.now());
    let by_hand = of(&mut turn.db(), id).await?.is_some();
    let moved = if by_hand { moves::advance(&mut turn.db(), id, to, now, "", turn.moment()).await? } else { None };
    if moved.is_none() {
        turn.toast(t!("booking-too-late")).await?;
        return after::show(turn, id, None, None).await;
    }
    turn.happened("delivery.moved", Some(delivery.client), id, &to).await?;
    after::show(turn, id, None, None).await
}

impl ByHand {
    /// It is being ordered.
    pub fn order(delivery: &Delivery) -> Self {
        Self { at: Trail::at(At::Number), delivery: delivery.id, rev: delivery.rev, number: String::new() }
    }

    /// Who comes is known.
    pub fn assign(delivery: &Delivery) -> Self {
        Self { at: Trail::at(At::Courier), ..Self::order(delivery) }
    }
}

impl Dialogue for ByHand {
    const NAME: &'static str = "delivery-hand";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        Ok(t!("hand-title", delivery = after::named(turn, self.delivery).await?))
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        let delivery = mine(turn, self.delivery).await?;
        let ask = match self.at.open() {
            At::Number => t!("hand-ask-number"),
            At::Price => t!("hand-ask-price"),
            At::Courier => t!("hand-ask-courier"),
        };
        let mut question = Question::new(t!("hand-header", delivery = card::named(&delivery)), ask);
        question.can_go_back = self.at.can_go_back();
        question.number_is_answer = true;
        match self.at.open() {
            At::Number => question.rows = copies(turn, &delivery).await?,
            At::Price => {
                question.filled = vec![t!("hand-number", number = &self.number)];
                question.skip = Some(t!("hand-skip-price"));
            }
            At::Courier => question.skip = Some(t!("hand-skip-courier")),
        }
        Ok(question)
    }

    fn filled(&self) -> usize {
        usize::from(!self.number.is_empty())
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(self) -> Option<Self> {
        None
    }
}

/// Every field to be copied.
async fn copies(turn: &Turn, delivery: &Delivery) -> Result<Vec<Vec<Button>>> {
    let reader = turn.reader();
    let lines = rows::lines(&mut turn.db(), delivery.id).await?;
    let from = match delivery.place {
        Some(place) => crate::features::warehouse::place(&mut turn.db(), place).await?.map(|place| place.address),
        None => None,
    };
    let own = window::said((delivery.starts_at, delivery.ends_at), reader.zone).plain(&reader);
    let address = match delivery.entry.as_str() {
        "" => delivery.address.clone(),
        entry => format!("{}, {entry}", delivery.address),
    };
    let all = [
        from.map(|from| Button::copy(t!("hand-copy-from"), &from)),
        Some(Button::copy(t!("hand-copy-address"), &address)),
        Some(Button::copy(t!("hand-copy-contact"), &delivery.contact_name)),
        Some(Button::copy(t!("hand-copy-phone"), delivery.contact_phone.as_str())),
        Some(Button::copy(t!("hand-copy-window"), &own)),
        Some(Button::copy(t!("hand-copy-goods"), &card::goods(&lines).plain(&reader))),
        Some(Button::copy(t!("hand-copy-weight"), &card::kilograms(delivery.weight))),
        (!delivery.note.is_empty()).then(|| Button::copy(t!("hand-copy-note"), &delivery.note)),
    ];
    let all: Vec<Button> = all.into_iter().flatten().collect();
    Ok(all.chunks(2).map(<[Button]>::to_vec).collect())
}

/// An answer to the form.
pub async fn answer(turn: Turn, mut state: ByHand, said: Said) -> Result {
    let words = match &said {
        Said::Text(text) => text.trim(),
        _ => "",
    };
    let skipped = matches!(&said, Said::Choice(choice) if choice == SKIP || choice == SAVE);
    match state.at.open() {
        At::Number if words.is_empty() => turn.again(t!("hand-hint-number")).await,
        At::Number => {
            state.number = words.trim_start_matches(['№', '#', ' ']).chars().take(NUMBER).collect();
            state.at.go(At::Price);
            turn.ask(&state).await
        }
        At::Price if skipped => order(&turn, &state, None).await,
        At::Price => match Money::parse(words) {
            Some(price) => order(&turn, &state, Some(price)).await,
            None => turn.again(t!("booking-hint-sum")).await,
        },
        At::Courier if skipped => assign(&turn, &state, "", None).await,
        At::Courier => match &said {
            Said::Contact { phone, name, .. } => assign(&turn, &state, name, phone.clone()).await,
            Said::Text(_) if !words.is_empty() => {
                let begins = words.find(|c: char| c == '+' || c.is_ascii_digit());
                let phone = begins.map(|begins| Phone::parse(&words[begins..]));
                match (begins, phone) {
                    (Some(_), Some(None)) => turn.again(t!("booking-hint-phone")).await,
                    (begins, phone) => {
                        let name = words[..begins.unwrap_or(words.len())].trim_matches([' ', ',']).to_owned();
                        assign(&turn, &state, &name, phone.flatten()).await
                    }
                }
            }
            _ => turn.again(t!("booking-hint-phone")).await,
        },
    }
}

/// They have our order.
async fn order(turn: &Turn, state: &ByHand, price: Option<Money>) -> Result {
    let delivery = mine(turn, state.delivery).await?;
    if delivery.rev != state.rev || !delivery.state.is_before_order() {
        return after::finish(turn, delivery.id, Some(t!("frame-card-changed")), None).await;
    }
    // What stood against it may have come while the number was typed.
    if let Some(why) = against(turn, &delivery).await? {
        return turn.again(why).await;
    }
    let (id, me, now) = (delivery.id, turn.me().id, turn.stamp());
    if price.is_some() {
        rows::set_price(&mut turn.db(), id, price, now).await?;
    }
    rows::approve(&mut turn.db(), id, Some(me), now).await?;
    let hand = Hand { number: state.number.clone(), courier: String::new(), phone: None };
    put(&mut turn.db(), id, &hand, (me, now)).await?;
    moves::advance(&mut turn.db(), id, State::Ordered, now.0, "", turn.moment()).await?;
    let data = Ordered { before: delivery.state, price: delivery.price };
    let event = turn.happened("delivery.ordered", Some(delivery.client), id, &data).await?;
    after::finish(turn, id, Some(t!("hand-said-ordered")), Some(event)).await
}

/// Somebody is on the way to fetch it.
async fn assign(turn: &Turn, state: &ByHand, name: &str, phone: Option<Phone>) -> Result {
    let delivery = mine(turn, state.delivery).await?;
    let hand = of(&mut turn.db(), delivery.id).await?;
    let Some(hand) = hand.filter(|_| delivery.rev == state.rev && delivery.state == State::Ordered) else {
        return after::finish(turn, delivery.id, Some(t!("frame-card-changed")), None).await;
    };
    let (id, me, now) = (delivery.id, turn.me().id, turn.stamp());
    let courier: String = name.chars().take(NUMBER).collect();
    put(&mut turn.db(), id, &Hand { courier, phone, ..hand }, (me, now)).await?;
    moves::advance(&mut turn.db(), id, State::Assigned, now.0, "", turn.moment()).await?;
    turn.happened("delivery.moved", Some(delivery.client), id, &State::Assigned).await?;
    after::finish(turn, id, None, None).await
}

/// An order by hand is taken back before the goods are gone: the courier service is told by whoever ordered.
pub async fn undo(turn: Turn, event: Event) -> Result<Text> {
    let delivery = mine(&turn, event.entity()?).await?;
    let ordered: Ordered = event.data()?;
    let id = delivery.id;
    let by_hand = of(&mut turn.db(), id).await?.is_some();
    let back =
        if by_hand { moves::fall_back(&mut turn.db(), id, ordered.before, "", turn.moment()).await? } else { None };
    if back.is_none() {
        return Err(Error::User(t!("booking-went-on")));
    }
    forget(&mut turn.db(), id).await?;
    rows::set_price(&mut turn.db(), id, ordered.price, turn.stamp()).await?;
    cards::refresh(&mut turn.db(), id, None, turn.moment()).await?;
    Ok(t!("hand-deed"))
}
