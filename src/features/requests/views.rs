//! Screens of requests for us: the card with its badge, the thread, what can be done.

use super::{
    ANSWERERS, alarms,
    audience::Hand,
    clock::{PausedFor, State as ClockState},
    inquiry,
    model::{About, Handover, Request, Said, Side, Stage, State, Urgency},
    press::{Deed, button},
    queries, support,
    waits::{self, Wait},
};
use crate::{
    bot::screen::{Button, Screen},
    calendar::Moment,
    clients::{self, Client},
    db::{Conn, Id},
    error::Result,
    features::hello,
    people::{Person, Role},
    rules, t,
    text::Text,
    when,
};

/// So many messages of a thread stand on its card.
const SHOWN: i64 = 5;
/// So many letters of a message stand in a line.
const SHORT: usize = 160;

/// The beginning of a message.
pub fn short(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if one_line.chars().count() <= SHORT {
        return one_line;
    }
    one_line.chars().take(SHORT - 1).chain(['…']).collect()
}

/// How long the client may still wait, in a colour and in words; `None`: nobody waits.
pub async fn badge(
    conn: &mut Conn,
    request: &Request,
    wait: Option<&Wait>,
    moment: Moment<'_>,
) -> Result<Option<Text>> {
    let Some(wait) = wait.filter(|wait| wait.clock.stopped_at.is_none()) else { return Ok(None) };
    if let Some(pause) = &wait.clock.pause {
        let until = pause.until;
        let reason = pause.reason.as_str();
        return Ok(Some(match pause.whom {
            PausedFor::Client => t!("badge-paused-client", until = until, reason = reason),
            PausedFor::ThirdParty => t!("badge-paused-other", until = until, reason = reason),
        }));
    }
    let values = rules::values(conn).await?;
    let hand = Hand::of(conn, request.owner).await?;
    let (time, limit) = (hand.time(moment), values.small(&alarms::REPLY));
    let used = wait.clock.used(time, moment.now);
    let Some(due) = wait.clock.breached_at.or_else(|| wait.clock.when(time, limit)) else { return Ok(None) };
    if wait.clock.state == ClockState::Breached || used >= limit {
        return Ok(Some(t!("badge-late", due = due)));
    }
    let left = when::span((limit - used).into());
    Ok(Some(if used >= values.small(&alarms::LAST) {
        t!("badge-red", left = left, due = due)
    } else if used >= values.small(&alarms::BADGE) {
        t!("badge-yellow", left = left, due = due)
    } else {
        t!("badge-green", left = left, due = due)
    }))
}

/// `🔴 Въезд стоит`.
pub fn urgency(urgency: Urgency) -> Text {
    match urgency {
        Urgency::Blocked => t!("urgency-blocked"),
        Urgency::Hampers => t!("urgency-hampers"),
        Urgency::Question => t!("urgency-question"),
    }
}

/// How far support is.
pub fn stage(stage: Stage) -> Text {
    match stage {
        Stage::New => t!("stage-new"),
        Stage::Accepted => t!("stage-accepted"),
        Stage::InWork => t!("stage-in-work"),
        Stage::Waiting => t!("stage-waiting"),
        Stage::Solved => t!("stage-solved"),
        Stage::Confirmed => t!("stage-confirmed"),
        Stage::Closed => t!("stage-closed"),
        Stage::Declined => t!("stage-declined"),
    }
}

/// The line of support on a card.
pub fn at_support(handover: &Handover) -> Text {
    t!("request-at-support", urgency = urgency(handover.urgency), stage = stage(handover.stage))
}

/// A message of the thread as a line.
fn said(said: &Said) -> Text {
    let text = match (said.text.is_empty(), said.attached.len()) {
        (false, 0) => Text::Verbatim(short(&said.text)),
        (true, files) => t!("said-files", count = files),
        (false, files) => t!("said-with-files", text = short(&said.text), count = files),
    };
    let text = if said.edited { t!("said-reworded", text = text) } else { text };
    match said.side {
        Side::Client => t!("said-client", name = &said.name, text = text),
        Side::Us => t!("said-us", name = &said.name, text = text),
        Side::Note => t!("said-note", name = &said.name, text = text),
    }
}

/// The card of a request as this person may see it.
pub async fn card(conn: &mut Conn, request: &Request, person: &Person, moment: Moment<'_>) -> Result<Screen> {
    let client = clients::known(conn, request.client).await?;
    let name = client.as_ref().map_or_else(String::new, Client::named);
    let title = match request.state {
        State::Open => t!("request-title", number = request.shown(), client = name),
        State::Closed => t!("request-title-closed", number = request.shown(), client = name),
    };
    let mut screen = Screen::new(title).about(request.client);
    let wait = waits::open_of(conn, request.id).await?;
    screen = screen.lines(badge(conn, request, wait.as_ref(), moment).await?);
    screen = screen.line(t!("request-from", who = &request.who));
    if request.owner.is_none() {
        screen = screen.line(t!("request-untaken"));
    }
    let handover = support::here(conn, request.id).await?;
    if let Some(handover) = &handover {
        screen = screen.line(at_support(handover)).lines(told(handover));
    }
    if let Some(inquiry) = inquiry::last_of(conn, request.id).await? {
        screen = screen.lines(inquiry::on_card(&inquiry));
    }
    let thread = queries::thread(conn, request.id, SHOWN).await?;
    if thread.is_empty() {
        screen = screen.line(Text::verbatim(&request.essence));
    } else {
        screen = screen.gap().lines(thread.iter().map(said));
    }
    if person.is_any(ANSWERERS) {
        screen = buttons(screen, request, person, wait.as_ref(), handover.as_ref());
        if client.as_ref().is_some_and(|client| {
            client.owner == Some(person.id) || client.owner.is_none() || person.is_any(&[Role::Head])
        }) {
            screen = screen.row([clients::call_button(request.client), clients::card_button(request.client)]);
        }
    } else if handover.is_none() {
        return Ok(Screen::new(t!("handover-withdrawn", number = request.shown())));
    } else if let Some(handover) = &handover {
        screen = support_buttons(screen, request, person, handover);
    }
    Ok(screen)
}

/// What support was told, and said.
fn told(handover: &Handover) -> impl Iterator<Item = Text> {
    let told = [
        line(&handover.what, |what| t!("handover-what", what = what)),
        line(&handover.place, |place| t!("handover-place", place = place)),
        line(&handover.callback, |phone| t!("handover-callback", phone = phone)),
    ];
    told.into_iter().flatten().chain(answers(handover))
}

/// What support asked, and how it ended.
fn answers(handover: &Handover) -> impl Iterator<Item = Text> {
    let said = [
        line(&handover.question, |question| t!("handover-question", question = question)),
        line(&handover.answer, |answer| t!("handover-answer", answer = answer)),
    ];
    said.into_iter().flatten()
}

fn line(words: &str, make: fn(String) -> Text) -> Option<Text> {
    (!words.is_empty()).then(|| make(short(words)))
}

/// A button that opens a form about a request.
pub fn form_button(label: Text, command: &str, request: Id<Request>) -> Button {
    Button::command(label, &format!("{command}:{}", request.short()))
}

fn buttons(
    screen: Screen,
    request: &Request,
    person: &Person,
    wait: Option<&Wait>,
    handover: Option<&Handover>,
) -> Screen {
    let id = request.id;
    let mut screen = screen;
    if request.owner.is_none() {
        screen = screen.row([button(t!("request-take"), request, Deed::Take)]);
        if person.is_any(&[Role::Head]) {
            screen = screen.row([button(t!("request-assign"), request, Deed::Whom)]);
        }
    }
    if request.state == State::Closed {
        return screen.row([button(t!("request-reopen"), request, Deed::Reopen)]);
    }
    screen = screen.row([form_button(t!("request-answer"), "answer", id), form_button(t!("request-note"), "note", id)]);
    let pause = wait.filter(|wait| wait.clock.stopped_at.is_none()).and_then(|wait| match wait.clock.state {
        ClockState::Running => Some(form_button(t!("request-pause"), "pause", id)),
        ClockState::Paused => Some(button(t!("request-go-on"), request, Deed::GoOn)),
        ClockState::Met | ClockState::Breached => None,
    });
    let at_support = handover.is_some_and(|handover| handover.stage.is_open() || handover.stage == Stage::Solved);
    let hand =
        (!at_support && request.about == About::Question).then(|| form_button(t!("request-hand-over"), "handover", id));
    screen = screen.row(pause.into_iter().chain(hand));
    if request.person.is_some() {
        screen = screen.row([form_button(t!("request-inquire"), "inquire", id)]);
    }
    // A claim's conversation ends with the claim.
    let close = (request.about == About::Question).then(|| button(t!("request-close"), request, Deed::Close));
    screen.row(close)
}

fn support_buttons(screen: Screen, request: &Request, person: &Person, handover: &Handover) -> Screen {
    let id = request.id;
    if handover.support.is_some_and(|support| support != person.id) {
        return screen;
    }
    let ask = form_button(t!("handover-ask"), "needs", id);
    let solve = form_button(t!("handover-solve"), "solved", id);
    let decline = form_button(t!("handover-decline"), "declined", id);
    match handover.stage {
        Stage::New => screen.row([button(t!("handover-accept"), request, Deed::Accept)]).row([ask, decline]),
        Stage::Accepted => screen.row([button(t!("handover-work"), request, Deed::Work), solve]).row([ask, decline]),
        Stage::InWork => screen.row([solve, ask]),
        Stage::Waiting => screen.row([button(t!("handover-work"), request, Deed::Work), solve]),
        Stage::Solved | Stage::Confirmed | Stage::Closed | Stage::Declined => screen,
    }
}

/// A message of the client, passed on.
pub fn client_said(request: &Request, client: &Client, text: &str) -> Screen {
    let number = request.shown();
    Screen::new(t!("said-passed-on", number = number, who = &request.who, client = &client.name))
        .line(Text::verbatim(text))
        .about(client.id)
        .row([form_button(t!("request-answer"), "answer", request.id), button(t!("request-open"), request, Deed::Show)])
}

/// The same after the client changed its words.
pub fn client_said_anew(request: &Request, client: &Client, text: &str) -> Screen {
    client_said(request, client, text).with_warning(t!("said-edited"))
}

/// What stands beside a copied file.
pub fn beside(request: &Request, who: &str, caption: &str) -> Screen {
    let screen = Screen::new(t!("said-beside", number = request.shown(), who = who)).about(request.client);
    if caption.is_empty() { screen } else { screen.line(Text::verbatim(caption)) }
}

/// What a head can do about a client who waits too long.
pub fn lead_buttons(request: &Request) -> Vec<Vec<Button>> {
    vec![
        vec![
            button(t!("request-take-over"), request, Deed::TakeOver),
            button(t!("request-assign"), request, Deed::Whom),
        ],
        vec![form_button(t!("request-answer"), "answer", request.id), button(t!("request-open"), request, Deed::Show)],
    ]
}

/// Time runs out, or has run out.
pub async fn signal(conn: &mut Conn, request: &Request, badge: Option<Text>, late: bool) -> Result<Screen> {
    let client = clients::known(conn, request.client).await?.map_or_else(String::new, |client| client.name);
    let number = request.shown();
    let title = if late {
        t!("signal-late", number = number, client = client)
    } else {
        t!("signal-soon", number = number, client = client)
    };
    let last = queries::thread(conn, request.id, 1).await?;
    Ok(Screen::new(title).lines(badge).lines(last.iter().map(said)).about(request.client).row([
        form_button(t!("request-answer"), "answer", request.id),
        button(t!("request-open"), request, Deed::Show),
    ]))
}

/// Nobody at support accepts it.
pub async fn not_accepted(conn: &mut Conn, request: &Request, handover: &Handover) -> Result<Screen> {
    let client = clients::known(conn, request.client).await?.map_or_else(String::new, |client| client.name);
    let number = request.shown();
    Ok(Screen::new(t!("handover-not-accepted", number = number, client = client, at = handover.handed_at.0))
        .line(at_support(handover))
        .about(request.client)
        .row([button(t!("request-open"), request, Deed::Show)]))
}

/// To the manager: what support says.
pub fn support_says(request: &Request, client: &str, handover: &Handover) -> Screen {
    let number = request.shown();
    Screen::new(t!("handover-says", number = number, client = client, stage = stage(handover.stage)))
        .lines(answers(handover))
        .about(request.client)
        .row([button(t!("request-open"), request, Deed::Show)])
}

/// What support has on its hands.
pub fn queue(queue: &[(Id<Request>, i64, Urgency, Stage, String)]) -> Screen {
    let mut screen = Screen::new(t!("handover-queue", count = queue.len()));
    for (id, number, urgent, at, client) in queue.iter().take(20) {
        let label = t!(
            "handover-line",
            number = t!("request-number", number = number.to_string()),
            client = client,
            urgency = urgency(*urgent),
            stage = stage(*at)
        );
        screen = screen.row([Button::press(label, &super::press::Press { request: *id, rev: 0, deed: Deed::Show })]);
    }
    screen.row(hello::menu_row())
}

/// A manager's open requests, the most pressing first.
pub fn mine(lines: Vec<(Request, String, Option<Text>)>) -> Screen {
    if lines.is_empty() {
        return hello::word(t!("requests-none"));
    }
    let mut screen = Screen::new(t!("requests-title", count = lines.len()));
    for (request, client, badge) in lines.into_iter().take(20) {
        let number = request.shown();
        let label = match badge {
            Some(badge) => t!("requests-line-waits", number = number, client = client, badge = badge),
            None => t!("requests-line", number = number, client = client),
        };
        screen = screen.row([button(label, &request, Deed::Show)]);
    }
    screen.row(hello::menu_row())
}

/// To whom?
pub fn whom(request: &Request, managers: Vec<(Id<Person>, String)>) -> Screen {
    let buttons = managers.into_iter().take(60).map(|(id, name)| button(Text::Verbatim(name), request, Deed::Give(id)));
    Screen::new(t!("request-to-whom", number = request.shown())).grid(buttons, 2).row([button(
        t!("frame-back"),
        request,
        Deed::Show,
    )])
}
