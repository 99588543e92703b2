//! The client's own phone: whatever is written or sent goes to the manager; `/requests` shows how it stands; a solved one is
//! confirmed or not. Only their own company, found by the contact person they are: never by the scope of staff.

use super::{
    audience::Hand,
    client_views, inquiry,
    model::{Deed, Request},
    press::{Mine, MyDeed},
    queries::{self, Shown},
    support,
    thread::{self, Words},
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, Trail},
        said::{Attached, Said},
        screen::{Button, Screen},
        turn::Turn,
    },
    clients::{self, Client},
    db::Id,
    error::{Error, Result},
    features::hello,
    people::Role,
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// So many of a client's requests are listed.
const LISTED: i64 = 10;

/// A contact person of a client who is not one of us.
pub fn is_client(turn: &Turn) -> bool {
    let me = turn.me();
    me.is_any(&[Role::Client]) && !me.is_any(hello::STAFF)
}

/// What was said, as words and files; `None`: it is neither.
pub fn heard(turn: &Turn, said: &Said) -> Option<(String, Vec<Attached>)> {
    if let Some(attached) = said.attached(turn.update()) {
        return Some((attached.file.caption.clone(), vec![attached]));
    }
    match said {
        Said::Text(text) => Some((text.clone(), Vec::new())),
        Said::Contact { phone, name, .. } => {
            let phone = phone.as_ref().map(ToString::to_string).unwrap_or_default();
            Some((format!("📇 {name} {phone}").trim().to_owned(), Vec::new()))
        }
        Said::Place { latitude, longitude } => {
            let degrees = |micro: &i64| format!("{}.{:06}", micro / 1_000_000, (micro % 1_000_000).abs());
            Some((format!("📍 {}, {}", degrees(latitude), degrees(longitude)), Vec::new()))
        }
        _ => None,
    }
}

/// `/write`: how to ask us.
pub async fn how(turn: Turn) -> Result {
    turn.reply(client_views::how_to_write()).await.map(drop)
}

/// Anything a contact person writes or sends while no form is open.
pub async fn says(turn: Turn, said: Said) -> Result {
    let Some((text, attached)) = heard(&turn, &said) else {
        return turn.reply(hello::word(t!("write-not-this"))).await.map(drop);
    };
    let companies = clients::of_person(&mut turn.db(), turn.me().id).await?;
    match companies.as_slice() {
        [] => turn.reply(hello::word(t!("write-no-company"))).await.map(drop),
        [client] => {
            let words = Words { text: &text, attached: &attached, direct: true };
            let screen = written(&turn, client, None, &words).await?;
            let Some((request, screen)) = screen else { return Ok(()) };
            let card = turn.reply(screen).await?;
            remember(&turn, &request, card).await
        }
        _ => turn.open(&Which { at: Trail::at(At::Company), text, attached }).await,
    }
}

/// They go on with the request whose message they reply to.
pub async fn replies(turn: &Turn, request: Request, said: &Said) -> Result {
    let companies = clients::of_person(&mut turn.db(), turn.me().id).await?;
    let client = companies.into_iter().find(|client| client.id == request.client);
    let (Some(client), Some((text, attached))) = (client, heard(turn, said)) else {
        return Err(Error::User(t!("write-not-this")));
    };
    let words = Words { text: &text, attached: &attached, direct: true };
    let Some((request, screen)) = written(turn, &client, Some(request), &words).await? else { return Ok(()) };
    let card = turn.reply(screen).await?;
    remember(turn, &request, card).await
}

/// They have told something in a form: it goes on with the request.
pub async fn tells(turn: &Turn, request: Request, text: &str) -> Result {
    let companies = clients::of_person(&mut turn.db(), turn.me().id).await?;
    let client = companies.into_iter().find(|client| client.id == request.client);
    let Some(client) = client else { return Err(Error::User(t!("request-absent"))) };
    let Some((request, screen)) =
        written(turn, &client, Some(request), &Words { text, attached: &[], direct: false }).await?
    else {
        return Ok(());
    };
    let card = turn.reply(screen).await?;
    remember(turn, &request, card).await
}

/// Stores what was written; what to say about it, if anything: once when a request begins, once when it is outside our
/// hours (PRODUCT 4.6). What has been said before is kept up to date instead.
async fn written(
    turn: &Turn,
    client: &Client,
    to: Option<Request>,
    words: &Words<'_>,
) -> Result<Option<(Request, Screen)>> {
    let (request, waits) = thread::client_writes(turn, client, to, words).await?;
    let hand = Hand::of(&mut turn.db(), request.owner).await?;
    let me = turn.me().id;
    let shown = queries::cards(&mut turn.db(), request.id).await?.contains_key(&me)
        || queries::is_shown_elsewhere(&mut turn.db(), request.id, me).await?;
    let is_open = hand.time(turn.moment()).is_open(turn.now());
    if shown && (is_open || !waits) {
        thread::refresh(&mut turn.db(), request.id, turn.moment()).await?;
        return Ok(None);
    }
    let screen = client_views::status(&mut turn.db(), &request, turn.moment()).await?;
    Ok(Some((request, screen)))
}

async fn remember(turn: &Turn, request: &Request, card: Id<crate::bot::outbox::Card>) -> Result {
    let shown = Shown { card, request: request.id, person: turn.me().id, said: None, media: 0 };
    queries::put_card(&mut turn.db(), &shown).await?;
    thread::refresh(&mut turn.db(), request.id, turn.moment()).await
}

/// A request of the contact person: of a company of theirs, and theirs or shown to them.
pub async fn mine(turn: &Turn, id: Id<Request>) -> Result<Option<Request>> {
    let Some(request) = queries::known(&mut turn.db(), id).await? else { return Ok(None) };
    let companies = clients::of_person(&mut turn.db(), turn.me().id).await?;
    let of_company = companies.iter().any(|company| company.id == request.client);
    let shown = queries::cards(&mut turn.db(), id).await?.contains_key(&turn.me().id);
    let theirs = request.person == Some(turn.me().id) || shown;
    Ok(Some(request).filter(|_| of_company && theirs))
}

/// `/requests` on a client's phone.
pub async fn list(turn: &Turn) -> Result {
    let requests = queries::of_person(&mut turn.db(), turn.me().id, LISTED).await?;
    turn.reply(client_views::mine(&requests)).await.map(drop)
}

/// A press on a client's own card.
pub async fn press(turn: Turn, Mine { request, deed }: Mine) -> Result {
    let Some(request) = mine(&turn, request).await? else { return Err(Error::User(t!("request-absent"))) };
    if deed == MyDeed::Show {
        let screen = client_views::status(&mut turn.db(), &request, turn.moment()).await?;
        let card = turn.reply(screen).await?;
        return remember(&turn, &request, card).await;
    }
    if deed == MyDeed::Answer {
        return inquiry::begin_telling(&turn, &request).await;
    }
    let handover = support::of(&turn, request.id).await?;
    let Some(handover) = handover else { return turn.toast(t!("frame-old-button")).await };
    let deed = if deed == MyDeed::Solved { Deed::Confirm } else { Deed::Reopen };
    if !support::go(&turn, &request, handover, deed).await? {
        return turn.toast(t!("mine-already")).await;
    }
    let request = queries::known(&mut turn.db(), request.id).await?.ok_or_else(|| Error::User(t!("request-absent")))?;
    let thanks = if deed == Deed::Confirm { t!("mine-thanks") } else { t!("mine-sorry") };
    turn.toast(thanks).await?;
    let screen = client_views::status(&mut turn.db(), &request, turn.moment()).await?;
    turn.show(screen).await
}

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// For which company do you write?
    Company,
}

/// Something written by the contact person of several companies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Which {
    at: Trail<At>,
    text: String,
    attached: Vec<Attached>,
}

/// For which company it is.
pub async fn chosen(turn: Turn, mut state: Which, said: Said) -> Result {
    let companies = clients::of_person(&mut turn.db(), turn.me().id).await?;
    let Said::Choice(choice) = &said else {
        // They go on writing: it belongs to the same message.
        let Some((text, attached)) = heard(&turn, &said) else { return turn.again(t!("write-which-hint")).await };
        [state.text.as_str(), text.as_str()].join("\n").trim().clone_into(&mut state.text);
        state.attached.extend(attached);
        return turn.ask(&state).await;
    };
    let Some(client) = companies.iter().find(|client| client.id.short() == *choice) else {
        return turn.again(t!("write-which-hint")).await;
    };
    let words = Words { text: &state.text, attached: &state.attached, direct: false };
    let screen = written(&turn, client, None, &words).await?;
    match screen {
        Some((request, screen)) => {
            let card = turn.finish_card(screen).await?;
            remember(&turn, &request, card).await
        }
        None => turn.finish(Screen::new(t!("write-added", client = &client.name))).await,
    }
}

impl Dialogue for Which {
    const NAME: &'static str = "request-which";
    const VERSION: i64 = 1;

    async fn title(&self, _: &Turn) -> Result<Text> {
        Ok(t!("write-which-header"))
    }

    async fn show(&self, turn: &Turn, _page: &str) -> Result<Question> {
        let mut question = Question::new(t!("write-which-header"), t!("write-which-ask"));
        if !self.text.is_empty() {
            question.filled = vec![Text::verbatim(&self.text)];
        }
        let companies = clients::of_person(&mut turn.db(), turn.me().id).await?;
        let button = |client: &Client| vec![Button::choice(Text::verbatim(&client.name), client.id.short())];
        question.rows = companies.iter().take(20).map(button).collect();
        Ok(question)
    }

    fn filled(&self) -> usize {
        1
    }

    fn back(self) -> Option<Self> {
        None
    }

    fn review(self) -> Option<Self> {
        None
    }
}
