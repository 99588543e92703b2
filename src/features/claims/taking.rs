//! The manager's form as it is shown and read.

use super::{
    KEEPERS, card, cards, level,
    model::{Kind, Wish},
    opening::{self, New},
    take::{Answer, At, Step, TakeClaim},
};
use crate::{
    bot::{
        dialogue::{Question, SKIP},
        drafts,
        frame::SAVE,
        said::Said,
        screen::Button,
        shown::Side,
        turn::Turn,
        widgets::DayChoice,
    },
    clients::{self, Client},
    db::Id,
    error::{Error, Result},
    features::invoices,
    money::Money,
    t,
    text::Text,
};

/// A contract's deadline may be so far ahead, days.
const HORIZON: u64 = 180;
/// The choice behind `Готово` of a list.
const READY: &str = "ready";
/// The choice behind `🔥 Сложная`.
const COMPLEX: &str = "complex";

const KINDS: [Kind; 8] = [
    Kind::Equipment,
    Kind::Installation,
    Kind::Delivery,
    Kind::Software,
    Kind::Bill,
    Kind::Staff,
    Kind::Terms,
    Kind::Other,
];
pub(super) const WISHES: [Wish; 6] =
    [Wish::Fix, Wish::Replace, Wish::Refund, Wish::Discount, Wish::Apology, Wish::Other];

/// The review's buttons: what each opens, and its choice.
const EDITS: [(At, &str); 8] = [
    (At::Essence, "essence"),
    (At::Kind, "kind"),
    (At::Wish, "wish"),
    (At::Sum, "sum"),
    (At::Bills, "bills"),
    (At::Written, "written"),
    (At::Contact, "contact"),
    (At::Client, "client"),
];

/// The form's client, if the acting person may see it.
pub async fn client_of(turn: &Turn, state: &TakeClaim) -> Result<Option<Client>> {
    match state.client {
        Some(client) => clients::by_id(&mut turn.db(), turn.scope(), client).await,
        None => Ok(None),
    }
}

/// Read what the step needs, take the step, write what it says.
pub async fn answer(turn: Turn, state: TakeClaim, said: Said) -> Result {
    let answer = understand(&turn, &state, &said).await?;
    match state.step(answer) {
        Step::Ask(next) => turn.ask(&next).await,
        Step::Again(why) => turn.again(why).await,
        Step::Open(state) => save(&turn, *state).await,
    }
}

async fn understand(turn: &Turn, state: &TakeClaim, said: &Said) -> Result<Answer> {
    let at = state.at.open();
    let wrong = || Answer::Wrong(hint(at));
    if let Some(file) = said.attached(turn.update()) {
        return Ok(Answer::Attached(file));
    }
    Ok(match said {
        Said::Choice(choice) if choice == SKIP => Answer::Skip,
        Said::Choice(choice) => match at {
            At::Client => match Id::from_short(choice) {
                Some(id) => clients::by_id(&mut turn.db(), turn.scope(), id)
                    .await?
                    .map_or_else(|| Answer::Wrong(t!("client-absent")), |client| Answer::Client(client.id)),
                None => wrong(),
            },
            At::Kind => choice.parse().map_or_else(|_| wrong(), Answer::Kind),
            At::Wish => choice.parse().map_or_else(|_| wrong(), Answer::Wish),
            At::Bills if choice == READY => Answer::Ready,
            At::Bills => match (client_of(turn, state).await?, Id::from_short(choice)) {
                (Some(client), Some(id)) => {
                    let open = invoices::open_of(&mut turn.db(), client.id).await?;
                    open.iter().find(|bill| bill.id == id).map_or_else(wrong, |bill| Answer::Bill(bill.id))
                }
                _ => wrong(),
            },
            At::Contact => match (client_of(turn, state).await?, Id::from_short(choice)) {
                (Some(client), Some(id)) => {
                    let contact = clients::contact(&mut turn.db(), client.id, id).await?;
                    contact.map_or_else(wrong, |contact| Answer::Contact(contact.id))
                }
                _ => wrong(),
            },
            At::AnswerDue => day(turn, choice),
            At::Review => match choice.as_str() {
                SAVE => Answer::Save,
                COMPLEX => Answer::Complex,
                other => EDITS.iter().find(|(_, name)| *name == other).map_or_else(wrong, |(at, _)| Answer::Edit(*at)),
            },
            At::Essence | At::Sum | At::Written => wrong(),
        },
        Said::Text(text) => match at {
            At::Client => {
                let found = clients::find(&mut turn.db(), turn.scope(), text, turn.today()).await?;
                match found.iter().find(|hit| hit.exact) {
                    Some(hit) => Answer::Client(hit.client.id),
                    None if found.is_empty() => Answer::Wrong(t!("client-not-found", query = text)),
                    None => Answer::Unsure(text.clone()),
                }
            }
            At::Essence | At::Review => Answer::Essence(text.trim().to_owned()),
            At::Sum => {
                Money::parse(text).map_or_else(|| Answer::Wrong(t!("sum-not-understood", words = text)), Answer::Sum)
            }
            At::Written => Answer::Written(text.trim().chars().take(60).collect()),
            At::AnswerDue => day(turn, text),
            At::Kind | At::Wish | At::Bills | At::Contact => wrong(),
        },
        _ => wrong(),
    })
}

fn day(turn: &Turn, words: &str) -> Answer {
    DayChoice::ahead(turn, HORIZON).read(words).map_or_else(Answer::Wrong, Answer::Day)
}

/// The record as it would be opened.
async fn record(turn: &Turn, state: &TakeClaim, client: Client) -> Result<New> {
    let contact = match state.contact {
        Some(contact) => clients::contact(&mut turn.db(), client.id, contact).await?,
        None => None,
    };
    let reader = turn.reader();
    Ok(New {
        who: contact.as_ref().map_or_else(|| t!("claim-by-phone").plain(&reader), clients::Contact::who),
        person: contact.and_then(|contact| contact.person),
        kind: Some(state.kind()),
        wish: Some(state.wish()),
        essence: state.essence.clone(),
        attached: state.attached.clone(),
        sum: state.sum,
        disputed: state.disputed.clone(),
        written: state.written.clone(),
        answer_due: state.answer_due,
        complex: state.complex,
        client,
    })
}

async fn save(turn: &Turn, state: TakeClaim) -> Result {
    if !turn.me().is_any(KEEPERS) {
        return Err(Error::User(t!("client-absent")));
    }
    let client = client_of(turn, &state).await?.ok_or_else(|| Error::User(t!("client-absent")))?;
    let new = record(turn, &state, client).await?;
    let draft = turn.draft().map(|draft| draft.id);
    let (claim, event) = opening::begin(turn, new).await?;
    let me = turn.me().clone();
    let screen = card::screen(&mut turn.db(), &claim, &me, turn.moment()).await?;
    let number = claim.number.to_string();
    turn.finish(card::after(screen, t!("claim-opened", number = number), Some(event))).await?;
    remember(turn, &claim, draft, Side::Us).await
}

/// The card that the form has become is the card of the claim.
pub async fn remember(
    turn: &Turn,
    claim: &super::model::Claim,
    draft: Option<Id<drafts::Draft>>,
    side: Side,
) -> Result {
    let me = turn.me().id;
    let Some(draft) = draft else { return Ok(()) };
    let card = drafts::by_id(&mut turn.db(), me, draft).await?.and_then(|draft| draft.card);
    match card {
        Some(card) => cards::remember(&mut turn.db(), claim, me, side, card).await,
        None => Ok(()),
    }
}

/// The open question.
pub async fn question(turn: &Turn, state: &TakeClaim, page: &str) -> Result<Question> {
    let client = client_of(turn, state).await?;
    let header = match &client {
        Some(client) => t!("claim-header-of", client = &client.name),
        None => t!("claim-header"),
    };
    let at = state.at.open();
    let mut question = Question::new(header, ask(state));
    question.can_go_back = state.at.can_go_back();
    question.can_review =
        at != At::Review && client.is_some() && super::take::says_enough(&state.essence, &state.attached);
    question.number_is_answer = matches!(at, At::Essence | At::Sum | At::Written | At::AnswerDue);
    question.filled = filled(turn, state, client.as_ref()).await?;
    let today = turn.today();
    match at {
        At::Client => {
            let found = match &state.query {
                Some(query) => clients::find(&mut turn.db(), turn.scope(), query, today).await?,
                None => Vec::new(),
            };
            let recent = clients::recent(&mut turn.db(), turn.scope(), 5).await?;
            let recent = recent.iter().map(|client| Button::choice(Text::verbatim(&client.name), client.id.short()));
            let buttons = if found.is_empty() { recent.collect() } else { clients::choices(&found) };
            question.rows = buttons.into_iter().map(|button| vec![button]).collect();
        }
        At::Kind => {
            let kinds = KINDS.map(|kind| Button::choice(card::kind(kind), kind.name()));
            question.rows = kinds.chunks(2).map(<[Button]>::to_vec).collect();
        }
        At::Wish => {
            let wishes = WISHES.map(|wish| Button::choice(card::wish(wish), wish.name()));
            question.rows = wishes.chunks(2).map(<[Button]>::to_vec).collect();
        }
        At::Sum => question.skip = Some(t!("claim-skip-sum")),
        At::Bills => question.rows = bills(turn, state, client.as_ref()).await?,
        At::Written => question.skip = Some(t!("claim-skip-written")),
        At::AnswerDue => {
            DayChoice::ahead(turn, HORIZON).ask(&mut question, page);
            question.skip = Some(t!("claim-skip-deadline"));
        }
        At::Contact => {
            if let Some(client) = &client {
                let contacts = clients::contacts(&mut turn.db(), client.id).await?;
                let button = |contact: &clients::Contact| {
                    vec![Button::choice(Text::Verbatim(contact.who()), contact.id.short())]
                };
                question.rows = contacts.iter().take(8).map(button).collect();
            }
            question.skip = Some(t!("claim-skip-contact"));
        }
        At::Review => {
            let complex = if state.complex { t!("claim-not-complex-button") } else { t!("claim-raise-button") };
            let edits = EDITS.map(|(at, name)| Button::choice(edit(at), name));
            question.rows = vec![vec![Button::choice(t!("frame-save"), SAVE), Button::choice(complex, COMPLEX)]];
            question.rows.extend(edits.chunks(2).map(<[Button]>::to_vec));
        }
        At::Essence => {}
    }
    Ok(question)
}

async fn bills(turn: &Turn, state: &TakeClaim, client: Option<&Client>) -> Result<Vec<Vec<Button>>> {
    let Some(client) = client else { return Ok(Vec::new()) };
    let open = invoices::open_of(&mut turn.db(), client.id).await?;
    let button = |bill: &invoices::Invoice| {
        let label = if state.disputed.contains(&bill.id) {
            t!("claim-bill-in", number = &bill.number, sum = bill.left())
        } else {
            t!("claim-bill-out", number = &bill.number, sum = bill.left())
        };
        vec![Button::choice(label, bill.id.short())]
    };
    let mut rows: Vec<Vec<Button>> = open.iter().take(12).map(button).collect();
    rows.push(vec![Button::choice(t!("claim-ready-button"), READY)]);
    Ok(rows)
}

fn edit(at: At) -> Text {
    match at {
        At::Essence => t!("claim-edit-essence"),
        At::Kind => t!("claim-edit-kind"),
        At::Wish => t!("claim-edit-wish"),
        At::Sum => t!("claim-edit-sum"),
        At::Bills => t!("claim-edit-bills"),
        At::Written | At::AnswerDue => t!("claim-edit-written"),
        At::Contact => t!("claim-edit-contact"),
        At::Client | At::Review => t!("claim-edit-client"),
    }
}

fn ask(state: &TakeClaim) -> Text {
    match (state.at.open(), &state.query) {
        (At::Client, Some(query)) => t!("claim-ask-which", query = query),
        (At::Client, None) => t!("claim-ask-client"),
        (At::Essence, _) if !state.essence.is_empty() => t!("claim-ask-more"),
        (At::Essence, _) => t!("claim-ask-essence"),
        (At::Review, _) => t!("claim-ask-review"),
        (At::Kind, _) => t!("claim-ask-kind"),
        (At::Wish, _) => t!("claim-ask-wish"),
        (At::Sum, _) => t!("claim-ask-sum"),
        (At::Bills, _) => t!("claim-ask-bills"),
        (At::Written, _) => t!("claim-ask-written"),
        (At::AnswerDue, _) => t!("claim-ask-deadline"),
        (At::Contact, _) => t!("claim-ask-contact"),
    }
}

async fn filled(turn: &Turn, state: &TakeClaim, client: Option<&Client>) -> Result<Vec<Text>> {
    let mut lines = Vec::new();
    if !state.essence.is_empty() {
        lines.push(t!("plea-essence", essence = &state.essence));
    }
    if !state.attached.is_empty() {
        lines.push(t!("claim-files", count = state.attached.len()));
    }
    let (At::Review, Some(client)) = (state.at.open(), client) else { return Ok(lines) };
    let new = record(turn, state, client.clone()).await?;
    lines.push(match new.sum {
        Some(sum) => t!("claim-wants-sum", wish = card::wish(state.wish()), sum = sum, kind = card::kind(state.kind())),
        None => t!("claim-wants", wish = card::wish(state.wish()), kind = card::kind(state.kind())),
    });
    lines.extend(new.written.as_ref().map(|number| match new.answer_due {
        Some(day) => t!("claim-written-by", number = number, day = day),
        None => t!("claim-written", number = number),
    }));
    if !new.disputed.is_empty() {
        lines.push(t!("claim-bills", count = new.disputed.len()));
    }
    lines.push(t!("claim-field-who", who = &new.who));
    let reasons = opening::reasons(turn, &new).await?;
    lines.push(if reasons.is_empty() {
        t!("claim-will-be-simple")
    } else {
        t!("claim-will-be-complex", why = level::why(&reasons))
    });
    Ok(lines)
}

/// What kind of answer a question wants.
pub fn hint(at: At) -> Text {
    match at {
        At::Client => t!("client-ask-hint"),
        At::Essence => t!("claim-hint-essence"),
        At::Sum => t!("claim-hint-sum"),
        At::Written => t!("claim-hint-written"),
        At::AnswerDue => t!("task-hint-day"),
        At::Review | At::Kind | At::Wish | At::Bills | At::Contact => t!("frame-press-a-button"),
    }
}
