//! Carriers are asked about a large transport: one text for all of them, shown as they will get it. They are not in the
//! bot, so whoever asks forwards the text or reads it out.

use super::{
    book::{self, Carrier, Kind},
    offer::{self, Request, Side},
    press,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, Trail},
        frame::SAVE,
        said::Said,
        screen::{Button, Screen},
        turn::Turn,
    },
    db::Id,
    error::{Error, Result},
    features::{
        deliveries::{
            KEEPERS, card, mine,
            model::{Delivery, Way},
            rows,
        },
        warehouse,
    },
    phone::Phone,
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// A button copies so many characters at most.
const COPIED: usize = 256;

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// On which number do they call back?
    Phone,
    /// Is everything right?
    Review,
    /// From where is it loaded?
    Side,
    /// Who is asked?
    Whom,
}

/// Carriers about to be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskCarriers {
    pub at: Trail<At>,
    pub delivery: Id<Delivery>,
    pub phone: Option<Phone>,
    pub side: Side,
    pub whom: Vec<Id<Carrier>>,
}

/// What the person answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Phone(Phone),
    Side(Side),
    /// In or out.
    Carrier(Id<Carrier>),
    Ready,
    Edit(At),
    Save,
    Wrong(Text),
}

/// What follows from an answer.
#[derive(Debug, Clone)]
pub enum Step {
    Ask(AskCarriers),
    Again(Text),
    Save(Box<AskCarriers>, Phone),
}

impl AskCarriers {
    /// Begins with everybody of the book and the number carriers called last.
    pub async fn begin(turn: &Turn, delivery: &Delivery) -> Result<Self> {
        let me = turn.me().id;
        let phone = offer::phone_of(&mut turn.db(), me).await?;
        let before = offer::request(&mut turn.db(), delivery.id).await?;
        let whom = book::active(&mut turn.db(), Kind::Large).await?;
        Ok(Self {
            at: Trail::at(if phone.is_some() { At::Review } else { At::Phone }),
            delivery: delivery.id,
            phone: before.as_ref().map(|request| request.phone.clone()).or(phone),
            side: before.map_or(Side::Any, |request| request.side),
            whom: whom.into_iter().map(|carrier| carrier.id).collect(),
        })
    }

    fn onward(mut self) -> Self {
        self.at.go(if self.phone.is_some() { At::Review } else { At::Phone });
        self
    }

    /// Pure: no database, no clock, no Telegram.
    pub fn step(mut self, answer: Answer) -> Step {
        match (self.at.open(), answer) {
            (_, Answer::Wrong(why)) => return Step::Again(why),
            (_, Answer::Edit(question)) => {
                self.at.go(question);
                return Step::Ask(self);
            }
            (At::Phone, Answer::Phone(phone)) => self.phone = Some(phone),
            (At::Side, Answer::Side(side)) => self.side = side,
            (At::Whom, Answer::Carrier(carrier)) => {
                match self.whom.iter().position(|known| *known == carrier) {
                    Some(at) => drop(self.whom.remove(at)),
                    None => self.whom.push(carrier),
                }
                return Step::Ask(self);
            }
            (At::Whom, Answer::Ready) => {}
            (At::Review, Answer::Save) => {
                if let Some(phone) = self.phone.clone() {
                    return Step::Save(Box::new(self), phone);
                }
            }
            (At::Phone | At::Review | At::Side | At::Whom, _) => return Step::Again(hint(self.at.open())),
        }
        Step::Ask(self.onward())
    }
}

impl Dialogue for AskCarriers {
    const NAME: &'static str = "carrier-ask";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        let delivery = mine(turn, self.delivery).await?;
        Ok(t!("carrier-ask-title", delivery = card::named(&delivery)))
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        question(turn, self).await
    }

    fn filled(&self) -> usize {
        usize::from(self.phone.is_some())
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(mut self) -> Option<Self> {
        self.phone.is_some().then(|| {
            self.at.go(At::Review);
            self
        })
    }
}

fn hint(at: At) -> Text {
    match at {
        At::Phone => t!("carrier-hint-phone"),
        At::Review | At::Side | At::Whom => t!("frame-press-a-button"),
    }
}

fn side_label(side: Side) -> Text {
    match side {
        Side::Any => t!("carrier-side-any"),
        Side::Back => t!("carrier-side-back"),
        Side::Flank => t!("carrier-side-side"),
        Side::Top => t!("carrier-side-top"),
    }
}

/// The text carriers get, line by line.
async fn words(turn: &Turn, delivery: &Delivery, state: &AskCarriers) -> Result<Vec<Text>> {
    let goods = rows::lines(&mut turn.db(), delivery.id).await?;
    let place = match delivery.place {
        Some(place) => warehouse::place(&mut turn.db(), place).await?,
        None => None,
    };
    let day = delivery.starts_at.with_timezone(&turn.me().zone).date_naive();
    let last = delivery.ends_at.with_timezone(&turn.me().zone).date_naive();
    let window = if day == last {
        let end = crate::text::Arg::Clock(delivery.ends_at);
        t!("carrier-ask-window", day = day, from = crate::text::Arg::Clock(delivery.starts_at), to = end)
    } else {
        t!("carrier-ask-days", from = day, to = last)
    };
    let hands = match delivery.loaders {
        0 => t!("carrier-ask-no-loaders", side = side_label(state.side)),
        many => t!("carrier-ask-loaders", side = side_label(state.side), count = many),
    };
    let (weight, longest) = (card::kilograms(delivery.weight), card::metres(delivery.longest));
    let lines = [
        Some(t!("carrier-ask-what", goods = card::goods(&goods))),
        Some(t!("carrier-ask-size", weight = weight, longest = longest)),
        Some(hands),
        place.map(|place| t!("carrier-ask-from", address = place.address)),
        Some(t!("carrier-ask-to", address = &delivery.address)),
        Some(window),
        state.phone.as_ref().map(|phone| t!("carrier-ask-call", name = &turn.me().name, phone = phone.human())),
        Some(t!("carrier-ask-reply")),
    ];
    Ok(lines.into_iter().flatten().collect())
}

async fn question(turn: &Turn, state: &AskCarriers) -> Result<Question> {
    let delivery = mine(turn, state.delivery).await?;
    let at = state.at.open();
    let book = book::active(&mut turn.db(), Kind::Large).await?;
    let ask = match at {
        At::Phone => t!("carrier-ask-phone"),
        At::Review => t!("carrier-ask-review"),
        At::Side => t!("carrier-ask-side"),
        At::Whom => t!("carrier-ask-whom"),
    };
    let mut question = Question::new(t!("carrier-ask-title", delivery = card::named(&delivery)), ask);
    question.can_go_back = state.at.can_go_back();
    question.number_is_answer = at == At::Phone;
    match at {
        At::Phone => {}
        At::Side => {
            let sides = [Side::Any, Side::Back, Side::Flank, Side::Top];
            let sides = sides.map(|side| Button::choice(side_label(side), side.name()));
            question.rows = sides.chunks(2).map(<[Button]>::to_vec).collect();
        }
        At::Whom => {
            let tick = |carrier: &Carrier| {
                let label = if state.whom.contains(&carrier.id) {
                    t!("carrier-in", name = &carrier.name)
                } else {
                    t!("carrier-out", name = &carrier.name)
                };
                vec![Button::choice(label, carrier.id.short())]
            };
            question.rows = book.iter().take(MOST).map(tick).collect();
            question.rows.push(vec![Button::choice(t!("carrier-ready-button"), READY)]);
        }
        At::Review => {
            question.filled = words(turn, &delivery, state).await?;
            question.filled.push(Text::verbatim(""));
            question.filled.push(whom_line(&book, &state.whom));
            question.rows = vec![
                vec![Button::choice(t!("carrier-ask-save"), SAVE)],
                vec![
                    Button::choice(t!("carrier-edit-side"), "side"),
                    Button::choice(t!("carrier-edit-whom"), "whom"),
                    Button::choice(t!("carrier-edit-phone"), "phone"),
                ],
            ];
        }
    }
    Ok(question)
}

/// So many carriers are listed with ticks.
const MOST: usize = 40;
/// The choice behind `✅ Готово`.
const READY: &str = "ready";

fn whom_line(book: &[Carrier], whom: &[Id<Carrier>]) -> Text {
    let asked: Vec<&Carrier> = book.iter().filter(|carrier| whom.contains(&carrier.id)).collect();
    match (book.is_empty(), asked.as_slice()) {
        (true, _) => t!("carrier-ask-empty-book"),
        (false, []) => t!("carrier-ask-nobody"),
        (false, asked) => {
            let one = |carrier: &&Carrier| match &carrier.phone {
                Some(phone) => t!("carrier-ask-one", name = &carrier.name, phone = phone.human()),
                None => Text::verbatim(&carrier.name),
            };
            t!("carrier-ask-to-whom", whom = Text::Join(asked.iter().map(one).collect(), ", "))
        }
    }
}

/// Read what the step needs, take the step, write what it says.
pub async fn answer(turn: Turn, state: AskCarriers, said: Said) -> Result {
    let answer = understand(&state, &said);
    match state.step(answer) {
        Step::Ask(next) => turn.ask(&next).await,
        Step::Again(why) => turn.again(why).await,
        Step::Save(state, phone) => save(&turn, &state, phone).await,
    }
}

fn understand(state: &AskCarriers, said: &Said) -> Answer {
    let at = state.at.open();
    let wrong = || Answer::Wrong(hint(at));
    match (at, said) {
        (At::Phone, Said::Text(text)) => Phone::parse(text).map_or_else(wrong, Answer::Phone),
        (At::Phone, Said::Contact { phone: Some(phone), .. }) => Answer::Phone(phone.clone()),
        (At::Side, Said::Choice(choice)) => choice.parse().map_or_else(|_| wrong(), Answer::Side),
        (At::Whom, Said::Choice(choice)) if choice == READY => Answer::Ready,
        (At::Whom, Said::Choice(choice)) => Id::from_short(choice).map_or_else(wrong, Answer::Carrier),
        (At::Review, Said::Choice(choice)) => match choice.as_str() {
            SAVE => Answer::Save,
            "side" => Answer::Edit(At::Side),
            "whom" => Answer::Edit(At::Whom),
            "phone" => Answer::Edit(At::Phone),
            _ => wrong(),
        },
        _ => wrong(),
    }
}

async fn save(turn: &Turn, state: &AskCarriers, phone: Phone) -> Result {
    if !turn.me().is_any(KEEPERS) {
        return Err(Error::User(t!("delivery-absent")));
    }
    let delivery = press::unordered(turn, state.delivery, Way::Large).await?;
    let lines = words(turn, &delivery, state).await?;
    let plain: Vec<String> = lines.iter().map(|line| line.plain(&turn.reader())).collect();
    let book = book::active(&mut turn.db(), Kind::Large).await?;
    let whom: Vec<Id<Carrier>> =
        book.iter().map(|carrier| carrier.id).filter(|carrier| state.whom.contains(carrier)).collect();
    let request = Request { words: plain.join("\n"), phone, side: state.side, asked_at: turn.stamp() };
    let me = turn.me().id;
    offer::ask(&mut turn.db(), delivery.id, &request, &whom, me).await?;
    turn.happened("carrier.asked", Some(delivery.client), delivery.id, &whom).await?;
    let mut screen = press::card(turn, delivery.id, Some((t!("carrier-said-asked"), None))).await?;
    screen.lines.insert(1, whom_line(&book, &whom));
    let pieces = pieces(&plain);
    let count = pieces.len();
    for (at, piece) in (1_usize..).zip(&pieces) {
        let label = if count == 1 { t!("carrier-copy") } else { t!("carrier-copy-part", part = at, count = count) };
        screen.rows.insert(at - 1, vec![Button::copy(label, piece)]);
    }
    press::finish(turn, delivery.id, screen).await?;
    // The text by itself: this message is the one to forward. A reply to it is an offer as well.
    let text = lines.into_iter().fold(Screen::default(), Screen::line);
    let shown = turn.reply(text).await?;
    offer::shown(&mut turn.db(), delivery.id, shown).await
}

/// The lines in as few pieces as a button can copy; a longer line is cut by the button.
fn pieces(lines: &[String]) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for line in lines {
        match pieces.last_mut() {
            Some(last) if last.chars().count() + 1 + line.chars().count() <= COPIED => {
                last.push('\n');
                last.push_str(line);
            }
            _ => pieces.push(line.clone()),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(phone: Option<&str>) -> AskCarriers {
        let at = Trail::at(if phone.is_some() { At::Review } else { At::Phone });
        AskCarriers { at, delivery: Id::new(), phone: phone.and_then(Phone::parse), side: Side::Any, whom: Vec::new() }
    }

    fn asks(step: Step) -> AskCarriers {
        match step {
            Step::Ask(next) => next,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn nobody_is_asked_without_a_number_to_call_back() {
        let state = form(None);
        assert!(matches!(state.clone().step(Answer::Save), Step::Again(_)));
        let phone = Phone::parse("89161234567").unwrap();
        let state = asks(state.step(Answer::Phone(phone.clone())));
        assert_eq!(state.at.open(), At::Review);
        assert!(matches!(state.step(Answer::Save), Step::Save(_, known) if known == phone));
    }

    #[test]
    fn a_carrier_is_ticked_in_and_out() {
        let carrier = Id::new();
        let state = asks(form(Some("89161234567")).step(Answer::Edit(At::Whom)));
        let state = asks(state.step(Answer::Carrier(carrier)));
        assert_eq!((state.at.open(), state.whom.clone()), (At::Whom, vec![carrier]));
        let state = asks(asks(state.step(Answer::Carrier(carrier))).step(Answer::Ready));
        assert_eq!((state.at.open(), state.whom), (At::Review, vec![]));
    }

    #[test]
    fn a_text_is_cut_at_lines_that_fit_a_button() {
        let line = |count: usize| "ы".repeat(count);
        assert_eq!(pieces(&[line(100), line(155)]).len(), 1);
        assert_eq!(pieces(&[line(100), line(156)]).len(), 2);
        assert_eq!(pieces(&[]), [""; 0]);
    }
}
