//! Our card of a claim: what it is, why it is serious, where it stands, what comes next, and what can be done now.

use super::{
    evidence, level,
    model::{Cause, Claim, Kind, Level, OfferState, REOPENS, State, Verdict, Wish},
    plan,
};
use crate::{
    bot::{
        event::{Event, Undo},
        screen::{self, Button, Screen, Words},
    },
    calendar::Moment,
    clients,
    db::{Conn, Id},
    error::Result,
    features::requests,
    people::{self, Person},
    t,
    text::Text,
};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

/// So much of somebody's words stands beside other things, characters.
const SHORT: usize = 160;

/// A button of a claim's card: which claim, as it was shown, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Press {
    pub claim: Id<Claim>,
    pub rev: i64,
    pub deed: Deed,
}

/// What a press does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Show,
    Investigate,
    Offer,
    Call,
    Raise,
    Step,
    Evidence,
    Files,
    Proof,
    Legal,
    Done,
    End,
    Reopen,
}

const DEEDS: [(Deed, &str); 13] = [
    (Deed::Show, "show"),
    (Deed::Investigate, "look"),
    (Deed::Offer, "offer"),
    (Deed::Call, "call"),
    (Deed::Raise, "raise"),
    (Deed::Step, "step"),
    (Deed::Evidence, "proofs"),
    (Deed::Files, "files"),
    (Deed::Proof, "proof"),
    (Deed::Legal, "legal"),
    (Deed::Done, "done"),
    (Deed::End, "end"),
    (Deed::Reopen, "again"),
];

impl screen::Press for Press {
    const ROOM: &'static str = "claim";

    fn pack(&self) -> String {
        let name = DEEDS.iter().find(|(deed, _)| *deed == self.deed).map_or("show", |(_, name)| name);
        format!("{}:{}:{name}", self.claim.short(), self.rev)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (claim, rev, name) = (words.id()?, words.parse()?, words.word()?);
        let (deed, _) = DEEDS.iter().find(|(_, known)| *known == name)?;
        Some(Self { claim, rev, deed: *deed })
    }
}

/// A button of a claim.
pub fn button(label: Text, claim: &Claim, deed: Deed) -> Button {
    Button::press(label, &Press { claim: claim.id, rev: claim.rev, deed })
}

/// `П-17 · ТСН «Ромашка»`.
pub fn named(claim: &Claim) -> Text {
    t!("claim-named", number = claim.number.to_string(), client = &claim.client_name)
}

/// The beginning of somebody's words.
pub fn short(words: &str) -> String {
    let mut chars = words.chars();
    let head: String = chars.by_ref().take(SHORT).collect();
    if chars.next().is_none() { head } else { format!("{}…", head.trim_end()) }
}

/// What a card shows besides the claim itself.
#[derive(Debug, Clone)]
pub struct Seen {
    /// How long there is to answer.
    pub badge: Option<Text>,
    /// How many files there are.
    pub files: i64,
    /// The plan.
    pub steps: Vec<plan::Step>,
    /// Who decided.
    pub by: String,
    /// The reader's civil date.
    pub today: NaiveDate,
    /// The reader's zone.
    pub zone: Tz,
}

/// The card.
pub async fn screen(conn: &mut Conn, claim: &Claim, reader: &Person, moment: Moment<'_>) -> Result<Screen> {
    let badge = if claim.stage.is_open() { requests::badge(conn, claim.request, moment).await? } else { None };
    let by = match &claim.decision {
        Some(decided) => people::by_id(conn, decided.by).await?.map_or_else(String::new, |person| person.name),
        None => String::new(),
    };
    let seen = Seen {
        badge,
        files: evidence::count(conn, claim.id).await?,
        steps: plan::of(conn, claim.id).await?,
        by,
        today: reader.today(moment.now),
        zone: reader.zone,
    };
    Ok(shown(claim, seen, moment.now))
}

/// The same, pure.
pub fn shown(claim: &Claim, seen: Seen, now: DateTime<Utc>) -> Screen {
    let complex = (claim.stage.level == Level::Complex).then(|| t!("claim-complex"));
    let head = [Some(t!("claim-card", claim = named(claim))), complex, Some(state(claim)), seen.badge];
    let mut screen = Screen::new(Text::Join(head.into_iter().flatten().collect(), " · ")).about(claim.client);
    if !claim.reasons.is_empty() {
        screen = screen.line(t!("claim-why", why = level::why(&claim.reasons)));
    }
    screen = screen.gap();
    screen = if claim.essence.is_empty() {
        screen.line(t!("claim-from", who = &claim.who))
    } else {
        screen.line(t!("claim-quote", essence = &claim.essence, who = &claim.who))
    };
    if seen.files > 0 {
        screen = screen.line(t!("claim-files", count = seen.files));
    }
    screen = screen.lines(facts(claim));
    if let Some(decided) = &claim.decision {
        screen = screen.line(decision(claim, decided.verdict, &decided.word, &seen.by));
    }
    let planned = seen.steps.iter().filter(|step| !step.done).map(|step| step.due_on).min();
    if claim.stage.is_open() {
        let next = planned.unwrap_or_else(|| claim.due().with_timezone(&seen.zone).date_naive());
        screen = screen.gap().line(if next < seen.today {
            t!("claim-next-late", day = next)
        } else {
            t!("claim-next", day = next)
        });
    }
    screen = screen.lines(seen.steps.iter().map(|step| {
        let (day, text, owner) = (step.due_on, &step.text, &step.owner);
        if step.done {
            t!("claim-step-done", day = day, text = text, owner = owner)
        } else {
            t!("claim-step", day = day, text = text, owner = owner)
        }
    }));
    screen.rows = rows(claim, now);
    screen
}

/// The same after a deed, with what was done on top and the way to take it back.
pub fn after(mut screen: Screen, said: Text, event: Option<Id<Event>>) -> Screen {
    screen.lines.insert(0, said);
    screen.lines.insert(1, Text::verbatim(""));
    screen.row(event.map(|event| Button::press(t!("undo-button"), &Undo(event))))
}

/// What is known besides the words.
fn facts(claim: &Claim) -> Vec<Text> {
    let wants = match claim.sum {
        Some(sum) => t!("claim-wants-sum", wish = wish(claim.wish), sum = sum, kind = kind(claim.kind)),
        None => t!("claim-wants", wish = wish(claim.wish), kind = kind(claim.kind)),
    };
    let written = claim.written.as_ref().map(|number| match claim.answer_due {
        Some(day) => t!("claim-written-by", number = number, day = day),
        None => t!("claim-written", number = number),
    });
    let bills = (!claim.disputed.is_empty()).then(|| t!("claim-bills", count = claim.disputed.len()));
    let legal =
        claim.legal.as_ref().map(|legal| t!("claim-legal", day = legal.on, whom = &legal.to, passed = &legal.passed));
    let again = (claim.stage.reopened > 0).then(|| t!("claim-reopened", count = claim.stage.reopened));
    let offer = claim.offer.as_ref().map(|offer| {
        let what = match offer.sum {
            Some(sum) => t!("claim-offer-sum", what = &offer.what, sum = sum, day = offer.on),
            None => t!("claim-offer", what = &offer.what, day = offer.on),
        };
        match offer.state {
            OfferState::Asked => t!("claim-offer-asked", offer = what),
            OfferState::Sent => t!("claim-offer-sent", offer = what),
            OfferState::Refused => t!("claim-offer-refused", offer = what),
        }
    });
    let allowed = claim.allowed.map(|sum| t!("claim-allowed", sum = sum));
    let result = (!claim.result.is_empty()).then(|| t!("claim-result", result = &claim.result));
    [Some(wants), written, bills, legal, again, offer, allowed, result].into_iter().flatten().collect()
}

/// What the head decided, in the words of the house.
pub fn decision(claim: &Claim, verdict: Verdict, word: &str, by: &str) -> Text {
    let what = match verdict {
        Verdict::As => as_wished(claim.wish, claim.sum),
        Verdict::Otherwise => t!("claim-decided-otherwise"),
        Verdict::Refuse => t!("claim-decided-refuse"),
        Verdict::Offer => t!("claim-decided-offer"),
    };
    if word.is_empty() {
        t!("claim-decided", what = what, by = by)
    } else {
        t!("claim-decided-word", what = what, by = by, word = word)
    }
}

/// What the client wants, as something to be granted: `Замена`, `Возврат 12 000 ₽`.
pub fn as_wished(wish: Wish, sum: Option<crate::money::Money>) -> Text {
    match (wish, sum) {
        (Wish::Fix, _) => t!("claim-grant-fix"),
        (Wish::Replace, _) => t!("claim-grant-replace"),
        (Wish::Refund, None) => t!("claim-grant-refund"),
        (Wish::Refund, Some(sum)) => t!("claim-grant-refund-sum", sum = sum),
        (Wish::Discount, None) => t!("claim-grant-discount"),
        (Wish::Discount, Some(sum)) => t!("claim-grant-discount-sum", sum = sum),
        (Wish::Apology, _) => t!("claim-grant-apology"),
        (Wish::Other, _) => t!("claim-grant-other"),
    }
}

/// What can be done now.
fn rows(claim: &Claim, now: DateTime<Utc>) -> Vec<Vec<Button>> {
    let deed = |label, deed| button(label, claim, deed);
    let stage = claim.stage;
    let mut rows = Vec::new();
    if stage.is_open() {
        let answer = Button::command(t!("claim-answer-button"), &format!("answer:{}", claim.request.short()));
        rows.push(vec![answer, deed(t!("claim-call-button"), Deed::Call)]);
        let look = stage.investigate().is_ok().then(|| deed(t!("claim-look-button"), Deed::Investigate));
        let asked = claim.offer.as_ref().is_some_and(|offer| offer.state == OfferState::Asked);
        let offer = (stage.offer().is_ok() && !asked).then(|| deed(t!("claim-offer-button"), Deed::Offer));
        let done = stage.done().is_ok().then(|| deed(t!("claim-done-button"), Deed::Done));
        let end = (stage.state == State::Done).then(|| deed(t!("claim-end-button"), Deed::End));
        rows.push(look.into_iter().chain(offer).chain(done).chain(end).collect());
        let raise = stage.raise().is_ok().then(|| deed(t!("claim-raise-button"), Deed::Raise));
        let legal = claim.legal.is_none().then(|| deed(t!("claim-legal-button"), Deed::Legal));
        rows.push([deed(t!("claim-step-button"), Deed::Step)].into_iter().chain(raise).chain(legal).collect());
    } else if stage.closed_at.is_some_and(|at| now - at <= REOPENS) {
        rows.push(vec![deed(t!("claim-again-button"), Deed::Reopen)]);
    }
    rows.push(vec![deed(t!("claim-evidence-button"), Deed::Evidence), clients::card_button(claim.client)]);
    rows.retain(|row: &Vec<Button>| !row.is_empty());
    rows
}

/// Where it stands.
pub fn state(claim: &Claim) -> Text {
    match claim.stage.state {
        State::New => t!("claim-state-new"),
        State::Acknowledged => t!("claim-state-acknowledged"),
        State::Investigating => t!("claim-state-investigating"),
        State::Offer => t!("claim-state-offer"),
        State::Accepted => t!("claim-state-accepted"),
        State::Disputed => t!("claim-state-disputed"),
        State::Escalated => t!("claim-state-escalated"),
        State::Decision => t!("claim-state-decision"),
        State::Done if claim.stage.solved => t!("claim-state-solved"),
        State::Done => t!("claim-state-done"),
        State::Closed => t!("claim-state-closed"),
        State::Void => t!("claim-state-void"),
    }
}

/// What it is about.
pub fn kind(kind: Kind) -> Text {
    match kind {
        Kind::Equipment => t!("claim-kind-equipment"),
        Kind::Installation => t!("claim-kind-installation"),
        Kind::Delivery => t!("claim-kind-delivery"),
        Kind::Software => t!("claim-kind-software"),
        Kind::Bill => t!("claim-kind-bill"),
        Kind::Staff => t!("claim-kind-staff"),
        Kind::Terms => t!("claim-kind-terms"),
        Kind::Other => t!("claim-kind-other"),
    }
}

/// What the client wants.
pub fn wish(wish: Wish) -> Text {
    match wish {
        Wish::Fix => t!("claim-wish-fix"),
        Wish::Replace => t!("claim-wish-replace"),
        Wish::Refund => t!("claim-wish-refund"),
        Wish::Discount => t!("claim-wish-discount"),
        Wish::Apology => t!("claim-wish-apology"),
        Wish::Other => t!("claim-wish-other"),
    }
}

/// Why it came to it.
pub fn cause(cause: Cause) -> Text {
    match cause {
        Cause::Defect => t!("claim-cause-defect"),
        Cause::Installation => t!("claim-cause-installation"),
        Cause::Delivery => t!("claim-cause-delivery"),
        Cause::Bill => t!("claim-cause-bill"),
        Cause::Misunderstanding => t!("claim-cause-misunderstanding"),
        Cause::Terms => t!("claim-cause-terms"),
        Cause::Staff => t!("claim-cause-staff"),
        Cause::Other => t!("claim-cause-other"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_press_survives_64_bytes() {
        for (deed, _) in DEEDS {
            let press = Press { claim: Id::new(), rev: 99_999, deed };
            assert_eq!(Press::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "claim:".len() <= 64);
        }
        assert_eq!(Press::unpack("of an older release"), None);
    }

    #[test]
    fn long_words_are_cut_and_short_ones_are_not() {
        assert_eq!(short("Сломан шлагбаум"), "Сломан шлагбаум");
        assert_eq!(short(&"ы".repeat(SHORT)), "ы".repeat(SHORT));
        assert_eq!(short(&"ы".repeat(SHORT + 1)), format!("{}…", "ы".repeat(SHORT)));
    }
}
