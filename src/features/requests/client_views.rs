//! What a client sees of requests. Nothing internal is here: no notes, no thresholds, no names of rules, no numbers of ours
//! but that of the request.

use super::{
    alarms,
    audience::Hand,
    handovers,
    model::{About, Handover, Request, Stage, State},
    press::{Mine, MyDeed},
    waits,
};
use crate::{
    bot::screen::{Button, Screen},
    calendar::Moment,
    clients::{self, Client},
    db::Conn,
    error::Result,
    features::hello,
    people::{self, Person},
    rules, t,
    text::Text,
};

/// One of us, by name, to the client.
pub fn to_client(name: &str, text: &str) -> Screen {
    Screen::new(t!("client-answer", name = name)).line(Text::verbatim(text))
}

/// What stands beside a file of one of us.
pub fn beside_to_client(name: &str, caption: &str) -> Screen {
    let screen = Screen::new(t!("client-file", name = name));
    if caption.is_empty() { screen } else { screen.line(Text::verbatim(caption)) }
}

/// How a contact person is called: as their card at the client says, or as they are called in Telegram.
pub async fn who(turn: &crate::bot::turn::Turn, client: &Client, person: &Person) -> Result<String> {
    let contacts = clients::contacts(&mut turn.db(), client.id).await?;
    let mine = contacts.iter().find(|contact| contact.person == Some(person.id));
    Ok(mine.map_or_else(|| person.name.clone(), clients::Contact::who))
}

/// How a request stands, on the client's own phone: kept up to date by editing.
pub async fn status(conn: &mut Conn, request: &Request, moment: Moment<'_>) -> Result<Screen> {
    // A claim has a number of its own.
    let mut screen = Screen::new(match request.about {
        About::Question => t!("mine-title", number = request.shown(), at = request.opened_at.0),
        About::Claim => t!("mine-title-claim", at = request.opened_at.0),
    });
    if !request.essence.is_empty() {
        screen = screen.line(t!("mine-essence", text = super::views::short(&request.essence)));
    }
    let owner = match request.owner {
        Some(owner) => people::present(conn, owner).await?,
        None => None,
    };
    let handover = handovers::of(conn, request.id).await?;
    let wait = waits::open_of(conn, request.id).await?;
    let line = match (&handover, wait, request.state) {
        (Some(handover), _, State::Open) if handover.stage != Stage::Declined => {
            let stage = at_support(handover);
            if handover.stage == Stage::Solved {
                let said = (!handover.answer.is_empty()).then(|| Text::verbatim(&handover.answer));
                return Ok(screen.lines(said).line(stage).row(solved_buttons(request)));
            }
            stage
        }
        (.., State::Closed) => t!("mine-closed"),
        (_, Some(wait), State::Open) => {
            let hand = Hand::of(conn, request.owner).await?;
            let limit = rules::values(conn).await?.small(&alarms::REPLY);
            let time = hand.time(moment);
            let whom = owner.map_or_else(|| t!("mine-team"), |person| Text::Verbatim(person.name));
            match wait.clock.when(time, limit) {
                _ if !time.is_open(wait.clock.leg_from) && moment.now < time.next_open(wait.clock.leg_from) => {
                    t!("mine-off-hours", at = time.next_open(wait.clock.leg_from))
                }
                Some(due) if due > moment.now => t!("mine-passed-on", whom = whom, due = due),
                Some(_) => t!("mine-late", whom = whom),
                None => t!("mine-paused"),
            }
        }
        (_, None, State::Open) => t!("mine-answered"),
    };
    Ok(screen.line(line))
}

fn at_support(handover: &Handover) -> Text {
    match handover.stage {
        Stage::New => t!("mine-handed-over"),
        Stage::Accepted => t!("mine-accepted"),
        Stage::InWork => t!("mine-in-work"),
        Stage::Waiting => t!("mine-waiting"),
        Stage::Solved => t!("mine-solved"),
        Stage::Confirmed | Stage::Closed | Stage::Declined => t!("mine-closed"),
    }
}

fn solved_buttons(request: &Request) -> [Button; 2] {
    let press = |label, deed| Button::press(label, &Mine { request: request.id, deed });
    [press(t!("mine-yes"), MyDeed::Solved), press(t!("mine-no"), MyDeed::NotSolved)]
}

/// Is it solved? The words of support stand above.
pub fn is_it_solved(request: &Request, handover: &Handover) -> Screen {
    let screen = Screen::new(t!("mine-is-it-solved", number = request.shown()));
    let screen = if handover.answer.is_empty() { screen } else { screen.line(Text::verbatim(&handover.answer)) };
    screen.line(t!("mine-is-it-solved-ask")).row(solved_buttons(request))
}

/// A client's open requests.
pub fn mine(requests: &[Request]) -> Screen {
    if requests.is_empty() {
        return hello::word(t!("mine-none"));
    }
    let mut screen = Screen::new(t!("mine-list", count = requests.len()));
    for request in requests {
        let text = super::views::short(&request.essence).chars().take(40).collect::<String>();
        let label = match request.about {
            About::Question => t!("mine-line", number = request.shown(), text = text),
            About::Claim => t!("mine-line-claim", text = text),
        };
        screen = screen.row([Button::press(label, &Mine { request: request.id, deed: MyDeed::Show })]);
    }
    screen.row(hello::menu_row())
}

/// How to ask us.
pub fn how_to_write() -> Screen {
    Screen::new(t!("write-how")).row(hello::menu_row())
}
