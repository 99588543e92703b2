//! The form as it is shown, and what the person answers, read with what that needs from the database.

use super::{
    KEEPERS,
    dialogue::{Answer, At, Place, Seen, SetReady, open_days},
    model::Source,
    rows, views,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Given, Question},
        frame::SAVE,
        said::Said,
        screen::Button,
        turn::Turn,
        widgets::DayChoice,
    },
    clients::{self, Client, Site},
    db::Id,
    error::Result,
    t,
    text::Text,
};

/// The longest reason, characters.
const LONGEST: usize = 200;
/// The choice behind the client as a whole.
const WHOLE: &str = "whole";
/// The choices of the review.
const POWER: &str = "power";
const NET: &str = "net";
const EDITS: [(At, &str); 3] = [(At::Day, "day"), (At::Source, "source"), (At::Why, "why")];
/// Where a date may be from.
const SOURCES: [Source; 3] = [Source::Call, Source::Client, Source::Visit];

/// What kind of answer a question wants.
pub fn hint(at: At) -> Text {
    match at {
        At::Client => t!("ready-hint-client"),
        At::Day => t!("ready-hint-day"),
        At::Why => t!("ready-hint-why"),
        At::Site | At::Review | At::Source => t!("frame-press-a-button"),
    }
}

/// The place to be asked about, if there is only one.
pub async fn only_place(turn: &Turn, client: Id<Client>) -> Result<Option<Place>> {
    let sites = clients::sites(&mut turn.db(), client).await?;
    if sites.len() > 1 {
        return Ok(None);
    }
    place(turn, client, None).await.map(Some)
}

/// A place with what is known of it.
pub async fn place(turn: &Turn, client: Id<Client>, site: Option<Id<Site>>) -> Result<Place> {
    let known = rows::of_site(&mut turn.db(), client, site).await?;
    Ok(Place(site, known.as_ref().map(Seen::from)))
}

async fn client_of(turn: &Turn, state: &SetReady) -> Result<Option<Client>> {
    match state.client {
        Some(id) => clients::by_id(&mut turn.db(), turn.scope(), id).await,
        None => Ok(None),
    }
}

/// Reads an answer.
pub async fn understand(turn: &Turn, state: &SetReady, said: &Said) -> Result<Answer> {
    let at = state.at.open();
    let wrong = || Answer::Wrong(hint(at));
    Ok(match (at, said) {
        (At::Client, Said::Choice(choice)) => {
            let found = match Id::from_short(choice) {
                Some(id) => clients::by_id(&mut turn.db(), turn.scope(), id).await?,
                None => None,
            };
            match found {
                Some(client) => Answer::Client(client.id, only_place(turn, client.id).await?),
                None => Answer::Wrong(t!("client-absent")),
            }
        }
        (At::Client, Said::Text(query)) => {
            let found = clients::find(&mut turn.db(), turn.scope(), query, turn.today()).await?;
            match found.iter().find(|hit| hit.exact) {
                Some(hit) => Answer::Client(hit.client.id, only_place(turn, hit.client.id).await?),
                None if found.is_empty() => Answer::Wrong(t!("client-not-found", query = query)),
                None => Answer::Unsure(query.clone()),
            }
        }
        (At::Site, Said::Choice(choice)) => {
            let Some(client) = client_of(turn, state).await? else { return Ok(Answer::Wrong(t!("client-absent"))) };
            if choice == WHOLE {
                return place(turn, client.id, None).await.map(Answer::Place);
            }
            let sites = clients::sites(&mut turn.db(), client.id).await?;
            match sites.iter().find(|site| site.id.short() == *choice) {
                Some(site) => Answer::Place(place(turn, client.id, Some(site.id)).await?),
                None => wrong(),
            }
        }
        (At::Review, Said::Choice(choice)) => match choice.as_str() {
            SAVE => Answer::Save,
            POWER => Answer::Power,
            NET => Answer::Net,
            choice => EDITS.iter().find(|(_, name)| *name == choice).map_or_else(wrong, |(at, _)| Answer::Edit(*at)),
        },
        (At::Source, Said::Choice(choice)) => choice.parse().map_or_else(|_| wrong(), Answer::Source),
        (At::Day | At::Review, Said::Choice(words) | Said::Text(words)) => {
            days(turn).read(words).map_or_else(Answer::Wrong, Answer::Day)
        }
        (At::Why, Said::Text(words)) if !words.trim().is_empty() => {
            Answer::Words(words.trim().chars().take(LONGEST).collect())
        }
        _ => wrong(),
    })
}

impl Dialogue for SetReady {
    const NAME: &'static str = "ready";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        Ok(match client_of(turn, self).await? {
            Some(client) => t!("ready-title-of", client = &client.name),
            None => t!("ready-title"),
        })
    }

    async fn show(&self, turn: &Turn, page: &str) -> Result<Question> {
        question(turn, self, page).await
    }

    fn filled(&self) -> usize {
        usize::from(self.client.is_some()) + usize::from(self.day.is_some()) + usize::from(!self.why.is_empty())
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(mut self) -> Option<Self> {
        let enough = self.client.is_some() && self.site.is_told() && self.day.is_some();
        enough.then(|| {
            self.at.go(At::Review);
            self
        })
    }
}

fn days(turn: &Turn) -> DayChoice<'_> {
    DayChoice::of(turn, open_days(turn.today()))
}

async fn question(turn: &Turn, state: &SetReady, page: &str) -> Result<Question> {
    let at = state.at.open();
    let client = client_of(turn, state).await?;
    let header = match &client {
        Some(client) => t!("ready-card", client = &client.name),
        None => t!("ready-header"),
    };
    let ask = match at {
        At::Client => t!("ready-ask-client"),
        At::Site => t!("ready-ask-site"),
        At::Day => t!("ready-ask-day"),
        At::Review => t!("ready-ask-review"),
        At::Source => t!("ready-ask-source"),
        At::Why => t!("ready-ask-why"),
    };
    let mut question = Question::new(header, ask);
    question.filled = filled(turn, state, client.as_ref()).await?;
    question.can_go_back = state.at.can_go_back();
    question.can_review = at != At::Review && state.clone().review().is_some();
    question.number_is_answer = matches!(at, At::Day | At::Why);
    match (at, &client) {
        (At::Client, _) => question.rows = whose(turn, state).await?,
        (At::Site, Some(client)) => question.rows = which(turn, client).await?,
        (At::Day, _) => days(turn).ask(&mut question, page),
        (At::Review, _) => question.rows = review(state),
        (At::Source, _) => {
            let source = |from: &Source| vec![Button::choice(views::source_button(*from), from.name())];
            question.rows = SOURCES.iter().map(source).collect();
        }
        (At::Site | At::Why, _) => {}
    }
    Ok(question)
}

async fn whose(turn: &Turn, state: &SetReady) -> Result<Vec<Vec<Button>>> {
    let found = clients::find(&mut turn.db(), turn.scope(), &state.query, turn.today()).await?;
    if !found.is_empty() {
        return Ok(clients::choices(&found).into_iter().map(|button| vec![button]).collect());
    }
    let recent = clients::recent(&mut turn.db(), turn.scope(), 5).await?;
    let button = |client: &Client| vec![Button::choice(Text::verbatim(&client.name), client.id.short())];
    Ok(recent.iter().map(button).collect())
}

async fn which(turn: &Turn, client: &Client) -> Result<Vec<Vec<Button>>> {
    let sites = clients::sites(&mut turn.db(), client.id).await?;
    let one = |site: &Site| vec![Button::choice(Text::verbatim(&site.address), site.id.short())];
    let mut rows: Vec<Vec<Button>> = sites.iter().map(one).collect();
    rows.push(vec![Button::choice(t!("ready-whole"), WHOLE)]);
    Ok(rows)
}

fn review(state: &SetReady) -> Vec<Vec<Button>> {
    let edit = |label, at: At| {
        let (_, name) = EDITS.iter().find(|(other, _)| *other == at).expect("every edit has a choice");
        Button::choice(label, *name)
    };
    let mut fields = vec![
        edit(t!("ready-edit-day"), At::Day),
        edit(t!("ready-edit-source", source = views::source(state.source)), At::Source),
    ];
    if state.moves() {
        fields.push(edit(t!("ready-edit-why"), At::Why));
    }
    let mut rows = vec![
        vec![Button::choice(t!("frame-save"), SAVE)],
        vec![Button::choice(views::power_tick(state.power), POWER), Button::choice(views::net_tick(state.net), NET)],
    ];
    rows.extend(fields.chunks(2).map(<[Button]>::to_vec));
    rows
}

async fn filled(turn: &Turn, state: &SetReady, client: Option<&Client>) -> Result<Vec<Text>> {
    let mut lines = Vec::new();
    if let (Some(client), Given::Told(site)) = (client, state.site) {
        let sites = clients::sites(&mut turn.db(), client.id).await?;
        lines.extend(views::address(&sites, site).map(|address| t!("ready-place", address = address)));
    }
    lines.extend(state.day.map(|day| t!("ready-field-day", day = day)));
    lines.extend(state.seen.filter(|_| state.moves()).map(|seen| t!("ready-field-before", day = seen.ready_on)));
    if !state.why.is_empty() {
        lines.push(t!("ready-field-why", why = &state.why));
    }
    Ok(lines)
}

/// The client that words name, if there is one and no other.
pub async fn named(turn: &Turn, query: &str) -> Result<Option<Client>> {
    if query.is_empty() || !turn.me().is_any(KEEPERS) {
        return Ok(None);
    }
    let found = clients::find(&mut turn.db(), turn.scope(), query, turn.today()).await?;
    Ok(found.into_iter().find(|hit| hit.exact).map(|hit| hit.client))
}
