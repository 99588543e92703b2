//! Screens of the round as a whole: what there is to call, the pause, what came of it, its lines in the digest.

use super::{
    aim::{self, PERCENT, Share},
    card,
    gather::{Depth, Gathered, Sum, clock, gather, midnight, sum_of},
    learn,
    press::{Filter, Pick, Press},
    rows::{self, Stand, State},
};
use crate::{
    bot::screen::{Button, Screen},
    calendar::Moment,
    db::Conn,
    error::Result,
    features::{Morning, hello},
    money::Money,
    people::Person,
    t,
    text::Text,
};
use chrono::NaiveTime;
use std::collections::BTreeMap;

/// So many names stand in a line.
const NAMED: usize = 5;

/// What there is to call, of those of a filter.
pub fn preview(round: &Gathered, pick: Pick, stand: Option<&Stand>) -> Screen {
    let (all, _) = sum_of(round.places(Pick::ALL, &[]).into_iter().map(|(_, known)| known));
    if all == 0 {
        return nobody(round).row(hello::menu_row());
    }
    let (count, sum) = sum_of(round.places(pick, &[]).into_iter().map(|(_, known)| known));
    let mut screen = Screen::new(t!("round-preview", count = count, sum = sum));
    if count > 0 {
        screen = screen.line(t!("round-hour", sum = round.hour(pick)));
    }
    screen = screen.lines(later_line(round)).lines(aim_line(round)).lines(late_line(&round.late()));
    let choice = |choice: Filter| {
        let choice = Pick { filter: choice, ..pick };
        let count = round.places(choice, &[]).len();
        let label = t!("round-filter-count", filter = card::filter(choice.filter), count = count);
        chosen(label, choice == pick, choice)
    };
    let paused = stand.is_some_and(|stand| stand.state == State::Paused);
    let resume = paused.then(|| Button::press(t!("round-resume"), &Press::Resume));
    let start = (count > 0).then(|| Button::press(t!("round-start"), &Press::Start(pick)));
    screen
        .row(resume.into_iter().chain(start))
        .row(aim::share(round).map(|_| aim_button()))
        .grid(Filter::CHOICES.map(choice), 2)
        .grid(zones(round, pick), 3)
        .row(hello::menu_row())
}

fn chosen(label: Text, is_chosen: bool, choice: Pick) -> Button {
    let label = if is_chosen { t!("round-filter-chosen", filter = label) } else { label };
    Button::press(label, &Press::Preview(choice))
}

/// Where clients live by different clocks: those of one clock only. What is chosen is let go by another tap.
fn zones(round: &Gathered, pick: Pick) -> Vec<Button> {
    let mut clocks: BTreeMap<i64, (NaiveTime, usize)> = BTreeMap::new();
    for (_, known) in round.places(Pick { utc_offset: None, ..pick }, &[]) {
        clocks.entry(known.utc_offset(round.now)).or_insert((clock(known, round.now), 0)).1 += 1;
    }
    if clocks.len() < 2 {
        return Vec::new();
    }
    let button = |(offset, (at, count)): (i64, (NaiveTime, usize))| {
        let is_chosen = pick.utc_offset == Some(offset);
        let choice = Pick { utc_offset: (!is_chosen).then_some(offset), ..pick };
        chosen(t!("round-zone", at = at, count = count), is_chosen, choice)
    };
    clocks.into_iter().rev().map(button).collect()
}

fn nobody(round: &Gathered) -> Screen {
    let owing = round.everybody().any(|known| known.facts.debt > Money::ZERO);
    if !owing {
        return Screen::new(t!("round-opens", day = round.month.opens));
    }
    Screen::new(t!("round-nobody")).lines(later_line(round))
}

fn later_line(round: &Gathered) -> Option<Text> {
    (!round.later.is_empty()).then(|| t!("round-later-today", count = round.later.len()))
}

/// Whom the share leaves out because we were late ourselves.
pub fn late_line(names: &[&str]) -> Option<Text> {
    let shown = names.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    match names.len() {
        0 => None,
        count if count > NAMED => Some(t!("round-late-more", names = shown, count = (count - NAMED).to_string())),
        _ => Some(t!("round-late", names = shown)),
    }
}

fn aim_line(round: &Gathered) -> Option<Text> {
    aim::share(round).map(share_line)
}

pub fn share_line(share: Share) -> Text {
    let (whole, tenth) = (i64::from(share.permille / 10), i64::from(share.permille % 10));
    let (aim, count) = (i64::from(PERCENT), i64::from(share.missing));
    if share.open < share.missing {
        let open = i64::from(share.open);
        return t!("round-aim-far", whole = whole, tenth = tenth, aim = aim, count = count, open = open);
    }
    t!("round-aim", whole = whole, tenth = tenth, aim = aim, count = count)
}

fn aim_button() -> Button {
    Button::press(t!("round-aim-button", aim = i64::from(PERCENT)), &Press::Start(Filter::Aim.into()))
}

/// A pause: what is left, and what came of it so far.
pub fn paused(round: &Gathered, person: &Person) -> Screen {
    let screen = Screen::new(t!("round-paused"));
    let screen = screen.lines(today_lines(round, person));
    screen
        .row([Button::press(t!("round-resume"), &Press::Resume)])
        .row([
            Button::press(t!("round-to-summary"), &Press::Summary),
            Button::press(t!("round-choose"), &Press::Preview(Pick::ALL)),
        ])
        .row(hello::menu_row())
}

/// What came of today's calls, and what is left.
pub fn summary(round: &Gathered, person: &Person, top: Vec<Text>) -> Screen {
    let forecast = round.expected();
    let screen = Screen::default().lines(top).line(t!("round-summary", day = round.today));
    let screen = screen.lines(today_lines(round, person)).lines(late_line(&round.late())).line(t!(
        "round-expected",
        low = rough(forecast.low),
        high = rough(forecast.high),
        point = rough(forecast.point)
    ));
    let (left, _) = round.due_today();
    let go_on =
        (!round.places(Pick::ALL, &[]).is_empty()).then(|| Button::press(t!("round-go-on"), &Press::Start(Pick::ALL)));
    let tomorrow = (left > 0).then(|| Button::press(t!("round-tomorrow"), &Press::Tomorrow));
    screen.row(go_on).row(tomorrow).row(hello::menu_row())
}

/// A sum to a thousand roubles.
fn rough(sum: Money) -> Money {
    Money::from_kopecks((sum.kopecks() + 50_000) / 100_000 * 100_000)
}

fn today_lines(round: &Gathered, person: &Person) -> Vec<Text> {
    let since = midnight(round.today, person);
    let reached = round.own_calls(since).filter(|call| learn::reached(call.outcome)).count();
    let (promises, promised) = round.promised(since);
    let (left, sum) = round.due_today();
    let mut lines = vec![t!("round-calls", calls = round.own_calls(since).count(), reached = reached)];
    if promises > 0 {
        lines.push(t!("round-promises", count = promises, sum = promised));
    }
    lines.push(if left > 0 { t!("round-left", count = left, sum = sum) } else { t!("round-none-left") });
    lines
}

/// The rest is for tomorrow.
pub fn put_off((count, sum): Sum, day: chrono::NaiveDate) -> Screen {
    Screen::new(t!("round-put-off", count = count, sum = sum, day = day)).row(hello::menu_row())
}

/// `☎️ Обзвон (37)`, and how far it is to the month's share.
pub async fn digest_lines(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Text>> {
    let moment = Moment { now: morning.now, calendar: morning.calendar };
    let round = gather(conn, morning.person, moment, Depth::Today).await?;
    let (count, sum) = round.due_today();
    if count == 0 {
        return Ok(Vec::new());
    }
    let stand = rows::stand(conn, morning.person.id, morning.today).await?;
    if stand.is_some_and(|stand| stand.state == State::Closed) {
        return Ok(Vec::new());
    }
    Ok([t!("round-digest", count = count, sum = sum)].into_iter().chain(aim_line(&round)).collect())
}

/// The ways from the digest into the round.
pub fn digest_buttons(lines: &[Text]) -> Vec<Button> {
    let says = |keys: &[&str]| lines.iter().any(|line| matches!(line, Text::Message { key, .. } if keys.contains(key)));
    let open = says(&["round-digest"]).then(|| Button::press(t!("round-open"), &Press::Open));
    let aim = says(&["round-aim", "round-aim-far"]).then(aim_button);
    open.into_iter().chain(aim).collect()
}
