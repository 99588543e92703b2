//! The thread of a request: what the client writes comes to us, what we write goes to the client, edits and files follow.
//! Notes stay in the house.

use super::{
    audience, client_views, ending,
    model::{Deed, Request, Said, Side, State},
    queries::{self, NewSaid, Shown},
    support, views, waits,
};
use crate::{
    bot::{
        governor::{self, Matter, Writing, Written},
        outbox::{self, Class, Letter},
        said::Attached,
        screen::Screen,
        turn::Turn,
    },
    calendar::Moment,
    clients::{self, Client},
    db::{Conn, Id},
    error::{Error, Result},
    features::hello,
    news::News,
    people::{self, Person},
    t,
};

/// The longest first words kept as the essence, characters.
const ESSENCE: usize = 200;

/// Words and files of one message.
#[derive(Debug, Clone, Default)]
pub struct Words<'a> {
    pub text: &'a str,
    pub attached: &'a [Attached],
    /// They stand in the message being handled: an edit of it is an edit of them.
    pub direct: bool,
}

/// Longer words do not stand on our cards as a whole, characters: the message itself is copied below. The card of a new
/// request shows a line of them, a message passed on nearly all of them.
const WHOLE: (usize, usize) = (150, 3500);

impl Words<'_> {
    /// They stand beside a file, and go with it.
    fn is_caption(&self) -> bool {
        !self.attached.is_empty()
            && (self.text.is_empty() || self.attached.iter().any(|file| file.file.caption == self.text))
    }
}

/// The contact person writes: into the request they reply to, the one that is open, or a new one. Returns it, and whether
/// a wait for our answer has begun with it.
pub async fn client_writes(
    turn: &Turn,
    client: &Client,
    to: Option<Request>,
    words: &Words<'_>,
) -> Result<(Request, bool)> {
    let me = turn.me();
    let open = match to {
        Some(request) => Some(request),
        None => queries::open_of(&mut turn.db(), me.id, client.id).await?,
    };
    let new = open.is_none();
    let request = match open {
        Some(request) => request,
        None => begin(turn, client, Some(me), client_views::who(turn, client, me).await?, words).await?,
    };
    if request.state == State::Closed {
        queries::set_state(&mut turn.db(), request.id, State::Open, turn.stamp()).await?;
    }
    let said = keep(turn, &request, Side::Client, words).await?;
    let waits = client_waits(&mut turn.db(), &request, turn.moment()).await?;
    if let Some(handover) = support::of(turn, request.id).await? {
        support::go(turn, &request, handover, Deed::Told).await?;
    }
    let everybody = audience::of(&mut turn.db(), &request).await?;
    for person in everybody {
        if new {
            show(&mut turn.db(), &request, &person, &format!("request:{}", request.id), turn.moment()).await?;
        } else if !words.is_caption() {
            let screen = views::client_said(&request, client, words.text);
            pass_on(turn, &request, &person, said, &screen).await?;
        }
        copy(turn, &request, &person, said, words.attached, &request.who).await?;
        let whole = if new { WHOLE.0 } else { WHOLE.1 };
        if words.direct && !words.is_caption() && words.text.chars().count() > whole {
            copy_words(turn, &request, &person, said).await?;
        }
    }
    let deed = if new { "request.opened" } else { "request.wrote" };
    turn.happened(deed, Some(client.id), request.id, &said).await?;
    tell_of(turn, &request, words.text).await?;
    Ok((request, waits))
}

/// Other rooms hear what the client has written.
async fn tell_of(turn: &Turn, request: &Request, words: &str) -> Result {
    let (client, request, words) = (request.client, request.id.cast(), words.to_owned());
    turn.publish(News::ClientWrote { client, request, words }).await
}

/// A new request: its row and its first words.
pub async fn begin(
    turn: &Turn,
    client: &Client,
    person: Option<&Person>,
    who: String,
    words: &Words<'_>,
) -> Result<Request> {
    begin_about(turn, client, person, who, words, super::model::About::Question).await
}

/// The same for any matter.
pub async fn begin_about(
    turn: &Turn,
    client: &Client,
    person: Option<&Person>,
    who: String,
    words: &Words<'_>,
    about: super::model::About,
) -> Result<Request> {
    let owner = match client.owner {
        Some(owner) => people::present(&mut turn.db(), owner).await?.map(|person| person.id),
        None => None,
    };
    let essence = words.text.chars().take(ESSENCE).collect();
    let begun = queries::begun(client, person.map(|person| person.id), &who, about, turn.stamp());
    queries::insert(&mut turn.db(), &Request { owner, essence, ..begun }).await
}

/// Writes what the acting person has just said into the thread.
pub async fn keep(turn: &Turn, request: &Request, side: Side, words: &Words<'_>) -> Result<Id<Said>> {
    let update = turn.update();
    let source = update.message_id.filter(|_| words.direct).map(|message| (update.chat, message));
    let (text, attached) = (words.text, words.attached);
    let new = NewSaid { request: request.id, author: Some(turn.me().id), side, text, attached, source };
    queries::say(&mut turn.db(), new, turn.stamp()).await
}

/// The client waits for us: a wait begins, or one that stood still goes on. A burst of messages is one wait.
pub async fn client_waits(conn: &mut Conn, request: &Request, moment: Moment<'_>) -> Result<bool> {
    match waits::open_of(conn, request.id).await? {
        None => {
            waits::start(conn, request, moment.now.into()).await?;
            Ok(true)
        }
        Some(mut wait) => {
            wait.clock = wait.clock.resume(moment.now);
            waits::store(conn, &wait).await?;
            Ok(false)
        }
    }
}

/// Sends somebody the card of a request, once per key. It makes no sound outside their hours (PRODUCT Pr5).
pub async fn show(conn: &mut Conn, request: &Request, person: &Person, key: &str, moment: Moment<'_>) -> Result {
    let screen = views::card(conn, request, person, moment).await?;
    let key = format!("{key}:{}", person.id);
    let letter = letter(person, &screen, Some(key), moment);
    let Some(letter) = letter else { return Ok(()) };
    if let Some(card) = outbox::send(conn, letter).await? {
        let shown = Shown { card, request: request.id, person: person.id, said: None, media: 0 };
        queries::put_card(conn, &shown).await?;
    }
    Ok(())
}

fn letter<'a>(person: &Person, screen: &'a Screen, key: Option<String>, moment: Moment<'_>) -> Option<Letter<'a>> {
    let silent = !person.working_time(moment.calendar).is_open(moment.now);
    let chat = person.tg_id?;
    Some(Letter { class: Class::Alert, key, silent, ..Letter::reply(chat, person.reader(moment.now), screen) })
}

/// Passes a message of the thread on to one of us.
async fn pass_on(turn: &Turn, request: &Request, person: &Person, said: Id<Said>, screen: &Screen) -> Result {
    let key = format!("said:{said}:{}", person.id);
    let Some(letter) = letter(person, screen, Some(key), turn.moment()) else { return Ok(()) };
    let card = outbox::send(&mut turn.db(), letter).await?;
    if let Some(card) = card {
        let shown = Shown { card, request: request.id, person: person.id, said: Some(said), media: 0 };
        queries::put_card(&mut turn.db(), &shown).await?;
    }
    Ok(())
}

/// Copies a long message as it was written.
async fn copy_words(turn: &Turn, request: &Request, person: &Person, said: Id<Said>) -> Result {
    let Some(message_id) = turn.update().message_id else { return Ok(()) };
    let screen = views::beside(request, &request.who, "");
    let key = format!("whole:{said}:{}", person.id);
    let Some(letter) = letter(person, &screen, Some(key), turn.moment()) else { return Ok(()) };
    let copied = outbox::copy(&mut turn.db(), letter, (turn.update().chat, message_id), Some(request.client)).await?;
    if let Some(card) = copied {
        queries::put_foreign_card(&mut turn.db(), card, request.id, person.id).await?;
    }
    Ok(())
}

/// Copies files of a message to somebody, with the name of who sent them beside.
async fn copy(
    turn: &Turn,
    request: &Request,
    person: &Person,
    said: Id<Said>,
    attached: &[Attached],
    who: &str,
) -> Result {
    for file in attached {
        let screen = views::beside(request, who, &file.file.caption);
        let key = format!("file:{}:{}:{}", file.chat, file.message_id, person.id);
        let Some(letter) = letter(person, &screen, Some(key), turn.moment()) else { continue };
        copy_as(&mut turn.db(), request, person, said, file, letter).await?;
    }
    Ok(())
}

async fn copy_as(
    conn: &mut Conn,
    request: &Request,
    person: &Person,
    said: Id<Said>,
    file: &Attached,
    letter: Letter<'_>,
) -> Result {
    let copied = outbox::copy(conn, letter, (file.chat, file.message_id), Some(request.client)).await?;
    if let Some(card) = copied {
        let shown = Shown { card, request: request.id, person: person.id, said: Some(said), media: 1 };
        queries::put_card(conn, &shown).await?;
    }
    Ok(())
}

/// Copies every file of a thread to somebody: again, if they had them before.
pub async fn copy_all(turn: &Turn, request: &Request, person: &Person) -> Result {
    let Some(chat) = person.tg_id else { return Ok(()) };
    let thread = queries::thread(&mut turn.db(), request.id, 100).await?;
    for said in thread {
        for file in &said.attached {
            let screen = views::beside(request, &said.name, &file.file.caption);
            let letter = Letter::reply(chat, person.reader(turn.now()), &screen);
            copy_as(&mut turn.db(), request, person, said.id, file, letter).await?;
        }
    }
    Ok(())
}

/// The contact person a request is answered to: who wrote it or, if it was told by phone, who uses the bot there.
pub async fn addressee(conn: &mut Conn, request: &Request) -> Result<Option<Person>> {
    if let Some(person) = request.person {
        return people::present(conn, person).await;
    }
    Ok(clients::people_of(conn, request.client).await?.into_iter().next())
}

/// One of us writes to the client. It ends the wait, and takes a request nobody had.
pub async fn answer(turn: &Turn, request: &Request, words: &Words<'_>) -> Result<(Id<Said>, Person, Written)> {
    let person = addressee(&mut turn.db(), request).await?;
    let Some(person) = person else { return Err(Error::User(t!("request-no-chat"))) };
    let said = keep(turn, request, Side::Us, words).await?;
    let name = &turn.me().name;
    // A file without a word is announced: whatever goes out keeps to the client's hours.
    let screen = if words.text.is_empty() {
        client_views::beside_to_client(name, "")
    } else {
        client_views::to_client(name, words.text)
    };
    let written = write(turn, request, &person, &screen, Matter::Answer, &format!("answer:{said}")).await?;
    if let Some(card) = written.card() {
        let shown = Shown { card, request: request.id, person: person.id, said: Some(said), media: 0 };
        queries::put_card(&mut turn.db(), &shown).await?;
    }
    let later = if let Written::Later(_, at, _) = written { Some(at.into()) } else { None };
    for file in words.attached {
        let Some(chat) = person.tg_id else { break };
        let caption = if file.file.caption == words.text { "" } else { &file.file.caption };
        let screen = client_views::beside_to_client(&turn.me().name, caption);
        let letter = Letter { not_before: later, ..Letter::reply(chat, person.reader(turn.now()), &screen) };
        copy_as(&mut turn.db(), request, &person, said, file, letter).await?;
    }
    answered(turn, request, said).await?;
    Ok((said, person, written))
}

/// Writes to a client through the governor.
pub async fn write(
    turn: &Turn,
    request: &Request,
    person: &Person,
    screen: &Screen,
    matter: Matter,
    key: &str,
) -> Result<Written> {
    let client = clients::known(&mut turn.db(), request.client).await?;
    let Some(client) = client else { return Ok(Written::Nothing) };
    let wrote_at = queries::client_wrote_at(&mut turn.db(), request.id).await?.map(|at| at.0);
    let writing =
        Writing { client: &client, person, matter, key: key.to_owned(), screen, objections: Vec::new(), wrote_at };
    governor::write(&mut turn.db(), writing, turn.moment()).await
}

/// What an answer of one of us means for the request.
pub async fn answered(turn: &Turn, request: &Request, said: Id<Said>) -> Result {
    let me = turn.me().id;
    if request.owner.is_none() && turn.me().is_any(super::ANSWERERS) {
        queries::take(&mut turn.db(), request.id, me).await?;
    }
    ending::by_answer(&mut turn.db(), request.id, me, said, turn.moment()).await?;
    turn.publish(News::Answered { client: request.client, request: request.id.cast(), by: me }).await?;
    turn.publish(News::Changed { rule: super::E1, client: Some(request.client) }).await?;
    refresh(&mut turn.db(), request.id, turn.moment()).await
}

/// Whoever wrote a message of a thread has changed it: so are its copies.
pub async fn reword(turn: &Turn, said: Id<Said>, request: &Request, side: Side, text: &str) -> Result {
    queries::reword(&mut turn.db(), said, text, turn.stamp()).await?;
    let client = clients::known(&mut turn.db(), request.client).await?;
    let Some(client) = client else { return Ok(()) };
    let moment = turn.moment();
    let copies = queries::copies(&mut turn.db(), said).await?;
    for copy in copies {
        let Some(person) = people::present(&mut turn.db(), copy.person).await? else { continue };
        let Some(chat) = person.tg_id else { continue };
        let screen = match (side, copy.media) {
            (Side::Us, 1) => client_views::beside_to_client(&turn.me().name, text),
            (Side::Us, _) => client_views::to_client(&turn.me().name, text),
            (_, 1) => views::beside(request, &request.who, text),
            (..) => views::client_said_anew(request, &client, text),
        };
        let letter = Letter::reply(chat, person.reader(moment.now), &screen);
        if copy.media == 1 {
            outbox::edit_caption(&mut turn.db(), copy.card, letter).await?;
        } else {
            outbox::edit(&mut turn.db(), copy.card, letter).await?;
        }
    }
    if side == Side::Client {
        tell_of(turn, request, text).await?;
    }
    refresh(&mut turn.db(), request.id, moment).await
}

/// Every card of a request shows what is true now, each phone its own view of it.
pub async fn refresh(conn: &mut Conn, request: Id<Request>, moment: Moment<'_>) -> Result {
    let Some(request) = queries::known(conn, request).await? else { return Ok(()) };
    for (person, card) in queries::cards(conn, request.id).await? {
        let Some(person) = people::present(conn, person).await? else { continue };
        let Some(chat) = person.tg_id else { continue };
        let is_claim = request.about == super::model::About::Claim;
        let screen = if !person.is_any(hello::STAFF) {
            client_views::status(conn, &request, moment).await?
        } else if !audience::sees(conn, &request, &person).await? {
            queries::forget_card(conn, card).await?;
            Screen::new(t!("request-not-yours", number = request.shown()))
        } else if is_claim {
            continue;
        } else {
            views::card(conn, &request, &person, moment).await?
        };
        outbox::edit(conn, card, Letter::reply(chat, person.reader(moment.now), &screen)).await?;
    }
    Ok(())
}
