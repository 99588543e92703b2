//! What the person answers, read with what the answer needs from the database.

use super::{
    asking::{ANY, EDITS, HORIZON, READY, SATURDAYS, TICK, hint},
    dialogue::{Answer, At, NeedInstallation},
    facts,
};
use crate::{
    bot::{dialogue::SKIP, frame::SAVE, said::Said, turn::Turn, widgets::DayChoice},
    clients,
    db::Id,
    error::Result,
    features::{
        deliveries,
        installations::model::{Goods, Work},
    },
    people::{self, Role},
    phone::Phone,
    slots::Lasts,
    t,
    text::Text,
};

/// The longest words of a field, characters.
const LONGEST: usize = 300;
/// A client's name is looked for in so many first words.
const NAME: usize = 4;
/// Nothing takes longer, days.
const MOST_DAYS: u32 = 20;

/// `Ромашка шлагбаум`: whose and what, as far as that is said; and what could not be taken.
pub async fn begin(turn: &Turn, words: &str) -> Result<(NeedInstallation, Option<Text>)> {
    let mut form = NeedInstallation::begin();
    let split: Vec<&str> = words.split_whitespace().collect();
    let mut rest = split.as_slice();
    let mut why = None;
    for count in (1..=split.len().min(NAME)).rev() {
        let found = clients::find(&mut turn.db(), turn.scope(), &split[..count].join(" "), turn.today()).await?;
        if let Some(hit) = found.iter().find(|hit| hit.exact) {
            form = form.of_client(turn, hit.client.id, None).await?;
            rest = &split[count..];
            break;
        }
        if count == 1 {
            if found.is_empty() {
                why = Some(t!("client-not-found", query = split[0]));
            } else {
                form.query = Some(split[0].to_owned());
                rest = &split[1..];
            }
        }
    }
    if form.work.is_none()
        && let Some(work) = facts::work_of(&rest.join(" "))
    {
        form.mount(work, facts::scope(work, turn), facts::lasts(work));
    }
    Ok((form, why))
}

/// Reads an answer.
pub async fn understand(turn: &Turn, state: &NeedInstallation, said: &Said) -> Result<Answer> {
    let at = state.at.open();
    Ok(match said {
        Said::Choice(choice) if choice == SKIP => Answer::Skip,
        Said::Choice(choice) => chosen(turn, state, choice).await?,
        Said::Contact { phone: Some(phone), name, .. } if matches!(at, At::Contact | At::Phone) => {
            Answer::Contact(name.clone(), phone.clone())
        }
        Said::Text(text) => typed(turn, state, text.trim()).await?,
        _ => Answer::Wrong(hint(at)),
    })
}

/// The form with a client in it.
async fn of(turn: &Turn, state: &NeedInstallation, client: Id<clients::Client>) -> Result<Answer> {
    let (work, scope, lasts) = (state.work, state.scope.clone(), state.lasts);
    let mut form = NeedInstallation { at: state.at.clone(), ..NeedInstallation::begin() };
    form = form.of_client(turn, client, None).await?;
    if work.is_some() {
        (form.work, form.scope, form.lasts) = (work, scope, lasts);
    }
    Ok(Answer::Of(Box::new(form)))
}

/// A button of the form.
async fn chosen(turn: &Turn, state: &NeedInstallation, choice: &str) -> Result<Answer> {
    let at = state.at.open();
    let wrong = || Answer::Wrong(hint(at));
    Ok(match (at, choice) {
        (At::Review, SAVE) => {
            let missing = state.missing();
            if missing.is_empty() { Answer::Save } else { Answer::Edit(missing[0]) }
        }
        (At::Review, SATURDAYS) => Answer::Saturdays,
        (At::Review, name) => {
            EDITS.iter().find(|(_, known)| *known == name).map_or_else(wrong, |(at, _)| Answer::Edit(*at))
        }
        (At::Scope, READY) => Answer::Ready,
        (At::Scope, line) => {
            line.strip_prefix(TICK).and_then(|line| line.parse().ok()).map_or_else(wrong, Answer::Tick)
        }
        (At::Client, id) => match Id::from_short(id) {
            Some(id) => of(turn, state, id).await?,
            None => wrong(),
        },
        (At::Work, name) => name.parse::<Work>().map_or_else(|_| wrong(), |work| mounted(turn, work)),
        (At::Lasts, name) => name.parse::<Lasts>().map_or_else(|_| wrong(), Answer::Lasts),
        (At::Engineer, ANY) => Answer::Engineer(None),
        (At::Engineer, id) => {
            let all = people::all_with_role(&mut turn.db(), Role::Engineer).await?;
            let wanted = all.into_iter().find(|person| person.id.short() == id);
            wanted.map_or_else(wrong, |person| Answer::Engineer(Some((person.id, person.name))))
        }
        (At::Goods, name) => match (name.parse::<Goods>(), state.client) {
            (Ok(Goods::Delivery), _) | (Err(_), None) => wrong(),
            (Ok(goods), _) => Answer::Goods(goods),
            (Err(_), Some(client)) => {
                let all = deliveries::of_client(&mut turn.db(), client).await?;
                let known = all.iter().find(|delivery| delivery.id.short() == name);
                known.map_or_else(wrong, |delivery| Answer::Delivery(delivery.id))
            }
        },
        (At::Address, id) => {
            let sites = match state.client {
                Some(client) => clients::sites(&mut turn.db(), client).await?,
                None => Vec::new(),
            };
            let site = sites.into_iter().find(|site| site.id.short() == id);
            site.map_or_else(wrong, |site| Answer::Site(site.id, site.address))
        }
        (At::Contact, id) => {
            let contacts = match state.client {
                Some(client) => clients::contacts(&mut turn.db(), client).await?,
                None => Vec::new(),
            };
            let contact = contacts.into_iter().find(|contact| contact.id.short() == id);
            match contact.and_then(|contact| Some((contact.name, contact.phone?))) {
                Some((name, phone)) => Answer::Contact(name, phone),
                None => wrong(),
            }
        }
        (At::GoodsOn | At::Ready, day) => a_day(turn, day),
        (At::Entry | At::Note | At::Phone, _) => wrong(),
    })
}

fn mounted(turn: &Turn, work: Work) -> Answer {
    Answer::Work(work, facts::scope(work, turn), facts::lasts(work))
}

fn a_day(turn: &Turn, words: &str) -> Answer {
    DayChoice::ahead(turn, HORIZON).read(words).map_or_else(Answer::Wrong, Answer::Day)
}

/// Typed words.
async fn typed(turn: &Turn, state: &NeedInstallation, text: &str) -> Result<Answer> {
    let at = state.at.open();
    let wrong = || Answer::Wrong(hint(at));
    if text.is_empty() {
        return Ok(wrong());
    }
    let words = || text.chars().take(LONGEST).collect::<String>();
    Ok(match at {
        At::Client => {
            let found = clients::find(&mut turn.db(), turn.scope(), text, turn.today()).await?;
            match found.iter().find(|hit| hit.exact) {
                Some(hit) => of(turn, state, hit.client.id).await?,
                None if found.is_empty() => Answer::Wrong(t!("client-not-found", query = text)),
                None => Answer::Unsure(text.to_owned()),
            }
        }
        At::Work => facts::work_of(text).map_or_else(wrong, |work| mounted(turn, work)),
        At::Address | At::Entry | At::Scope | At::Note => Answer::Words(words()),
        At::Contact => contact(text).unwrap_or_else(wrong),
        At::Phone => Phone::parse(text).map_or_else(wrong, Answer::Phone),
        At::Lasts => lasts(text).map_or_else(wrong, Answer::Lasts),
        At::GoodsOn | At::Ready => a_day(turn, text),
        At::Review | At::Engineer | At::Goods => wrong(),
    })
}

/// `Иван +7 916 123-45-67`, or a name whose number is asked for next.
fn contact(text: &str) -> Option<Answer> {
    let at = text.find(|c: char| c == '+' || c.is_ascii_digit());
    let (name, phone) = at.map_or((text, ""), |at| text.split_at(at));
    let name = name.trim().trim_end_matches(',').to_owned();
    match (name.as_str(), Phone::parse(phone)) {
        ("", _) => None,
        (_, Some(phone)) => Some(Answer::Contact(name, phone)),
        (_, None) if phone.is_empty() => Some(Answer::Named(name)),
        _ => None,
    }
}

/// `4`, `4 часа`, `2 дня`.
fn lasts(text: &str) -> Option<Lasts> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let number: u32 = digits.parse().ok()?;
    let unit = text[digits.len()..].trim().to_lowercase();
    if unit.starts_with('д') || unit.starts_with("day") {
        let lasts = if number == 1 { Lasts::Hours(8) } else { Lasts::Days(number) };
        return (1..=MOST_DAYS).contains(&number).then_some(lasts);
    }
    matches!(number, 2 | 4 | 8).then_some(Lasts::Hours(number))
}
