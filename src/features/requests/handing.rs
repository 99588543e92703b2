//! The form of a hand-over to technical support (PRODUCT D7): from a request the client wrote, or from what was told on the
//! phone. What was handed over within a week and sounds alike is offered to be gone on with.

use super::{
    handovers,
    model::{About, Channel, Handover, Request, Side, Stage, Urgency, is_similar},
    queries, support,
    thread::{self, Words},
    views,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, Trail},
        frame::SAVE,
        said::{Attached, Said},
        screen::{Button, Screen},
        turn::Turn,
    },
    clients::{self, Client},
    db::{Id, Timestamp},
    error::{Error, Result},
    phone::Phone,
    t,
    text::Text,
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// At least so many letters tell what has happened, unless there is a file.
const LEAST: usize = 10;
const LONGEST: usize = 1000;
/// What was handed over so lately may be the same.
const ALIKE: TimeDelta = TimeDelta::days(7);

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// Which client?
    Client,
    /// What has happened?
    What,
    /// How bad is it?
    Urgency,
    /// Is everything right?
    Review,
    /// Who told it?
    Who,
    /// Which number is to be called back?
    Callback,
    /// Which site or equipment?
    Place,
    /// Is it the same as before?
    Same,
}

/// A hand-over being written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    at: Trail<At>,
    /// The request it is about; `None`: told on the phone, not written down yet.
    request: Option<Id<Request>>,
    client: Option<Id<Client>>,
    who: String,
    what: String,
    attached: Vec<Attached>,
    urgency: Option<Urgency>,
    callback: String,
    place: String,
    /// The person says it is something else than what sounds alike.
    is_new: bool,
}

impl HandOver {
    /// From a request.
    pub fn of_request(request: &Request, callback: String) -> Self {
        let what = request.essence.clone();
        let at = if is_enough(&what, &[]) { At::Urgency } else { At::What };
        let what = if is_enough(&what, &[]) { what } else { String::new() };
        let (id, client) = (Some(request.id), Some(request.client));
        Self { request: id, client, who: request.who.clone(), what, callback, ..Self::empty(at) }
    }

    /// Told on the phone.
    pub fn by_phone(client: Option<Id<Client>>, what: &str) -> Self {
        let what = if is_enough(what, &[]) { what.to_owned() } else { String::new() };
        let at = match (client, what.is_empty()) {
            (None, _) => At::Client,
            (Some(_), true) => At::What,
            (Some(_), false) => At::Urgency,
        };
        Self { client, what, ..Self::empty(at) }
    }

    fn empty(at: At) -> Self {
        Self {
            at: Trail::at(at),
            request: None,
            client: None,
            who: String::new(),
            what: String::new(),
            attached: Vec::new(),
            urgency: None,
            callback: String::new(),
            place: String::new(),
            is_new: false,
        }
    }

    /// The next question nobody has answered, or the review.
    fn on(&mut self) {
        let next = if self.client.is_none() {
            At::Client
        } else if !is_enough(&self.what, &self.attached) {
            At::What
        } else if self.urgency.is_none() {
            At::Urgency
        } else if self.callback.is_empty() {
            At::Callback
        } else {
            At::Review
        };
        self.at.go(next);
    }
}

fn is_enough(what: &str, attached: &[Attached]) -> bool {
    what.trim().chars().count() >= LEAST || !attached.is_empty()
}

/// `/support …`: the client and what has happened, as far as they were named.
pub async fn begin(turn: &Turn, words: &str) -> Result {
    let client = match Id::from_short(words) {
        Some(id) => {
            let client = clients::by_id(&mut turn.db(), turn.scope(), id).await?;
            Some(client.ok_or_else(|| Error::User(t!("client-absent")))?)
        }
        None if words.is_empty() => None,
        None => pick(turn, words).await?.ok(),
    };
    let named = client.as_ref().map(|client| client.id);
    let what = if named.is_some() { "" } else { words };
    let mut state = HandOver::by_phone(named, what);
    prefill(turn, &mut state).await?;
    turn.open(&state).await
}

/// A request of the chat: the number of whoever wrote it is called back.
pub async fn begin_with(turn: &Turn, request: &Request) -> Result {
    let contacts = clients::contacts(&mut turn.db(), request.client).await?;
    let theirs = contacts.iter().find(|contact| contact.person.is_some() && contact.person == request.person);
    let phone = theirs.or(contacts.first()).and_then(|contact| contact.phone.as_ref()).map(ToString::to_string);
    turn.open(&HandOver::of_request(request, phone.unwrap_or_default())).await
}

/// An answer to the form.
pub async fn answer(turn: Turn, mut state: HandOver, said: Said) -> Result {
    if let Some(file) = said.attached(turn.update()) {
        if state.what.is_empty() {
            file.file.caption.clone_into(&mut state.what);
        }
        state.attached.push(file);
        state.on();
        return turn.ask(&state).await;
    }
    match (state.at.open(), said) {
        (At::Client, Said::Text(words)) => match pick(&turn, &words).await? {
            Ok(client) => {
                state.client = Some(client.id);
                prefill(&turn, &mut state).await?;
                state.on();
            }
            Err((why, choices)) => return turn.again_with(why, choices).await,
        },
        (At::Client, Said::Choice(choice)) => {
            let client = Id::from_short(&choice);
            let client = match client {
                Some(id) => clients::by_id(&mut turn.db(), turn.scope(), id).await?,
                None => None,
            };
            let Some(client) = client else { return turn.again(t!("client-absent")).await };
            state.client = Some(client.id);
            prefill(&turn, &mut state).await?;
            state.on();
        }
        (At::What | At::Urgency, Said::Text(text)) if is_enough(&text, &[]) => {
            state.what = text.trim().chars().take(LONGEST).collect();
            state.on();
        }
        (At::What, _) => return turn.again(t!("handing-hint-what")).await,
        (At::Urgency, Said::Choice(choice)) => {
            let Ok(urgency) = choice.parse() else { return turn.again(t!("frame-press-a-button")).await };
            state.urgency = Some(urgency);
            state.on();
        }
        (At::Callback, Said::Text(text)) => {
            let Some(phone) = Phone::parse(&text) else { return turn.again(t!("handing-hint-callback")).await };
            state.callback = phone.to_string();
            state.on();
        }
        (At::Who, Said::Text(text)) if !text.trim().is_empty() => {
            state.who = text.trim().chars().take(100).collect();
            state.on();
        }
        (At::Place, Said::Text(text)) if !text.trim().is_empty() => {
            state.place = text.trim().chars().take(200).collect();
            state.on();
        }
        (At::Who | At::Place | At::Callback, Said::Choice(choice)) => {
            match state.at.open() {
                At::Who => state.who = choice,
                At::Place => state.place = choice,
                _ => state.callback = choice,
            }
            state.on();
        }
        (At::Review, Said::Choice(choice)) => match choice.as_str() {
            SAVE => return save(&turn, state).await,
            "what" => state.at.go(At::What),
            "urgency" => state.at.go(At::Urgency),
            "who" => state.at.go(At::Who),
            "callback" => state.at.go(At::Callback),
            "place" => state.at.go(At::Place),
            _ => return turn.again(t!("frame-press-a-button")).await,
        },
        (At::Same, Said::Choice(choice)) if choice == "new" => {
            state.is_new = true;
            return save(&turn, state).await;
        }
        (At::Same, Said::Choice(choice)) => return add_to(&turn, &state, &choice).await,
        _ => return turn.again(t!("frame-press-a-button")).await,
    }
    turn.ask(&state).await
}

/// The client meant by words, or whom to choose from.
async fn pick(turn: &Turn, words: &str) -> Result<Result<Client, (Text, Vec<Button>)>> {
    let found = clients::find(&mut turn.db(), turn.scope(), words, turn.today()).await?;
    if let [hit] = found.iter().filter(|hit| hit.exact).collect::<Vec<_>>()[..] {
        return Ok(Ok(hit.client.clone()));
    }
    if found.is_empty() {
        return Ok(Err((t!("client-not-found", query = words), Vec::new())));
    }
    Ok(Err((t!("handing-which-client"), clients::choices(&found))))
}

/// Who told it and whom to call back: the first contact person, until somebody says otherwise.
async fn prefill(turn: &Turn, state: &mut HandOver) -> Result {
    let Some(client) = state.client else { return Ok(()) };
    let contacts = clients::contacts(&mut turn.db(), client).await?;
    if let Some(contact) = contacts.first() {
        if state.who.is_empty() {
            state.who = contact.who();
        }
        if state.callback.is_empty() {
            state.callback = contact.phone.as_ref().map(ToString::to_string).unwrap_or_default();
        }
    }
    Ok(())
}

/// Stores it, unless something that sounds alike was handed over within a week.
async fn save(turn: &Turn, mut state: HandOver) -> Result {
    let (Some(client), Some(urgency)) = (state.client, state.urgency) else {
        return Err(Error::other("a hand-over without a client or an urgency passed the review"));
    };
    let client = seen(turn, &state, client).await?;
    if !state.is_new && alike(turn, &state, &client).await?.is_some() {
        state.at.go(At::Same);
        return turn.ask(&state).await;
    }
    let request = match state.request {
        Some(id) => support::writable(turn, id).await?.ok_or_else(|| Error::User(t!("request-absent")))?,
        None => by_phone(turn, &state, &client).await?,
    };
    let handover = Handover {
        request: request.id,
        urgency,
        what: state.what.clone(),
        place: state.place.clone(),
        callback: state.callback.clone(),
        stage: Stage::New,
        handed_by: turn.me().id,
        handed_at: turn.stamp(),
        support: None,
        question: String::new(),
        answer: String::new(),
        solved_at: None,
    };
    let event = support::hand_over(turn, &request, &handover).await?;
    let screen = Screen::new(t!("handing-done", number = request.shown(), client = &client.name))
        .line(views::at_support(&handover))
        .about(client.id)
        .row([super::undo_button(event), super::press::button(t!("request-open"), &request, super::press::Deed::Show)]);
    turn.finish(screen).await
}

/// The client, if the person may still see it: by scope, or by the request that is theirs.
async fn seen(turn: &Turn, state: &HandOver, client: Id<Client>) -> Result<Client> {
    let absent = || Error::User(t!("client-absent"));
    if let Some(request) = state.request {
        support::writable(turn, request).await?.ok_or_else(absent)?;
        return clients::known(&mut turn.db(), client).await?.ok_or_else(absent);
    }
    clients::by_id(&mut turn.db(), turn.scope(), client).await?.ok_or_else(absent)
}

/// What was told on the phone becomes a request: the client waits for an answer, unless the call was one.
async fn by_phone(turn: &Turn, state: &HandOver, client: &Client) -> Result<Request> {
    let who = if state.who.is_empty() { client.name.clone() } else { state.who.clone() };
    let words = Words { text: &state.what, attached: &state.attached, direct: false };
    let request = thread::begin_about(turn, client, None, who, &words, About::Question).await?;
    thread::keep(turn, &request, Side::Note, &words).await?;
    debug_assert!(request.channel == Channel::Phone, "nobody of theirs is in the chat");
    turn.happened("request.told", Some(client.id), request.id, &()).await?;
    Ok(request)
}

/// What sounds alike among what was handed over within a week.
async fn alike(turn: &Turn, state: &HandOver, client: &Client) -> Result<Option<Request>> {
    let since = Timestamp::from(turn.now() - ALIKE);
    let found = queries::since(&mut turn.db(), client.id, since).await?;
    for request in found {
        if Some(request.id) == state.request {
            continue;
        }
        let handover = handovers::of(&mut turn.db(), request.id).await?;
        let at_it = handover.filter(|handover| handover.stage != Stage::Declined);
        if at_it.is_some_and(|handover| is_similar(&handover.what, &state.what)) {
            return Ok(Some(request));
        }
    }
    Ok(None)
}

/// It is the same: what was told is added to the request that is there.
async fn add_to(turn: &Turn, state: &HandOver, choice: &str) -> Result {
    let id = Id::from_short(choice).ok_or_else(|| Error::User(t!("request-absent")))?;
    let request = support::writable(turn, id).await?.ok_or_else(|| Error::User(t!("request-absent")))?;
    let words = Words { text: &state.what, attached: &state.attached, direct: false };
    thread::keep(turn, &request, Side::Note, &words).await?;
    turn.happened("request.added", Some(request.client), request.id, &()).await?;
    support::told_more(turn, &request, state.urgency()).await?;
    let screen = Screen::new(t!("handing-added", number = request.shown()))
        .about(request.client)
        .row([super::press::button(t!("request-open"), &request, super::press::Deed::Show)]);
    turn.finish(screen).await
}

impl Dialogue for HandOver {
    const NAME: &'static str = "handover";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        let client = match self.client {
            Some(id) => clients::known(&mut turn.db(), id).await?,
            None => None,
        };
        Ok(client.map_or_else(|| t!("handing-header"), |client| t!("handing-header-client", client = client.name)))
    }

    async fn show(&self, turn: &Turn, _page: &str) -> Result<Question> {
        let mut question = Question::new(self.title(turn).await?, self.ask());
        question.filled = self.fields();
        question.can_go_back = self.at.can_go_back();
        let ready = self.is_ready();
        question.can_review = ready && self.at.open() != At::Review;
        let choice = |label, choice: &str| Button::choice(label, choice);
        match self.at.open() {
            At::Client => {
                let recent = clients::recent(&mut turn.db(), turn.scope(), 5).await?;
                let button = |client: &Client| Button::choice(Text::verbatim(&client.name), client.id.short());
                question.rows = recent.iter().map(|client| vec![button(client)]).collect();
            }
            At::What | At::Place => question.number_is_answer = true,
            At::Urgency => {
                question.rows =
                    Urgency::ALL.map(|urgency| vec![choice(views::urgency(urgency), urgency.name())]).to_vec();
            }
            At::Who | At::Callback => {
                question.number_is_answer = self.at.open() == At::Callback;
                let contacts = match self.client {
                    Some(client) => clients::contacts(&mut turn.db(), client).await?,
                    None => Vec::new(),
                };
                for contact in contacts.iter().take(6) {
                    let who = Text::Verbatim(contact.who());
                    let value = if self.at.open() == At::Who {
                        Some(contact.name.clone())
                    } else {
                        contact.phone.as_ref().map(ToString::to_string)
                    };
                    question.rows.extend(value.map(|value| vec![Button::choice(who, value)]));
                }
            }
            At::Same => {
                let client = match self.client {
                    Some(id) => clients::known(&mut turn.db(), id).await?,
                    None => None,
                };
                if let Some(client) = client
                    && let Some(request) = alike(turn, self, &client).await?
                {
                    let label = t!("handing-add-to", number = request.shown());
                    question.filled.push(t!("handing-alike", number = request.shown(), text = request.essence));
                    question.rows.push(vec![Button::choice(label, request.id.short())]);
                }
                question.rows.push(vec![choice(t!("handing-new"), "new")]);
            }
            At::Review => {
                question.rows = vec![
                    vec![choice(t!("handing-send"), SAVE)],
                    vec![choice(t!("handing-edit-what"), "what"), choice(t!("handing-edit-urgency"), "urgency")],
                    vec![
                        choice(t!("handing-edit-who"), "who"),
                        choice(t!("handing-edit-callback"), "callback"),
                        choice(t!("handing-edit-place"), "place"),
                    ],
                ];
            }
        }
        Ok(question)
    }

    fn filled(&self) -> usize {
        usize::from(self.client.is_some() && self.request.is_none())
            + usize::from(!self.what.is_empty())
            + usize::from(self.urgency.is_some())
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(mut self) -> Option<Self> {
        if !self.is_ready() {
            return None;
        }
        self.at.go(At::Review);
        Some(self)
    }
}

impl HandOver {
    fn urgency(&self) -> Urgency {
        self.urgency.unwrap_or(Urgency::Question)
    }

    fn is_ready(&self) -> bool {
        let told = is_enough(&self.what, &self.attached);
        self.client.is_some() && told && self.urgency.is_some() && !self.callback.is_empty()
    }

    fn ask(&self) -> Text {
        match self.at.open() {
            At::Client => t!("handing-ask-client"),
            At::What => t!("handing-ask-what"),
            At::Urgency => t!("handing-ask-urgency"),
            At::Who => t!("handing-ask-who"),
            At::Callback => t!("handing-ask-callback"),
            At::Place => t!("handing-ask-place"),
            At::Same => t!("handing-ask-same"),
            At::Review => t!("handing-ask-review"),
        }
    }

    fn fields(&self) -> Vec<Text> {
        let words = |words: &str, make: fn(String) -> Text| (!words.is_empty()).then(|| make(words.to_owned()));
        let files = (!self.attached.is_empty()).then(|| t!("said-files", count = self.attached.len()));
        [
            words(&self.what, |what| t!("handover-what", what = what)),
            files,
            self.urgency.map(views::urgency),
            words(&self.who, |who| t!("request-from", who = who)),
            words(&self.callback, |phone| t!("handover-callback", phone = phone)),
            words(&self.place, |place| t!("handover-place", place = place)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
