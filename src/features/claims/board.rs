//! Claims seen together: the list, the morning, the client's card, the head's view of the team.

use super::{
    card,
    model::{Claim, Level, State},
    rows, rule,
};
use crate::{
    bot::{
        governor::{Objection, Why},
        screen::{self, Button, Screen},
        turn::Turn,
        widgets::Page,
    },
    clients::Client,
    db::{Conn, Id, Timestamp},
    error::Result,
    features::{Dated, Load, Morning, hello, requests},
    people::Role,
    rules, t,
    text::Text,
};
use chrono::{Days, NaiveDate};

/// An open claim weighs as much as two other things on somebody's hands.
const WEIGHT: i64 = 2;
/// Causes are told for so many days.
const LATELY: u64 = 30;

/// A page of the list.
#[derive(Debug, Clone, Copy)]
pub struct Claims(pub usize);

impl screen::Press for Claims {
    const ROOM: &'static str = "claims";

    fn pack(&self) -> String {
        self.0.to_string()
    }

    fn unpack(data: &str) -> Option<Self> {
        data.parse().ok().map(Self)
    }
}

/// `/claims`: open claims in the acting person's sight; a manager's own and nobody's.
pub async fn list(turn: &Turn, page: usize) -> Result<Screen> {
    let open = rows::open(&mut turn.db(), turn.scope()).await?;
    if open.is_empty() {
        return Ok(hello::word(t!("claims-none")));
    }
    let title = if turn.me().is_any(&[Role::Head]) {
        t!("claims-title-all", count = open.len())
    } else {
        t!("claims-title", count = open.len())
    };
    let shown = Page::of(&open, page);
    let mut screen = Screen::new(title);
    for claim in shown.items {
        screen = screen.row([row(turn, claim).await?]);
    }
    let leaf = |label, page: Option<usize>| page.map(|page| Button::press(label, &Claims(page)));
    let leaves = leaf(t!("list-before"), shown.before).into_iter().chain(leaf(t!("list-after"), shown.after));
    Ok(screen.row(leaves).row(hello::menu_row()))
}

async fn row(turn: &Turn, claim: &Claim) -> Result<Button> {
    let badge = requests::badge(&mut turn.db(), claim.request, turn.moment()).await?;
    let complex = (claim.stage.level == Level::Complex).then(|| t!("claim-complex"));
    let parts = [Some(card::named(claim)), complex, Some(card::state(claim)), badge];
    let label = Text::Join(parts.into_iter().flatten().collect(), " · ");
    Ok(card::button(label, claim, card::Deed::Show))
}

/// The client has open claims already: one of them, or another one?
pub async fn which(turn: &Turn, client: &Client, open: &[Claim]) -> Result<Screen> {
    let mut screen = Screen::new(t!("claims-of", client = &client.name)).about(client.id);
    for claim in open.iter().take(6) {
        screen = screen.row([row(turn, claim).await?]);
    }
    Ok(screen.row([Button::command(t!("claim-new-button"), &format!("claim:+{}", client.id.short()))]))
}

/// The day on which the next word or deed is due, as the person counts days.
fn due_on(claim: &Claim, morning: &Morning<'_>) -> NaiveDate {
    let day = claim.due().with_timezone(&morning.person.zone).date_naive();
    claim.answer_due.map_or(day, |due| due.min(day))
}

/// What is to be answered or offered by today, what is late first.
async fn due(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Claim>> {
    let mut open = rows::open_to(conn, morning.person.id).await?;
    open.retain(|claim| due_on(claim, &morning) <= morning.today);
    open.sort_by_key(|claim| (claim.due(), claim.number));
    Ok(open)
}

/// The morning's lines.
pub async fn digest_lines(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Text>> {
    let due = due(conn, morning).await?;
    if due.is_empty() {
        return Ok(Vec::new());
    }
    let mut lines = vec![t!("digest-claims", count = due.len())];
    lines.extend(due.iter().take(5).map(|claim| {
        let late = claim.due() < morning.now;
        let (claim_name, at, state) = (card::named(claim), claim.due(), todo(claim));
        if late {
            t!("digest-claim-late", claim = claim_name, what = state, at = at)
        } else {
            t!("digest-claim", claim = claim_name, what = state, at = at)
        }
    }));
    Ok(lines)
}

/// What is to be done next, in a word.
fn todo(claim: &Claim) -> Text {
    match claim.stage.state {
        State::New => t!("claim-todo-answer"),
        _ if claim.stage.awaits_head() => t!("claim-todo-head"),
        State::Acknowledged | State::Investigating | State::Disputed | State::Escalated => t!("claim-todo-offer"),
        _ => t!("claim-todo-close"),
    }
}

/// What is due in the next seven days.
pub async fn week(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Dated>> {
    let open = rows::open_to(conn, morning.person.id).await?;
    let until = morning.today + Days::new(7);
    let coming = open.iter().map(|claim| (due_on(claim, &morning), claim));
    let coming = coming.filter(|(day, _)| *day > morning.today && *day <= until);
    Ok(coming.map(|(day, claim)| (day, t!("week-claim", claim = card::named(claim), what = todo(claim)))).collect())
}

/// What `▶️ По порядку` walks through.
pub async fn digest_items(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<String>> {
    Ok(due(conn, morning).await?.iter().map(|claim| claim.id.short()).collect())
}

/// The card of one of them.
pub async fn digest_card(turn: Turn, id: String) -> Result<Option<Screen>> {
    let Some(id) = Id::from_short(&id) else { return Ok(None) };
    let claim = rows::by_id(&mut turn.db(), turn.scope(), id).await?.filter(|claim| claim.stage.is_open());
    let me = turn.me().clone();
    match claim {
        Some(claim) => card::screen(&mut turn.db(), &claim, &me, turn.moment()).await.map(Some),
        None => Ok(None),
    }
}

/// Open claims on the client's card.
pub async fn card_lines(conn: &mut Conn, client: &Client) -> Result<Vec<Text>> {
    let open = rows::open_of(conn, client.id).await?;
    Ok(open
        .iter()
        .take(3)
        .map(|claim| {
            let number = claim.number.to_string();
            let (state, kind) = (card::state(claim), card::kind(claim.kind));
            if claim.stage.level == Level::Complex {
                t!("client-claim-complex", number = number, state = state, kind = kind)
            } else {
                t!("client-claim", number = number, state = state, kind = kind)
            }
        })
        .collect())
}

/// An open claim silences reminders of money.
pub async fn objections(conn: &mut Conn, client: &Client) -> Result<Vec<Objection>> {
    let open = rows::open_of(conn, client.id).await?;
    Ok(open.first().map(|_| Objection { why: Why::Claim, until: None }).into_iter().collect())
}

/// What the head should know of all claims.
pub async fn team_lines(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Text>> {
    let mut lines = Vec::new();
    let open = rows::open_by_kind(conn).await?;
    if !open.is_empty() {
        let kinds =
            open.iter().map(|(kind, count)| t!("team-claims-of", what = card::kind(*kind), count = count.to_string()));
        let total: i64 = open.iter().map(|(_, count)| count).sum();
        lines.push(t!("team-claims-open", count = total, kinds = Text::Join(kinds.collect(), ", ")));
    }
    let waiting = rows::undecided(conn, None).await?.len();
    if waiting > 0 {
        lines.push(t!("team-claims-undecided", count = waiting));
    }
    let since = |days: u64| Timestamp::from(morning.now - Days::new(days));
    let causes = rows::closed_by_cause(conn, since(LATELY)).await?;
    if !causes.is_empty() {
        let causes = causes
            .iter()
            .map(|(cause, count)| t!("team-claims-of", what = card::cause(*cause), count = count.to_string()));
        lines.push(t!("team-claims-causes", causes = Text::Join(causes.collect(), ", ")));
    }
    let days = rules::values(conn).await?.get(&rule::REPEAT);
    let repeats = rows::repeaters(conn, since(u64::try_from(days).unwrap_or_default())).await?;
    lines.extend(
        repeats
            .iter()
            .take(3)
            .map(|(name, count)| t!("team-claims-repeat", client = name, count = *count, days = days.to_string())),
    );
    Ok(lines)
}

/// Open claims each has on their hands.
pub async fn loads(conn: &mut Conn) -> Result<Vec<Load>> {
    let loads = rows::loads(conn).await?;
    let load =
        |(person, count): (_, i64)| Load { person, count, weight: WEIGHT, text: t!("load-claims", count = count) };
    Ok(loads.into_iter().map(load).collect())
}
