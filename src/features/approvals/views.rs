//! Screens of approvals: the card, its answers, the inbox. All of it is for the house: no client sees any of these.

use super::{
    model::{Approval, Kind, State},
    own, queries, whom,
};
use crate::{
    bot::{
        screen::{self, Button, Screen, Words},
        widgets::Page,
    },
    calendar::Moment,
    clients::{self, Client},
    db::{Conn, Id, Timestamp},
    error::Result,
    features::hello,
    people::{self, Person, Role},
    t,
    text::Text,
    when,
};
use chrono::NaiveTime;

/// So many characters of a question tell it from others.
pub const SHORT: usize = 60;

/// Colleagues on one list of names.
const NAMES: usize = 60;

/// So many of the asker's own are listed.
const OWN: i64 = 8;

/// A button of an approval's card: which, as it was shown, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Press {
    pub approval: Id<Approval>,
    pub rev: i64,
    pub deed: Deed,
}

/// What a press does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Shows the card below.
    Open,
    /// Shows the card here.
    Show,
    /// Answers with the choice of this key.
    Choose(String),
    /// To whom?
    Colleagues,
    /// Hands it to a colleague.
    HandOver(Id<Person>),
    /// Adds words to the verdict.
    Word,
    /// Takes it back.
    Withdraw,
}

impl screen::Press for Press {
    const ROOM: &'static str = "appr";

    fn pack(&self) -> String {
        let deed = match &self.deed {
            Deed::Open => "open".to_owned(),
            Deed::Show => "show".to_owned(),
            Deed::Choose(key) => format!("say:{key}"),
            Deed::Colleagues => "whom".to_owned(),
            Deed::HandOver(colleague) => format!("to:{}", colleague.short()),
            Deed::Word => "word".to_owned(),
            Deed::Withdraw => "back".to_owned(),
        };
        format!("{}:{}:{deed}", self.approval.short(), self.rev)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (approval, rev) = (words.id()?, words.parse()?);
        let deed = match words.word()? {
            "open" => Deed::Open,
            "show" => Deed::Show,
            "say" => Deed::Choose(words.word()?.to_owned()),
            "whom" => Deed::Colleagues,
            "to" => Deed::HandOver(words.id()?),
            "word" => Deed::Word,
            "back" => Deed::Withdraw,
            _ => return None,
        };
        Some(Self { approval, rev, deed })
    }
}

/// A page of the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inbox(pub usize);

impl screen::Press for Inbox {
    const ROOM: &'static str = "decisions";

    fn pack(&self) -> String {
        self.0.to_string()
    }

    fn unpack(data: &str) -> Option<Self> {
        data.parse().ok().map(Self)
    }
}

fn button(label: Text, approval: &Approval, deed: Deed) -> Button {
    Button::press(label, &Press { approval: approval.id, rev: approval.rev, deed })
}

/// The answers as rows of buttons, with the way to hand it on.
pub fn answers(approval: &Approval) -> Result<Vec<Vec<Button>>> {
    let choices = (approval.ask()?.choices)(&approval.asked);
    let choice = |choice: &super::super::Choice| {
        let label = choice.label.clone();
        let label = if choice.needs_word { t!("approval-with-word", label = label) } else { label };
        button(label, approval, Deed::Choose(choice.key.to_owned()))
    };
    let buttons: Vec<Button> = choices.iter().map(choice).collect();
    let mut rows: Vec<Vec<Button>> = buttons.chunks(2).map(<[Button]>::to_vec).collect();
    rows.push(vec![button(t!("approval-hand-button"), approval, Deed::Colleagues)]);
    Ok(rows)
}

/// What a client is called, if it is about one.
pub async fn client_of(conn: &mut Conn, approval: &Approval) -> Result<Option<Client>> {
    match approval.asked.client {
        Some(id) => clients::known(conn, id).await,
        None => Ok(None),
    }
}

/// Name of a person; of the bot for `None`.
pub async fn name(conn: &mut Conn, id: Option<Id<Person>>) -> Result<Text> {
    let person = match id {
        Some(id) => people::by_id(conn, id).await?,
        None => None,
    };
    Ok(person.map_or_else(|| t!("approval-bot"), |person| Text::Verbatim(person.name)))
}

/// What it is and about whom: `📝 Договор · ТСН «Ромашка»`.
pub async fn title(conn: &mut Conn, approval: &Approval) -> Result<Text> {
    let kind = approval.name()?;
    Ok(match client_of(conn, approval).await? {
        Some(client) => t!("approval-title-of", kind = kind, client = client.name),
        None => kind,
    })
}

/// What it is, told from others of the same client by its first words.
pub async fn brief(conn: &mut Conn, approval: &Approval) -> Result<Text> {
    let (title, question) = (title(conn, approval).await?, &approval.asked.question);
    if question.is_empty() {
        return Ok(title);
    }
    let mut words: String = question.chars().take(SHORT).collect();
    if question.chars().count() > SHORT {
        words.push('…');
    }
    Ok(t!("approval-what", title = title, words = words))
}

/// The verdict in words; of a question the answer itself is what counts.
pub fn verdict(approval: &Approval) -> Result<Text> {
    let key = approval.verdict.as_deref().unwrap_or_default();
    if is_answer(approval) {
        return Ok(t!("approval-answer-given"));
    }
    Ok(approval.choice(key)?.map_or_else(|| Text::verbatim(key), |choice| choice.label))
}

fn is_answer(approval: &Approval) -> bool {
    approval.asked.kind == Kind::Question.name() && approval.verdict.as_deref() == Some(own::ANSWER)
}

/// The card as one person sees it: who may decide has the answers, who asked can take it back. `follows` is what the
/// verdict has led to.
pub async fn card(
    conn: &mut Conn,
    approval: &Approval,
    person: &Person,
    moment: Moment<'_>,
    follows: Option<Text>,
) -> Result<Screen> {
    let asked = &approval.asked;
    let mut screen = Screen::new(t!("approval-card", title = title(conn, approval).await?));
    screen = screen.lines(request(conn, approval).await?);
    let facts = (approval.ask()?.facts)(conn, asked, moment).await?;
    screen = screen.lines(facts.into_iter().take(3));
    if !asked.attached.is_empty() {
        screen = screen.line(t!("approval-files", count = asked.attached.len()));
    }
    let may_decide = whom::may_decide(conn, approval, person).await?;
    match approval.state {
        State::Withdrawn => screen = screen.gap().line(t!("approval-withdrawn")),
        State::Decided => {
            screen = screen.gap().lines(decided(conn, approval).await?).lines(follows);
            if approval.decided_by == Some(person.id) {
                let label =
                    if approval.word.is_empty() { t!("approval-word-button") } else { t!("approval-word-edit") };
                screen = screen.row([button(label, approval, Deed::Word)]);
            }
        }
        State::Open => {
            if let Some(assigned) = approval.assigned {
                screen = screen.gap().line(if assigned == person.id {
                    t!("approval-with-you")
                } else {
                    t!("approval-with", name = name(conn, Some(assigned)).await?)
                });
            }
            if may_decide {
                for row in answers(approval)? {
                    screen = screen.row(row);
                }
            }
            if asked.asker == Some(person.id) {
                screen = screen.gap().line(t!("approval-waits"));
                screen = screen.row([button(t!("approval-withdraw-button"), approval, Deed::Withdraw)]);
            }
        }
    }
    let client = match asked.client {
        Some(client) => clients::by_id(conn, person.scope(), client).await?,
        None => None,
    };
    Ok(match client {
        Some(client) => screen.about(client.id).row([clients::card_button(client.id)]),
        None => screen,
    })
}

/// Who asks, since when, in which words, for how much.
async fn request(conn: &mut Conn, approval: &Approval) -> Result<Vec<Text>> {
    let asked = &approval.asked;
    let who = name(conn, asked.asker).await?;
    let mut lines = vec![t!("approval-asker", name = who, at = approval.asked_at.0)];
    if !asked.question.is_empty() {
        lines.push(t!("approval-words", words = &asked.question));
    }
    lines.extend(asked.sum.map(|sum| t!("approval-sum", sum = sum)));
    Ok(lines)
}

/// The verdict, by whom, when, and the words.
pub async fn decided(conn: &mut Conn, approval: &Approval) -> Result<Vec<Text>> {
    let Some(at) = approval.decided_at else { return Ok(Vec::new()) };
    let who = name(conn, approval.decided_by).await?;
    let mut lines = vec![if is_answer(approval) {
        t!("approval-answered", name = who, at = at.0)
    } else {
        t!("approval-decided", verdict = verdict(approval)?, name = who, at = at.0)
    }];
    if !approval.word.is_empty() {
        lines.push(t!("approval-word", words = &approval.word));
    }
    Ok(lines)
}

/// To the asker: the verdict, or words added to it.
pub async fn told(conn: &mut Conn, approval: &Approval, asker: &Person) -> Result<Screen> {
    let title = title(conn, approval).await?;
    let mut screen = Screen::new(t!("approval-card", title = title));
    if !approval.asked.question.is_empty() {
        screen = screen.line(t!("approval-words", words = &approval.asked.question));
    }
    screen = screen.lines(approval.asked.sum.map(|sum| t!("approval-sum", sum = sum)));
    screen = screen.gap().lines(decided(conn, approval).await?);
    let client = match approval.asked.client {
        Some(client) => clients::by_id(conn, asker.scope(), client).await?,
        None => None,
    };
    Ok(match client {
        Some(client) => screen.about(client.id).row([clients::card_button(client.id)]),
        None => screen,
    })
}

/// To whom?
pub async fn colleagues(conn: &mut Conn, approval: &Approval, me: Id<Person>) -> Result<Screen> {
    let names = whom::colleagues(conn, approval, me).await?;
    let back = button(t!("frame-back"), approval, Deed::Show);
    if names.is_empty() {
        return Ok(Screen::new(t!("approval-nobody-else")).row([back]));
    }
    let title = title(conn, approval).await?;
    let buttons =
        names.into_iter().take(NAMES).map(|(id, name)| button(Text::Verbatim(name), approval, Deed::HandOver(id)));
    Ok(Screen::new(t!("approval-to-whom", title = title)).grid(buttons, 2).row([back]))
}

/// How long it has waited.
pub fn age(since: Timestamp, moment: Moment<'_>) -> Text {
    let minutes = (moment.now - since.0).num_minutes().max(0);
    match minutes / 60 {
        0 => when::span(minutes),
        hours @ 1..=23 => when::span(hours * 60),
        hours => t!("approval-days", days = hours / 24),
    }
}

/// A line of a list.
async fn line(conn: &mut Conn, approval: &Approval, moment: Moment<'_>) -> Result<Button> {
    let title = brief(conn, approval).await?;
    let label = match (approval.state, approval.decided_at) {
        (State::Open, _) => t!("approval-line", age = age(approval.asked_at, moment), title = title),
        (State::Withdrawn, _) => t!("approval-line-withdrawn", title = title),
        (State::Decided, at) => {
            let at = at.unwrap_or(approval.asked_at);
            t!("approval-line-decided", title = title, verdict = verdict(approval)?, at = at.0)
        }
    };
    Ok(button(label, approval, Deed::Open))
}

/// `/решения`: what waits for this person, what was decided today, and what they have asked for themselves.
pub async fn inbox(conn: &mut Conn, person: &Person, moment: Moment<'_>, page: usize) -> Result<Screen> {
    let mut waiting = Vec::new();
    for approval in queries::open(conn).await? {
        if whom::may_decide(conn, &approval, person).await? {
            waiting.push(approval);
        }
    }
    let mut screen = if waiting.is_empty() {
        Screen::new(t!("decisions-none"))
    } else {
        Screen::new(t!("decisions-title", count = waiting.len()))
    };
    let page = Page::of(&waiting, page);
    for approval in page.items {
        screen = screen.row([line(conn, approval, moment).await?]);
    }
    let leaf = |label, page: Option<usize>| page.map(|page| Button::press(label, &Inbox(page)));
    screen = screen.row(leaf(t!("list-before"), page.before).into_iter().chain(leaf(t!("list-after"), page.after)));
    let midnight = person.today(moment.now).and_time(NaiveTime::MIN).and_local_timezone(person.zone).earliest();
    let since = midnight.map_or(moment.now, |at| at.to_utc());
    let mut today = queries::decided_since(conn, since.into()).await?;
    today.retain(|approval| approval.decided_by == Some(person.id) || person.is_any(&[Role::Head]));
    if !today.is_empty() {
        screen = screen.gap().line(t!("decisions-today", count = today.len()));
    }
    for approval in today.iter().take(5) {
        let (title, verdict) = (brief(conn, approval).await?, verdict(approval)?);
        let who = name(conn, approval.decided_by).await?;
        screen = screen.line(t!("decisions-line", title = title, verdict = verdict, name = who));
    }
    let own = queries::asked_by(conn, person.id, OWN).await?;
    if !own.is_empty() {
        screen = screen.gap().line(t!("decisions-own"));
    }
    for approval in &own {
        screen = screen.row([line(conn, approval, moment).await?]);
    }
    let ask = [Button::command(t!("ask-button"), "ask"), Button::command(t!("approve-button"), "approve")];
    Ok(screen.row(ask).row(hello::menu_row()))
}

/// On the client's card: what was asked about it, and how it ended.
pub async fn card_lines(conn: &mut Conn, client: &Client) -> Result<Vec<Text>> {
    let mut lines = Vec::new();
    for approval in queries::of_client(conn, client.id, 3).await? {
        let kind = approval.name()?;
        let day = approval.asked_at.0.with_timezone(&chrono_tz::Europe::Moscow).date_naive();
        let words: String = approval.asked.question.chars().take(80).collect();
        lines.push(match approval.state {
            State::Decided => {
                let who = name(conn, approval.decided_by).await?;
                let verdict = verdict(&approval)?;
                if approval.word.is_empty() {
                    t!("client-approval", kind = kind, day = day, words = words, verdict = verdict, name = who)
                } else {
                    let word: String = approval.word.chars().take(120).collect();
                    t!("client-approval-word", kind = kind, day = day, words = words, word = word, name = who)
                }
            }
            State::Open | State::Withdrawn => t!("client-approval-open", kind = kind, day = day, words = words),
        });
    }
    Ok(lines)
}

/// Samples for the gallery.
pub fn samples() -> Vec<Screen> {
    let title = t!("approval-title-of", kind = Text::of("ask-contract"), client = "ТСН «Ромашка» & Ко");
    let press = |deed| Press { approval: Id::new(), rev: 9999, deed };
    let at = chrono::DateTime::UNIX_EPOCH;
    vec![
        Screen::new(t!("approval-card", title = title.clone()))
            .line(t!("approval-asker", name = "Анна <b>", at = at))
            .line(t!("approval-words", words = "Можно ли <i>отдать</i> в долг?"))
            .line(t!("approval-files", count = 2_i64))
            .row([Button::press(t!("approval-hand-button"), &press(Deed::Colleagues))])
            .row([Button::press(t!("approval-withdraw-button"), &press(Deed::Withdraw))]),
        Screen::new(t!("approval-card", title = title.clone()))
            .line(t!("approval-decided", verdict = t!("approval-agreed"), name = "Виктор", at = at))
            .line(t!("approval-word", words = "до <пятницы>"))
            .row([Button::press(t!("approval-word-button"), &press(Deed::Word))]),
        Screen::new(t!("decisions-title", count = 3_i64))
            .row([Button::press(t!("approval-line", age = when::span(200), title = title), &press(Deed::Open))]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_press_survives_64_bytes() {
        for deed in [
            Deed::Open,
            Deed::Show,
            Deed::Choose("abcdefghijkl".to_owned()),
            Deed::Colleagues,
            Deed::HandOver(Id::new()),
            Deed::Word,
            Deed::Withdraw,
        ] {
            let press = Press { approval: Id::new(), rev: 9999, deed };
            assert_eq!(Press::unpack(&press.pack()), Some(press.clone()));
            assert!(press.pack().len() + "appr:".len() <= 64, "{press:?}");
        }
        assert_eq!(Press::unpack("of an older release"), None);
        assert_eq!(Inbox::unpack(&Inbox(3).pack()), Some(Inbox(3)));
    }

    #[test]
    fn every_answer_of_every_room_fits_into_a_button() {
        use crate::features::ALL;
        for ask in ALL.iter().flat_map(|room| room.asks) {
            let asked = super::super::super::Asked {
                kind: ask.kind.to_owned(),
                client: None,
                entity: String::new(),
                asker: None,
                question: String::new(),
                sum: None,
                attached: Vec::new(),
            };
            for choice in (ask.choices)(&asked) {
                let latin = choice.key.chars().all(|c| c.is_ascii_lowercase());
                assert!(latin && choice.key.len() <= 12, "{}: {}", ask.kind, choice.key);
            }
        }
    }
}
