//! An agreed visit as a file for the phone's calendar.

use super::{card, model::Installation, said};
use crate::{
    bot::{document::Document, screen::Screen, turn::Turn},
    error::{Error, Result},
    ics::{self, Visit},
    people::Role,
    t,
};

/// Sends the file to the acting person.
pub async fn send(turn: &Turn, installation: &Installation) -> Result {
    let Some(visit) = installation.visit else { return Err(Error::User(t!("visit-no-day"))) };
    let reader = turn.reader();
    let client = turn.me().is_any(&[Role::Client]);
    let summary = if client {
        t!("visit-event-client", number = installation.number.to_string())
    } else {
        t!("visit-event", installation = card::named(installation))
    };
    let about = t!(
        "visit-event-about",
        scope = installation.scope.join(", "),
        name = &installation.contact_name,
        phone = installation.contact_phone.human()
    );
    let file = ics::file(&Visit {
        uid: &installation.link(),
        sequence: installation.rev,
        starts: visit.starts_at,
        ends: visit.ends_at,
        summary: &summary.plain(&reader),
        place: &installation.address,
        about: &about.plain(&reader),
        cancelled: !(installation.state.is_open()),
        made: turn.now(),
    });
    let window = (visit.starts_at, visit.ends_at);
    let words =
        if client { said::theirs(window, installation) } else { said::ours(window, turn.me(), installation.zone) };
    let name = format!("montazh-{}.ics", installation.number);
    let document = Document { name: &name, mime: ics::MIME, bytes: file.as_bytes() };
    turn.reply_document(Screen::new(t!("visit-file", summary = summary, window = words)), document).await.map(drop)
}
