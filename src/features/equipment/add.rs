//! Writing equipment down in a few taps: what, of which make, how many, since when. The step is pure.

use super::{
    Sight,
    edit::{UNKNOWN, counts, years},
    model::{KINDS, Kind, MOST, Read, Source, Unit, is_year, make},
    press, rows, save, sight_of, views,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Given, Question, SKIP, Trail},
        frame::SAVE,
        said::{Attached, Said},
        screen::Button,
        turn::Turn,
    },
    clients::{self, Client, Site},
    db::Id,
    error::Result,
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// The longest make, characters.
const LONGEST: usize = 100;
/// So many makes are offered.
const BRANDS: i64 = 6;
/// The choice behind the client as a whole.
const WHOLE: &str = "whole";
/// Where it may be known from.
const SOURCES: [Source; 3] = [Source::Call, Source::Client, Source::Visit];
/// What can be opened from the review.
const EDITS: [(At, &str); 6] = [
    (At::Kind, "kind"),
    (At::Make, "make"),
    (At::Qty, "qty"),
    (At::Year, "year"),
    (At::Source, "source"),
    (At::Photo, "photo"),
];

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// At whom?
    Client,
    /// At which site?
    Site,
    /// What?
    Kind,
    /// Of which make?
    Make,
    /// How many?
    Qty,
    /// Since when?
    Year,
    /// From where do we know?
    Source,
    /// How does it look?
    Photo,
    /// Is everything right?
    Review,
}

/// Equipment being written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddUnit {
    pub at: Trail<At>,
    pub query: String,
    pub client: Option<Id<Client>>,
    /// The site, once it is known which; `Told(None)`: the client as a whole.
    pub site: Given<Id<Site>>,
    pub kind: Option<Kind>,
    /// The make and the model, once told; both may be empty.
    pub make: Option<(String, String)>,
    pub qty: Option<i64>,
    /// The year, once told; `Told(None)`: nobody knows.
    pub year: Given<i64>,
    pub source: Source,
    pub photo: Option<Attached>,
}

/// What the person answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A client, and whether it has several sites to choose from.
    Client(Id<Client>, bool),
    Unsure(String),
    Site(Option<Id<Site>>),
    Kind(Kind),
    Make(String),
    Qty(i64),
    Year(Option<i64>),
    Source(Source),
    Photo(Attached),
    Edit(At),
    Save,
    Wrong(Text),
}

/// What follows from an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Ask(AddUnit),
    Again(Text),
    Save(AddUnit),
}

impl AddUnit {
    /// Begins with what was typed in one line.
    pub fn begin(read: Read) -> Self {
        // Whoever told kind and number in one line has told the rest as well: it can be put right on the review.
        let whole = read.kind.is_some() && (read.qty.is_some() || !read.brand.is_empty());
        Self {
            at: Trail::at(At::Client),
            query: read.query,
            client: None,
            site: Given::Not,
            kind: read.kind,
            make: whole.then_some((read.brand, read.model)),
            qty: read.qty.or(whole.then_some(1)),
            year: if whole || read.year.is_some() { Given::Told(read.year) } else { Given::Not },
            source: Source::Call,
            photo: None,
        }
    }

    /// Begins for a client in sight.
    pub async fn about(turn: &Turn, sight: &Sight) -> Result<Self> {
        Self::begin(Read::default()).of_client(turn, sight).await
    }

    /// The client is known: the first question is about what is not.
    pub async fn of_client(mut self, turn: &Turn, sight: &Sight) -> Result<Self> {
        let sites = clients::sites(&mut turn.db(), sight.client.id).await?;
        self.client = Some(sight.client.id);
        self.query.clear();
        self.site = asked_where(sites.len() > 1);
        if sight.confirms {
            self.source = Source::Visit;
        }
        self.at = Trail::at(self.next());
        Ok(self)
    }

    fn next(&self) -> At {
        match self {
            Self { client: None, .. } => At::Client,
            Self { site: Given::Not, .. } => At::Site,
            Self { kind: None, .. } => At::Kind,
            Self { make: None, .. } => At::Make,
            Self { qty: None, .. } => At::Qty,
            Self { year: Given::Not, .. } => At::Year,
            _ => At::Review,
        }
    }

    /// Pure: no database, no clock, no Telegram.
    pub fn step(mut self, answer: Answer) -> Step {
        let at = self.at.open();
        match (at, answer) {
            (_, Answer::Wrong(why)) => return Step::Again(why),
            (_, Answer::Edit(question)) => {
                self.at.go(question);
                return Step::Ask(self);
            }
            (At::Client, Answer::Client(client, several)) => {
                (self.client, self.site) = (Some(client), asked_where(several));
                self.query.clear();
            }
            (At::Client, Answer::Unsure(query)) => {
                self.query = query;
                return Step::Ask(self);
            }
            (At::Site, Answer::Site(site)) => self.site = Given::Told(site),
            (At::Kind, Answer::Kind(kind)) => self.kind = Some(kind),
            (At::Make, Answer::Make(words)) => self.make = Some(make(&words)),
            (At::Qty, Answer::Qty(qty)) => self.qty = Some(qty),
            (At::Year, Answer::Year(year)) => self.year = Given::Told(year),
            (At::Source, Answer::Source(source)) => self.source = source,
            (_, Answer::Photo(photo)) => self.photo = Some(photo),
            (At::Review, Answer::Save) if self.next() == At::Review => return Step::Save(self),
            (
                At::Client | At::Site | At::Kind | At::Make | At::Qty | At::Year | At::Source | At::Photo | At::Review,
                _,
            ) => return Step::Again(hint(at)),
        }
        let next = self.next();
        self.at.go(next);
        Step::Ask(self)
    }
}

/// Of several sites one has to be chosen; otherwise it is the client as a whole.
const fn asked_where(several: bool) -> Given<Id<Site>> {
    if several { Given::Not } else { Given::Told(None) }
}

fn hint(at: At) -> Text {
    match at {
        At::Client => t!("equip-hint-client"),
        At::Make => t!("equip-hint-make"),
        At::Qty => t!("equip-hint-qty"),
        At::Year => t!("equip-hint-year"),
        At::Photo => t!("equip-hint-photo"),
        At::Site | At::Kind | At::Source | At::Review => t!("frame-press-a-button"),
    }
}

async fn understand(turn: &Turn, state: &AddUnit, said: &Said) -> Result<Answer> {
    let at = state.at.open();
    let wrong = || Answer::Wrong(hint(at));
    Ok(match (at, said) {
        (_, Said::Photo(_)) if at != At::Client => said.attached(turn.update()).map_or_else(wrong, Answer::Photo),
        (At::Client, Said::Choice(choice)) => {
            let found = match Id::from_short(choice) {
                Some(id) => clients::by_id(&mut turn.db(), turn.scope(), id).await?,
                None => None,
            };
            match found {
                Some(client) => chosen(turn, client.id).await?,
                None => Answer::Wrong(t!("client-absent")),
            }
        }
        (At::Client, Said::Text(query)) => {
            let found = clients::find(&mut turn.db(), turn.scope(), query, turn.today()).await?;
            match found.iter().find(|hit| hit.exact) {
                Some(hit) => chosen(turn, hit.client.id).await?,
                None if found.is_empty() => Answer::Wrong(t!("client-not-found", query = query)),
                None => Answer::Unsure(query.clone()),
            }
        }
        (At::Site, Said::Choice(choice)) if choice == WHOLE => Answer::Site(None),
        (At::Site, Said::Choice(choice)) => match state.client {
            Some(client) => {
                let sites = clients::sites(&mut turn.db(), client).await?;
                let site = sites.iter().find(|site| site.id.short() == *choice);
                site.map_or_else(wrong, |site| Answer::Site(Some(site.id)))
            }
            None => wrong(),
        },
        (At::Kind, Said::Choice(choice)) => choice.parse().map_or_else(|_| wrong(), Answer::Kind),
        (At::Kind, Said::Text(words)) => super::model::kind_of(words).map_or_else(wrong, Answer::Kind),
        (At::Make, Said::Choice(choice)) if choice == SKIP => Answer::Make(String::new()),
        (At::Make, Said::Choice(words) | Said::Text(words)) => Answer::Make(words.chars().take(LONGEST).collect()),
        (At::Qty, Said::Choice(words) | Said::Text(words)) => match words.trim().parse() {
            Ok(qty) if (1..=MOST).contains(&qty) => Answer::Qty(qty),
            _ => wrong(),
        },
        (At::Year, Said::Choice(choice)) if choice == UNKNOWN => Answer::Year(None),
        (At::Year, Said::Choice(words) | Said::Text(words)) => match words.trim().parse() {
            Ok(year) if is_year(year, turn.today()) => Answer::Year(Some(year)),
            _ => wrong(),
        },
        (At::Source, Said::Choice(choice)) => choice.parse().map_or_else(|_| wrong(), Answer::Source),
        (At::Review, Said::Choice(choice)) if choice == SAVE => Answer::Save,
        (At::Review, Said::Choice(choice)) => {
            EDITS.iter().find(|(_, name)| *name == choice).map_or_else(wrong, |(at, _)| Answer::Edit(*at))
        }
        _ => wrong(),
    })
}

async fn chosen(turn: &Turn, client: Id<Client>) -> Result<Answer> {
    let sites = clients::sites(&mut turn.db(), client).await?;
    Ok(Answer::Client(client, sites.len() > 1))
}

/// Read what the step needs, take the step, keep what it says.
pub async fn answer(turn: Turn, state: AddUnit, said: Said) -> Result {
    let answer = understand(&turn, &state, &said).await?;
    let state = match state.step(answer) {
        Step::Ask(next) => return turn.ask(&next).await,
        Step::Again(why) => return turn.again(why).await,
        Step::Save(state) => state,
    };
    let (Some(client), Given::Told(site), Some(kind), Some(qty)) = (state.client, state.site, state.kind, state.qty)
    else {
        return turn.again(t!("frame-press-a-button")).await;
    };
    let sight = sight_of(&turn, client).await?;
    if !sight.adds() {
        return Err(crate::error::Error::User(t!("client-absent")));
    }
    let (me, now) = (turn.me().id, turn.stamp());
    let (brand, model) = state.make.unwrap_or_default();
    let unit = Unit {
        id: Id::new(),
        client,
        site,
        kind,
        brand,
        model,
        qty,
        year: state.year.value(),
        serial: String::new(),
        note: String::new(),
        source: state.source,
        said_at: now,
        by: me,
        confirmed: None,
        photo: state.photo,
        removed_at: None,
        why: String::new(),
        rev: 0,
    };
    let unit = if sight.confirms { unit.seen(me, now) } else { unit };
    let event = save::add_all(&turn, "equipment.added", client, std::slice::from_ref(&unit)).await?;
    let screen = press::list(&turn, &sight, usize::MAX).await?;
    turn.finish(views::done(screen, t!("equip-added", unit = views::named(&unit)), event)).await
}

impl Dialogue for AddUnit {
    const NAME: &'static str = "equip-add";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        Ok(match client_of(turn, self).await? {
            Some(client) => t!("equip-title-add-of", client = &client.name),
            None => t!("equip-title-add"),
        })
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        question(turn, self).await
    }

    fn filled(&self) -> usize {
        usize::from(self.kind.is_some()) + usize::from(self.qty.is_some()) + usize::from(self.photo.is_some())
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(mut self) -> Option<Self> {
        (self.next() == At::Review).then(|| {
            self.at.go(At::Review);
            self
        })
    }
}

async fn client_of(turn: &Turn, state: &AddUnit) -> Result<Option<Client>> {
    let Some(id) = state.client else { return Ok(None) };
    match sight_of(turn, id).await {
        Ok(sight) => Ok(Some(sight.client)),
        Err(crate::error::Error::User(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

async fn question(turn: &Turn, state: &AddUnit) -> Result<Question> {
    let at = state.at.open();
    let client = client_of(turn, state).await?;
    let header = match &client {
        Some(client) => t!("equip-header-of", client = &client.name),
        None => t!("equip-header"),
    };
    let ask = match at {
        At::Client => t!("equip-ask-client"),
        At::Site => t!("equip-ask-site"),
        At::Kind => t!("equip-ask-kind"),
        At::Make => t!("equip-ask-make"),
        At::Qty => t!("equip-ask-qty"),
        At::Year => t!("equip-ask-year"),
        At::Source => t!("equip-ask-source"),
        At::Photo => t!("equip-ask-photo"),
        At::Review => t!("equip-ask-review"),
    };
    let mut question = Question::new(header, ask);
    question.filled = filled(turn, state).await?;
    question.can_go_back = state.at.can_go_back();
    question.can_review = at != At::Review && state.next() == At::Review;
    question.number_is_answer = matches!(at, At::Make | At::Qty | At::Year);
    question.rows = match at {
        At::Client => whose(turn, state).await?,
        At::Site => which(turn, client.as_ref()).await?,
        At::Kind => {
            let kinds: Vec<Button> =
                KINDS.iter().map(|(kind, _)| Button::choice(views::kind(*kind), kind.name())).collect();
            kinds.chunks(3).map(<[Button]>::to_vec).collect()
        }
        At::Make => {
            question.skip = Some(t!("equip-skip-make"));
            let brands = match state.kind {
                Some(kind) => rows::brands(&mut turn.db(), kind, BRANDS).await?,
                None => Vec::new(),
            };
            let buttons: Vec<Button> =
                brands.into_iter().map(|brand| Button::choice(Text::verbatim(&brand), brand)).collect();
            buttons.chunks(3).map(<[Button]>::to_vec).collect()
        }
        At::Qty => counts(),
        At::Year => years(turn.today()),
        At::Source => {
            SOURCES.iter().map(|source| vec![Button::choice(views::source(*source), source.name())]).collect()
        }
        At::Photo => Vec::new(),
        At::Review => review(),
    };
    Ok(question)
}

async fn whose(turn: &Turn, state: &AddUnit) -> Result<Vec<Vec<Button>>> {
    let found = clients::find(&mut turn.db(), turn.scope(), &state.query, turn.today()).await?;
    if !found.is_empty() {
        return Ok(clients::choices(&found).into_iter().map(|button| vec![button]).collect());
    }
    let recent = clients::recent(&mut turn.db(), turn.scope(), 5).await?;
    let button = |client: &Client| vec![Button::choice(Text::verbatim(&client.name), client.id.short())];
    Ok(recent.iter().map(button).collect())
}

async fn which(turn: &Turn, client: Option<&Client>) -> Result<Vec<Vec<Button>>> {
    let Some(client) = client else { return Ok(Vec::new()) };
    let sites = clients::sites(&mut turn.db(), client.id).await?;
    let one = |site: &Site| vec![Button::choice(Text::verbatim(&site.address), site.id.short())];
    let mut rows: Vec<Vec<Button>> = sites.iter().map(one).collect();
    rows.push(vec![Button::choice(t!("equip-whole"), WHOLE)]);
    Ok(rows)
}

fn review() -> Vec<Vec<Button>> {
    let edit = |at: At, label: Text| {
        let (_, name) = EDITS.iter().find(|(other, _)| *other == at).expect("every edit has a choice");
        Button::choice(label, *name)
    };
    vec![
        vec![Button::choice(t!("frame-save"), SAVE)],
        vec![edit(At::Kind, t!("equip-edit-kind")), edit(At::Make, t!("equip-make-button"))],
        vec![edit(At::Qty, t!("equip-qty-button")), edit(At::Year, t!("equip-year-button"))],
        vec![edit(At::Source, t!("equip-edit-source")), edit(At::Photo, t!("equip-photo-button"))],
    ]
}

async fn filled(turn: &Turn, state: &AddUnit) -> Result<Vec<Text>> {
    let mut lines = Vec::new();
    if let (Some(client), Given::Told(site)) = (state.client, state.site) {
        let sites = clients::sites(&mut turn.db(), client).await?;
        lines.extend(views::place(&sites, site).map(|address| t!("equip-place", address = address)));
    }
    let mut what: Vec<Text> = state.kind.map(views::kind).into_iter().collect();
    let make = state.make.iter().flat_map(|(brand, model)| [brand, model]);
    what.extend(make.filter(|word| !word.is_empty()).map(Text::verbatim));
    what.extend(state.qty.map(|qty| t!("equip-times", count = qty.to_string())));
    what.extend(state.year.value().map(|year| t!("equip-year", year = year.to_string())));
    if !what.is_empty() {
        lines.push(Text::Join(what, " "));
    }
    if state.at.open() == At::Review {
        lines.push(views::source(state.source));
    }
    lines.extend(state.photo.is_some().then(|| t!("equip-with-photo")));
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_answers_lead_to_the_review_and_nothing_is_saved_before() {
        let mut state = AddUnit::begin(Read::default());
        for answer in [
            Answer::Client(Id::new(), false),
            Answer::Kind(Kind::Barrier),
            Answer::Make("CAME GARD 4000".to_owned()),
            Answer::Qty(2),
            Answer::Year(None),
        ] {
            assert!(matches!(state.clone().step(Answer::Save), Step::Again(_)));
            let Step::Ask(next) = state.step(answer) else { panic!() };
            state = next;
        }
        assert_eq!(state.make, Some(("CAME".to_owned(), "GARD 4000".to_owned())));
        let kept: AddUnit = serde_json::from_value(serde_json::to_value(&state).unwrap()).unwrap();
        assert_eq!(kept, state, "that nobody knows the year is an answer and stays one");
        assert!(matches!(state.step(Answer::Save), Step::Save(_)));
    }

    #[test]
    fn of_a_line_only_what_is_missing_is_asked() {
        let whole = super::super::model::read("ромашка шлагбаум CAME 2 шт", "2026-11-24".parse().unwrap());
        let Step::Ask(state) = AddUnit::begin(whole).step(Answer::Client(Id::new(), false)) else { panic!() };
        assert_eq!(state.at.open(), At::Review);
        let Step::Ask(state) = state.step(Answer::Edit(At::Qty)) else { panic!() };
        let Step::Ask(state) = state.step(Answer::Qty(5)) else { panic!() };
        assert_eq!((state.at.open(), state.qty), (At::Review, Some(5)));
    }
}
