//! Screens of alerts: the card, what was held back, the list. All of it is for the house: no client sees any of these.

use super::{
    engine::{Live, rule},
    model::{Alert, State, TOP},
    queries,
    snooze::{Reason, Span},
};
use crate::{
    bot::{
        screen::{self, Button, Screen, Words},
        widgets::Page,
    },
    clients::{self, Client},
    db::{Conn, Id},
    error::Result,
    features::hello,
    people::{self, Person, Role},
    t,
    text::Text,
};

/// So many other things of an alert are named.
const OTHERS: usize = 5;
/// A message held back names so many alerts, those that are open first.
const LISTED: usize = 20;
/// Colleagues on one list of names.
const NAMES: usize = 60;

/// A button of an alert: which, as it was shown, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Press {
    pub alert: Id<Alert>,
    pub rev: i64,
    pub deed: Deed,
}

/// What a press does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Shows the card below.
    Open,
    /// Takes note.
    Ack,
    /// Until when?
    Later,
    /// Why?
    Why(Span),
    /// Silent until then, for this reason.
    Snooze(Span, Reason),
    /// The reason is typed.
    Words(Span),
    /// To whom?
    Colleagues,
    /// Hands it on.
    HandOver(Id<Person>),
}

impl screen::Press for Press {
    const ROOM: &'static str = "alert";

    fn pack(&self) -> String {
        let deed = match self.deed {
            Deed::Open => "open".to_owned(),
            Deed::Ack => "ack".to_owned(),
            Deed::Later => "later".to_owned(),
            Deed::Why(span) => format!("why:{span}"),
            Deed::Snooze(span, reason) => format!("nap:{span}:{reason}"),
            Deed::Words(span) => format!("word:{span}"),
            Deed::Colleagues => "whom".to_owned(),
            Deed::HandOver(colleague) => format!("to:{}", colleague.short()),
        };
        format!("{}:{}:{deed}", self.alert.short(), self.rev)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (alert, rev) = (words.id()?, words.parse()?);
        let deed = match words.word()? {
            "open" => Deed::Open,
            "ack" => Deed::Ack,
            "later" => Deed::Later,
            "why" => Deed::Why(words.parse()?),
            "nap" => Deed::Snooze(words.parse()?, words.parse()?),
            "word" => Deed::Words(words.parse()?),
            "whom" => Deed::Colleagues,
            "to" => Deed::HandOver(words.id()?),
            _ => return None,
        };
        Some(Self { alert, rev, deed })
    }
}

/// A page of `/тревоги`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct List(pub usize);

impl screen::Press for List {
    const ROOM: &'static str = "alerts";

    fn pack(&self) -> String {
        self.0.to_string()
    }

    fn unpack(data: &str) -> Option<Self> {
        data.parse().ok().map(Self)
    }
}

fn button(label: Text, alert: &Alert, deed: Deed) -> Button {
    Button::press(label, &Press { alert: alert.id, rev: alert.rev, deed })
}

/// `E8 · Договор · ТСН «Ромашка»`.
fn title(one: &Live) -> Text {
    let code = one.rule.code;
    match (one.alarms.first(), one.settled.first()) {
        (Some(alarm), _) => t!("alert-title", code = code, what = alarm.what.clone()),
        (None, Some(settled)) => t!("alert-title", code = code, what = settled.what.clone()),
        (None, None) => t!("alert-title", code = code, what = Text::of(one.rule.about)),
    }
}

async fn name(conn: &mut Conn, id: Option<Id<Person>>) -> Result<String> {
    let person = match id {
        Some(id) => people::by_id(conn, id).await?,
        None => None,
    };
    Ok(person.map(|person| person.name).unwrap_or_default())
}

/// The card as one person sees it.
pub async fn card(conn: &mut Conn, one: &Live, person: &Person) -> Result<Screen> {
    let alert = &one.alert;
    let Some((first, others)) = one.alarms.split_first() else { return Ok(resolved(one)) };
    let mut screen = Screen::new(t!("alert-card", title = title(one)));
    if alert.state == State::Open {
        screen = match alert.level {
            2 => screen.line(t!("alert-repeat")),
            TOP.. => screen.line(t!("alert-top")),
            _ => screen,
        };
    }
    screen = screen.line(first.why.clone()).lines(first.facts.iter().take(3).cloned());
    if !others.is_empty() {
        let lines = others.iter().take(OTHERS).map(|alarm| t!("alert-other", what = alarm.what.clone()));
        screen = screen.gap().line(t!("alert-others", count = others.len())).lines(lines);
    }
    screen = screen.lines(one.settled.iter().map(settled_line)).gap();
    screen = match alert.state {
        State::Acked => {
            let who = name(conn, alert.acked_by).await?;
            screen.line(t!("alert-acked", name = who, at = alert.acked_at.unwrap_or(alert.opened_at).0))
        }
        State::Snoozed => {
            let who = name(conn, alert.snoozed_by).await?;
            let (until, why) = (alert.snoozed_until.unwrap_or(alert.opened_at), Reason::text(&alert.reason));
            screen.line(t!("alert-snoozed", until = until.0, why = why, name = who))
        }
        State::Open | State::Resolved => match alert.due_at {
            Some(due) => screen.line(t!("alert-due", at = due.0)),
            None => screen.line(t!("alert-unsaid")),
        },
    };
    if let Some(assigned) = alert.assigned_to.filter(|assigned| *assigned != person.id) {
        screen = screen.line(t!("alert-with", name = name(conn, Some(assigned)).await?));
    }
    for row in &first.options {
        screen = screen.row(row.iter().cloned());
    }
    if let Some(client) = alert.client_id
        && let Some(client) = clients::by_id(conn, person.scope(), client).await?
    {
        screen = screen.about(client.id).row([clients::card_button(client.id)]);
    }
    Ok(screen.row(actions(alert, person)))
}

/// What can be done about the alert itself: it is nobody else's once it was handed on, but a head can take it back.
fn actions(alert: &Alert, person: &Person) -> Vec<Button> {
    let mut actions = Vec::new();
    let mine = alert.assigned_to.is_none_or(|assigned| assigned == person.id);
    if mine && matches!(alert.state, State::Open | State::Snoozed) {
        actions.push(button(t!("alert-ack-button"), alert, Deed::Ack));
    }
    if mine && alert.state == State::Open {
        actions.push(button(t!("alert-later-button"), alert, Deed::Later));
    }
    if mine || person.is_any(&[Role::Head, Role::Admin]) {
        actions.push(button(t!("alert-hand-button"), alert, Deed::Colleagues));
    }
    actions
}

fn settled_line(settled: &super::engine::Settled) -> Text {
    t!("alert-settled-line", what = settled.what.clone(), at = settled.at.0, how = settled.how.clone())
}

/// Nothing of it is left: what it was and how it ended.
fn resolved(one: &Live) -> Screen {
    let mut screen = Screen::new(t!("alert-resolved", title = title(one)));
    let several = one.settled.len() > 1;
    for settled in &one.settled {
        screen = screen.line(if several {
            settled_line(settled)
        } else {
            t!("alert-settled", at = settled.at.0, how = settled.how.clone())
        });
    }
    screen
}

/// The card of a round before: the same is said below.
pub fn said_anew(one: &Live) -> Screen {
    Screen::new(t!("alert-card", title = title(one))).line(t!("alert-below"))
}

/// What was held back while the person was off: a button for each that is still open.
pub async fn held(conn: &mut Conn, alerts: &[Alert]) -> Result<Screen> {
    let mut screen = Screen::new(t!("alert-held", count = alerts.len()));
    let (done, open): (Vec<_>, Vec<_>) = alerts.iter().partition(|alert| alert.state == State::Resolved);
    let more = open.len().saturating_sub(LISTED);
    for alert in open.into_iter().chain(done).take(LISTED) {
        let about = Text::of(rule(&alert.rule)?.about);
        let client = match alert.client_id {
            Some(client) => clients::known(conn, client).await?,
            None => None,
        };
        let label = match client {
            Some(client) => t!("alert-line-of", code = &alert.rule, about = about, client = client.name),
            None => t!("alert-line", code = &alert.rule, about = about),
        };
        screen = match alert.state {
            State::Resolved => screen.line(t!("alert-line-resolved", line = label)),
            _ => screen.row([button(label, alert, Deed::Open)]),
        };
    }
    let more = (more > 0).then(|| Button::press(t!("alert-held-more", count = more), &List(0)));
    Ok(screen.row(more))
}

/// `/тревоги`.
pub fn list(live: &[Live], page: usize) -> Screen {
    if live.is_empty() {
        return hello::word(t!("alerts-none"));
    }
    let page = Page::of(live, page);
    let mut screen = Screen::new(t!("alerts-title", count = live.len()));
    for one in page.items {
        let label = match one.alert.state {
            State::Acked => t!("alerts-acked", title = title(one)),
            State::Snoozed => t!("alerts-snoozed", title = title(one)),
            State::Open | State::Resolved => t!("alerts-open", title = title(one)),
        };
        screen = screen.row([button(label, &one.alert, Deed::Open)]);
    }
    let leaf = |label, page: Option<usize>| page.map(|page| Button::press(label, &List(page)));
    screen.row(leaf(t!("list-before"), page.before).into_iter().chain(leaf(t!("list-after"), page.after)))
}

/// Until when?
pub fn how_long(alert: &Alert) -> Screen {
    let span = |span: Span| button(span.label(), alert, Deed::Why(span));
    Screen::new(t!("alert-ask-span")).row([span(Span::Hour), span(Span::Morning)])
}

/// Why?
pub fn why(alert: &Alert, span: Span) -> Screen {
    let reasons = Reason::ALL.iter().map(|reason| button(reason.label(), alert, Deed::Snooze(span, *reason)));
    Screen::new(t!("alert-ask-reason")).grid(reasons, 1).row([button(t!("alert-own-reason"), alert, Deed::Words(span))])
}

/// To whom?
pub fn colleagues(alert: &Alert, names: Vec<(Id<Person>, String)>) -> Screen {
    if names.is_empty() {
        return hello::word(t!("alert-nobody-else"));
    }
    let buttons =
        names.into_iter().take(NAMES).map(|(id, name)| button(Text::Verbatim(name), alert, Deed::HandOver(id)));
    Screen::new(t!("alert-to-whom")).grid(buttons, 2)
}

/// What is open about a client, on its card.
pub async fn card_lines(conn: &mut Conn, client: &Client) -> Result<Vec<Text>> {
    let mut lines = Vec::new();
    for alert in queries::of_client(conn, client.id).await?.iter().take(5) {
        let about = Text::of(rule(&alert.rule)?.about);
        let (code, at) = (&alert.rule, alert.opened_at.0);
        lines.push(match alert.state {
            State::Acked => {
                let who = name(conn, alert.acked_by).await?;
                t!("client-alert-acked", code = code, about = about, at = at, name = who)
            }
            _ => t!("client-alert", code = code, about = about, at = at),
        });
    }
    Ok(lines)
}

/// For the head: how many of each rule are open.
pub async fn team_lines(conn: &mut Conn) -> Result<Vec<Text>> {
    let mut lines = Vec::new();
    for (code, count) in queries::open_by_rule(conn).await? {
        let about = Text::of(rule(&code)?.about);
        lines.push(t!("team-alerts", code = code, about = about, count = count));
    }
    Ok(lines)
}

/// Samples for the gallery.
pub fn samples() -> Vec<Screen> {
    let at = chrono::DateTime::UNIX_EPOCH;
    let title = t!("alert-title", code = "E8", what = "Договор <b> «Лотос» & Ко");
    let press = |deed| Press { alert: Id::new(), rev: 9999, deed };
    vec![
        Screen::new(t!("alert-card", title = title.clone()))
            .line(t!("alert-repeat"))
            .line(t!("alert-due", at = at))
            .row([
                Button::press(t!("alert-ack-button"), &press(Deed::Ack)),
                Button::press(t!("alert-later-button"), &press(Deed::Later)),
                Button::press(t!("alert-hand-button"), &press(Deed::Colleagues)),
            ]),
        Screen::new(t!("alert-card", title = title.clone())).line(t!(
            "alert-snoozed",
            until = at,
            why = "<ждём>",
            name = "Виктор"
        )),
        Screen::new(t!("alert-resolved", title = title)).line(t!("alert-settled", at = at, how = "ответил <Иван>")),
        Screen::new(t!("alert-held", count = 5_i64)).row([Button::press(
            t!("alert-line-of", code = "E8", about = Text::of("rule-e8"), client = "Лотос"),
            &press(Deed::Open),
        )]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_press_survives_64_bytes() {
        for deed in [
            Deed::Open,
            Deed::Ack,
            Deed::Later,
            Deed::Why(Span::Morning),
            Deed::Snooze(Span::Morning, Reason::Colleague),
            Deed::Words(Span::Hour),
            Deed::Colleagues,
            Deed::HandOver(Id::new()),
        ] {
            let press = Press { alert: Id::new(), rev: 9999, deed };
            assert_eq!(Press::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "alert:".len() <= 64);
        }
        assert_eq!(Press::unpack("of an older release"), None);
    }
}
