//! What the person answers, read with what the answer needs from the database.

use super::{
    asking::{ANYWAY, COUNT, DROP, EDITS, MORE, PAPER, READY, SERIALS, VERBATIM, WAY, hint, missing},
    dialogue::{Answer, At, BookDelivery},
    goods,
    plan::{Facts, Plan, facts, numbers, plan},
};
use crate::{
    bot::{dialogue::SKIP, frame::SAVE, said::Said, turn::Turn, widgets::DayChoice},
    clients,
    db::Id,
    error::Result,
    features::deliveries::{
        model::{Line, Transport},
        window::{self, HORIZON, Window, Wrong},
    },
    money::Money,
    phone::Phone,
    t,
    text::Text,
};
use chrono::NaiveDate;

/// The longest words of a field, characters.
const LONGEST: usize = 300;
/// Marks a window on a day nobody works, insisted on.
const INSISTED: char = '!';
/// Nothing heavier is shipped, grams; nothing longer, cm; no more hands.
const HEAVIEST: i64 = 20_000_000;
const LONGEST_SIDE: i64 = 2_000;
const HANDS: i64 = 20;

/// What was heard.
pub enum Heard {
    Answer(Answer),
    /// A window on a day nobody works: it can be insisted on.
    DayOff(Text, Window),
}

/// The choice that insists on a window.
pub fn insisted(window: Window) -> String {
    format!("{}{INSISTED}", window::pack(window))
}

/// Reads an answer.
pub async fn understand(turn: &Turn, state: &BookDelivery, said: &Said) -> Result<Heard> {
    let at = state.at.open();
    if at == At::Client {
        return client(turn, said).await.map(Heard::Answer);
    }
    let Some(facts) = facts(turn, state).await? else { return Ok(Heard::Answer(Answer::Wrong(t!("client-absent")))) };
    let plan = plan(state, &facts, turn.moment());
    if at == At::Window {
        return Ok(a_window(turn, state, (&facts, &plan), said));
    }
    Ok(Heard::Answer(match said {
        Said::Choice(choice) if choice == SKIP => Answer::Skip,
        Said::Choice(choice) => chosen(turn, state, (&facts, &plan), choice).await?,
        Said::Contact { phone: Some(phone), name, .. } if matches!(at, At::Contact | At::Phone) => {
            Answer::Contact(name.clone(), phone.clone())
        }
        Said::Text(text) => typed(turn, state, &plan, text.trim()).await?,
        _ => Answer::Wrong(hint(at)),
    }))
}

async fn client(turn: &Turn, said: &Said) -> Result<Answer> {
    Ok(match said {
        Said::Choice(choice) => match Id::from_short(choice) {
            Some(id) => clients::by_id(&mut turn.db(), turn.scope(), id)
                .await?
                .map_or_else(|| Answer::Wrong(t!("client-absent")), |client| Answer::Client(client.id)),
            None => Answer::Wrong(hint(At::Client)),
        },
        Said::Text(text) => {
            let found = clients::find(&mut turn.db(), turn.scope(), text, turn.today()).await?;
            match found.iter().find(|hit| hit.exact) {
                Some(hit) => Answer::Client(hit.client.id),
                None if found.is_empty() => Answer::Wrong(t!("client-not-found", query = text)),
                None => Answer::Unsure(text.clone()),
            }
        }
        _ => Answer::Wrong(hint(At::Client)),
    })
}

/// A button of the form.
async fn chosen(turn: &Turn, state: &BookDelivery, (facts, plan): (&Facts, &Plan), choice: &str) -> Result<Answer> {
    let at = state.at.open();
    let wrong = || Answer::Wrong(hint(at));
    let number = |prefix: &str| choice.strip_prefix(prefix).and_then(|rest| rest.parse::<usize>().ok());
    if let Some(qty) = number(COUNT).and_then(|qty| i64::try_from(qty).ok()) {
        return Ok(if at == At::Loaders { Answer::Loaders(qty) } else { Answer::Count(qty) });
    }
    if let Some(line) = number(DROP) {
        return Ok(Answer::Drop(line));
    }
    if let Some(line) = number(SERIALS).filter(|line| *line < state.goods.len()) {
        return Ok(Answer::Edit(At::Serials(u32::try_from(line).unwrap_or(0))));
    }
    if let Some(paper) = number(PAPER) {
        return Ok(Answer::Paper(paper));
    }
    Ok(match (at, choice) {
        (_, READY) => Answer::Ready,
        (At::Review, MORE) => Answer::Edit(At::Goods),
        (At::Review, SAVE | ANYWAY) => match (plan.missing.is_empty(), &plan.twin) {
            (false, _) => {
                let lines = plan.missing.iter().map(|at| missing(*at, state)).collect();
                Answer::Wrong(t!("booking-not-yet", missing = Text::Join(lines, ", ")))
            }
            (true, Some(twin)) if choice == SAVE => {
                Answer::Wrong(t!("booking-twin-sure", number = twin.number.to_string()))
            }
            (true, _) => Answer::Save,
        },
        (At::Review, choice) => match choice.strip_prefix(WAY) {
            Some(way) => way.parse().map_or_else(|_| wrong(), Answer::Way),
            None => EDITS.iter().find(|(_, name)| *name == choice).map_or_else(wrong, |(at, _)| Answer::Edit(*at)),
        },
        (At::Goods, VERBATIM) => state.search.as_ref().map_or_else(wrong, |(words, qty, _)| {
            Answer::Lines(vec![Line { item: None, name: words.clone(), qty: *qty, serials: String::new() }])
        }),
        (At::Goods, item) => match Id::from_short(item) {
            Some(id) => crate::features::warehouse::item(&mut turn.db(), id)
                .await?
                .map_or_else(wrong, |item| Answer::Item(item.id, item.name)),
            None => wrong(),
        },
        (At::Transport, name) => name
            .parse::<Transport>()
            .map_or_else(|_| wrong(), |transport| Answer::Transport(transport, plan.fits == Some(transport))),
        (At::Address, id) => {
            let site = facts.sites.iter().find(|site| site.id.short() == id);
            site.map_or_else(wrong, |site| Answer::Words(site.address.clone()))
        }
        (At::Contact, id) => {
            let contact = facts.contacts.iter().find(|contact| contact.id.short() == id);
            match contact.and_then(|contact| Some((contact.name.clone(), contact.phone.clone()?))) {
                Some((name, phone)) => Answer::Contact(name, phone),
                None => wrong(),
            }
        }
        (At::Place, id) => {
            let place = facts.places.iter().find(|place| place.id.short() == id);
            place.map_or_else(wrong, |place| Answer::Place(place.id))
        }
        (At::Invoice, id) => {
            let bill = facts.invoices.iter().find(|bill| bill.id.short() == id);
            bill.map_or_else(wrong, |bill| Answer::Invoice(bill.id))
        }
        _ => wrong(),
    })
}

/// Typed words.
async fn typed(turn: &Turn, state: &BookDelivery, plan: &Plan, text: &str) -> Result<Answer> {
    let at = state.at.open();
    let wrong = || Answer::Wrong(hint(at));
    if text.is_empty() {
        return Ok(wrong());
    }
    let words = || text.chars().take(LONGEST).collect::<String>();
    let whole = |most: i64| text.parse::<i64>().ok().filter(|number| (0..=most).contains(number));
    Ok(match at {
        At::Goods | At::Review => lines(turn, text).await?,
        At::Count => whole(goods::MOST).filter(|qty| *qty > 0).map_or_else(wrong, Answer::Count),
        At::Serials(line) => {
            let (given, wanted) = (
                numbers(text),
                state.goods.get(line as usize).map_or(0, |line| usize::try_from(line.qty).unwrap_or(0)),
            );
            if given.len() == wanted {
                Answer::Words(given.join(", "))
            } else {
                Answer::Wrong(t!("booking-serials-count", given = given.len(), wanted = wanted))
            }
        }
        At::Address | At::Entry | At::TransportWhy | At::Note => Answer::Words(words()),
        At::Contact => contact(text).unwrap_or_else(wrong),
        At::Phone => Phone::parse(text).map_or_else(wrong, Answer::Phone),
        At::Weight => grams(text).map_or_else(wrong, |grams| Answer::Grams(grams, plan.longest.is_some())),
        At::Longest => centimetres(text).map_or_else(wrong, Answer::Centimetres),
        At::Value | At::Insured => Money::parse(text).map_or_else(wrong, Answer::Sum),
        At::Loaders => whole(HANDS).map_or_else(wrong, Answer::Loaders),
        At::Transport | At::Place | At::Papers | At::Invoice | At::Client | At::Window => wrong(),
    })
}

/// Goods named in words: of the stock where the words mean one item, else as they are.
pub async fn lines(turn: &Turn, text: &str) -> Result<Answer> {
    let (mut lines, mut several) = (Vec::new(), None);
    for (words, qty) in goods::read(text) {
        let found = goods::find(&mut turn.db(), &words).await?;
        let line = |item, name| Line { item, name, qty, serials: String::new() };
        match found.as_slice() {
            [item] => lines.push(line(Some(item.id), item.name.clone())),
            [_, _, ..] if several.is_none() && goods::read(text).len() == 1 => several = Some((words, qty)),
            _ => lines.push(line(None, words.chars().take(LONGEST).collect())),
        }
    }
    Ok(match several {
        // A number that was said stands; one that was not is asked for.
        Some((words, qty)) => {
            let said = qty != 1 || text.split_whitespace().count() != words.split_whitespace().count();
            Answer::Several(words, qty, said)
        }
        None if lines.is_empty() => Answer::Wrong(hint(At::Goods)),
        None => Answer::Lines(lines),
    })
}

/// `Пётр +7 916 123-45-67`, in any order.
fn contact(text: &str) -> Option<Answer> {
    let begins = text.find(|c: char| c == '+' || c.is_ascii_digit());
    let Some(begins) = begins else { return Some(Answer::Named(text.to_owned())) };
    let ends = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let phone = Phone::parse(&text[begins..ends])?;
    let name = format!("{} {}", &text[..begins], &text[ends..]);
    let name = name.trim_matches(|c: char| c.is_whitespace() || ",;:-".contains(c)).to_owned();
    Some(Answer::Contact(name, phone)).filter(|answer| !matches!(answer, Answer::Contact(name, _) if name.is_empty()))
}

/// `12,5`, `12.5 кг`, `800 г`: grams.
fn grams(text: &str) -> Option<i64> {
    scaled(text, &[("кг", 1000), ("kg", 1000), ("г", 1), ("g", 1), ("т", 1_000_000)], 1000, HEAVIEST)
}

/// `3 м`, `3,2`, `120 см`: cm. A bare number is metres up to 20, and cm from there on.
fn centimetres(text: &str) -> Option<i64> {
    let bare = text.trim().replace(',', ".").parse::<f64>().ok();
    let usual = if bare.is_some_and(|number| number > 20.0) { 1 } else { 100 };
    scaled(text, &[("см", 1), ("cm", 1), ("м", 100), ("m", 100)], usual, LONGEST_SIDE)
}

/// A number with a unit, as a whole number of the smallest.
fn scaled(text: &str, units: &[(&str, i64)], usual: i64, most: i64) -> Option<i64> {
    let text = text.trim().to_lowercase();
    let text = text.trim_end_matches('.');
    let found = units.iter().find_map(|(unit, factor)| text.strip_suffix(unit).map(|rest| (rest.trim(), *factor)));
    let (number, factor) = found.unwrap_or((text, usual));
    let (whole, part) = number.split_once([',', '.']).unwrap_or((number, "0"));
    if part.len() > 3 {
        return None;
    }
    let digits = |text: &str| text.parse::<i64>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    let thousandths = digits(&format!("{part:0<3}"))?;
    let all = digits(whole)?.checked_mul(factor)?.checked_add(thousandths.checked_mul(factor)? / 1000)?;
    (1..=most).contains(&all).then_some(all)
}

/// When? A button, a day, hours, or both.
fn a_window(turn: &Turn, state: &BookDelivery, (facts, plan): (&Facts, &Plan), said: &Said) -> Heard {
    let wrong = |why: Text| Heard::Answer(Answer::Wrong(why));
    let zone = turn.me().zone;
    let sides = facts.sides(plan.place.as_ref());
    let held = |window: Window, insisted: bool| match sides.check(window, insisted, turn.moment()) {
        Ok(()) => Heard::Answer(Answer::Window(window, insisted)),
        Err(Wrong::Off(day)) => Heard::DayOff(sides.told(Wrong::Off(day), zone, turn.moment()), window),
        Err(why) => wrong(sides.told(why, zone, turn.moment())),
    };
    let on = |day: NaiveDate| match DayChoice::ahead(turn, HORIZON).within(day) {
        Ok(()) => Heard::Answer(Answer::Day(day)),
        Err(why) => wrong(why),
    };
    match said {
        Said::Choice(choice) => {
            let (choice, insisted) =
                choice.strip_suffix(INSISTED).map_or((choice.as_str(), false), |rest| (rest, true));
            match (window::unpack(choice), choice.parse::<NaiveDate>()) {
                (_, Ok(day)) => on(day),
                (Some(window), _) => held(window, insisted),
                _ => wrong(hint(At::Window)),
            }
        }
        Said::Text(text) => {
            let read = window::read(text, turn.today());
            let known = state.day.or_else(|| plan.window.map(|own| window::day_of(own, zone)));
            match (read.day, read.hours) {
                _ if !read.rest.is_empty() => wrong(hint(At::Window)),
                (day, Some(hours)) => match day.or(known) {
                    Some(day) => held(window::of(day, hours, zone), false),
                    None => wrong(hint(At::Window)),
                },
                (Some(day), None) => on(day),
                (None, None) => wrong(hint(At::Window)),
            }
        }
        _ => wrong(hint(At::Window)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_and_lengths_are_read_as_people_write_them() {
        assert_eq!(
            ["12,5", "12.5 кг", "800 г", "1 т"].map(grams),
            [Some(12_500), Some(12_500), Some(800), Some(1_000_000)]
        );
        assert_eq!(["3", "3,2 м", "120 см", "120"].map(centimetres), [Some(300), Some(320), Some(120), Some(120)]);
        assert_eq!(["", "0", "-3", "много", "1,2345", "99999 т"].map(grams), [None; 6]);
    }

    #[test]
    fn a_contact_is_a_name_and_a_number() {
        let phone = Phone::parse("89161234567").unwrap();
        for words in ["Пётр +7 916 123-45-67", "8 916 123-45-67 Пётр", "Пётр, 89161234567"] {
            assert_eq!(contact(words), Some(Answer::Contact("Пётр".to_owned(), phone.clone())), "{words}");
        }
        assert_eq!(contact("Пётр"), Some(Answer::Named("Пётр".to_owned())));
        assert_eq!(["89161234567", "Пётр 123"].map(contact), [None, None]);
    }
}
