//! A claim comes: it gets a number and a level, its conversation and its clocks, and everybody concerned hears of it at
//! once. One way for all: the manager's form, the client's form, another room.

use super::{
    card, cards, client, evidence,
    level::{self, Facts},
    model::{Claim, Kind, Level, Stage, Wish},
    rows, rule,
};
use crate::{
    bot::{
        event::Event,
        outbox::{self, Class, Letter},
        said::Attached,
        shown::Side,
        turn::Turn,
    },
    calendar::{Hours, Moment, WorkingTime},
    clients::Client,
    db::{Conn, Id, Timestamp},
    error::Result,
    features::{
        invoices::{self, Invoice},
        requests,
    },
    money::Money,
    people::{self, Person},
    rules,
};
use chrono::{DateTime, Days, NaiveDate, Utc};

/// Working minutes to the first answer, an offer, a decision of the head, the end (PRODUCT D8).
const ANSWER: u32 = 240;
const OFFER: u32 = 2 * 480;
const DECIDE: u32 = 480;
const CLOSE: u32 = 5 * 480;

/// A claim about to be opened.
#[derive(Debug, Clone)]
pub struct New {
    /// Whose.
    pub client: Client,
    /// The contact person in the bot who complains.
    pub person: Option<Id<Person>>,
    /// Who complains, as shown.
    pub who: String,
    /// What it is about; `None`: guessed from the words.
    pub kind: Option<Kind>,
    /// The client's words; may be empty where there are files.
    pub essence: String,
    /// What proves it.
    pub attached: Vec<Attached>,
    /// What the client wants; `None`: guessed from the words.
    pub wish: Option<Wish>,
    /// The sum in question.
    pub sum: Option<Money>,
    /// Invoices of the client that leave dunning.
    pub disputed: Vec<Id<Invoice>>,
    /// It came on paper: the incoming number.
    pub written: Option<String>,
    /// The contract wants an answer by this day.
    pub answer_due: Option<NaiveDate>,
    /// Whoever opens it says that it is complex.
    pub complex: bool,
}

/// When things are due that are counted in working minutes of whoever looks after a client.
pub struct Clocks {
    pub answer: DateTime<Utc>,
    pub offer: DateTime<Utc>,
    pub decide: DateTime<Utc>,
    pub close: DateTime<Utc>,
}

/// The clocks of a claim that begins now.
pub async fn clocks(conn: &mut Conn, owner: Option<Id<Person>>, moment: Moment<'_>) -> Result<Clocks> {
    let owner = match owner {
        Some(owner) => people::by_id(conn, owner).await?,
        None => None,
    };
    let usual = Hours::default();
    let time = owner
        .as_ref()
        .map_or(WorkingTime { calendar: moment.calendar, hours: &usual, zone: chrono_tz::Europe::Moscow }, |owner| {
            owner.working_time(moment.calendar)
        });
    let after = |minutes| time.add_working(moment.now, minutes);
    Ok(Clocks { answer: after(ANSWER), offer: after(OFFER), decide: after(DECIDE), close: after(CLOSE) })
}

/// Why a claim that is about to be opened would be complex.
pub async fn reasons(turn: &Turn, new: &New) -> Result<Vec<level::Reason>> {
    let values = rules::values(&mut turn.db()).await?;
    let days = u64::try_from(values.get(&rule::REPEAT)).unwrap_or_default();
    let since = Timestamp::from(turn.now() - Days::new(days));
    let times = rows::made_since(&mut turn.db(), new.client.id, since).await? + 1;
    let facts = Facts { essence: &new.essence, sum: new.sum, written: new.written.is_some(), times, said: new.complex };
    Ok(level::reasons(&facts, &values))
}

/// Opens a claim: the caller has checked that the acting person may complain for this client.
pub async fn open(turn: &Turn, new: New) -> Result<Id<Claim>> {
    begin(turn, new).await.map(|(claim, _)| claim.id)
}

/// Shows the acting contact person a claim of theirs that another room has opened: the card they will follow it on.
pub async fn show_to_client(turn: &Turn, id: Id<Claim>) -> Result {
    let Some(claim) = rows::known(&mut turn.db(), id).await? else { return Ok(()) };
    let me = turn.me().id;
    let screen = client::card(&mut turn.db(), &claim, turn.now()).await?;
    let card = turn.reply(screen).await?;
    cards::remember(&mut turn.db(), &claim, me, Side::Client, card).await
}

/// The same; returns the claim and its event.
pub async fn begin(turn: &Turn, new: New) -> Result<(Claim, Id<Event>)> {
    let reasons = reasons(turn, &new).await?;
    let level = level::level(&reasons);
    let clocks = clocks(&mut turn.db(), new.client.owner, turn.moment()).await?;
    let person = match new.person {
        Some(person) => people::present(&mut turn.db(), person).await?,
        None => None,
    };
    let begun = requests::New {
        client: &new.client,
        person: person.as_ref(),
        who: new.who.clone(),
        essence: new.essence.clone(),
        attached: new.attached.clone(),
        waits: true,
    };
    let request = requests::begin(turn, begun).await?;
    let complex = level == Level::Complex;
    let claim = Claim {
        id: Id::new(),
        number: rows::next_number(&mut turn.db()).await?,
        client: new.client.id,
        client_name: new.client.name.clone(),
        owner: new.client.owner,
        request,
        person: person.as_ref().map(|person| person.id),
        who: new.who,
        kind: new.kind.unwrap_or_else(|| level::guess_kind(&new.essence)),
        wish: new.wish.unwrap_or_else(|| level::guess_wish(&new.essence)),
        essence: new.essence,
        sum: new.sum,
        written: new.written,
        answer_due: new.answer_due,
        disputed: new.disputed,
        reasons,
        complex_at: complex.then(|| turn.now()),
        stage: Stage::begin(level),
        offer: None,
        allowed: None,
        decision: None,
        result: String::new(),
        legal: None,
        answer_by: clocks.answer,
        offer_by: clocks.offer,
        decide_by: complex.then_some(clocks.decide),
        close_by: clocks.close,
        asks: 0,
        rev: 0,
        opened_at: turn.stamp(),
        changed_at: turn.stamp(),
    };
    let (me, now) = (turn.me().id, turn.stamp());
    rows::insert(&mut turn.db(), &claim, me).await?;
    evidence::keep(&mut turn.db(), claim.id, &new.attached, &claim.who, now).await?;
    let taken = invoices::dispute_these(&mut turn.db(), claim.client, &claim.disputed, now).await?;
    let event = turn.happened("claim.opened", Some(claim.client), claim.id, &taken).await?;
    if complex {
        rule::ask_head(&mut turn.db(), &claim, turn.moment()).await?;
        rule::changed(turn, &claim).await?;
    }
    tell_keepers(turn, &claim).await?;
    if claim.person.is_some_and(|person| person != me) {
        client::begin(&mut turn.db(), &claim, turn.moment()).await?;
    }
    Ok((claim, event))
}

/// Those who look after the client get the card, and what was attached below it. Outside their hours without a sound.
async fn tell_keepers(turn: &Turn, claim: &Claim) -> Result {
    let me = turn.me().id;
    let keepers = rules::keepers(&mut turn.db(), claim.owner).await?;
    for keeper in keepers {
        let Some(chat) = keeper.tg_id.filter(|_| keeper.id != me) else { continue };
        let screen = card::screen(&mut turn.db(), claim, &keeper, turn.moment()).await?;
        let letter = Letter {
            class: Class::Notice,
            key: Some(format!("claim:{}:{}", claim.id, keeper.id)),
            silent: !keeper.working_time(turn.calendar()).is_open(turn.now()),
            ..Letter::reply(chat, keeper.reader(turn.now()), &screen)
        };
        let card = outbox::send(&mut turn.db(), letter).await?;
        if let Some(card) = card {
            cards::remember(&mut turn.db(), claim, keeper.id, Side::Us, card).await?;
            requests::copy_files(turn, claim.request, &keeper).await?;
        }
    }
    Ok(())
}
