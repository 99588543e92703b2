//! Rule E2: a complex claim that the head has not decided. What the head is asked, what they should know, and what
//! follows from their answer. Also the head's yes to an offer above the manager's own limit.

use super::{
    card, cards, client, evidence,
    level::{self, Reason},
    model::{Claim, Decided, Offer, OfferState, Stage, Verdict, Wish},
    offer, opening, rows,
};
use crate::{
    bot::{outbox::Class, screen::Screen, turn::Turn},
    calendar::Moment,
    clients,
    db::{Conn, Id},
    error::{Error, Result},
    features::{
        Alarm, Ask, Asked, Choice, Decision, Look, Rule, Whom,
        approvals::{self, New},
        tasks,
    },
    money::Money,
    news::News,
    rules::{self, Threshold, Unit},
    t,
    text::Text,
};

/// From this sum on the head decides.
pub const SUM: Threshold = Threshold {
    rule: "E2",
    name: "sum",
    about: "rule-e2-sum",
    unit: Unit::Money,
    usual: 5_000_000,
    least: 100_000,
    most: 10_000_000_000,
};

/// Up to this sum the manager offers alone.
pub const OWN: Threshold = Threshold {
    rule: "E2",
    name: "own",
    about: "rule-e2-own",
    unit: Unit::Money,
    usual: 1_000_000,
    least: 0,
    most: 10_000_000_000,
};

/// A second claim within so many days is complex.
pub const REPEAT: Threshold =
    Threshold { rule: "E2", name: "repeat", about: "rule-e2-repeat", unit: Unit::Days, usual: 90, least: 1, most: 365 };

const ACK: Threshold =
    Threshold { rule: "E2", name: "ack", about: "rule-e2-ack", unit: Unit::Minutes, usual: 60, least: 5, most: 480 };

/// The rule.
pub const E2: Rule = Rule {
    code: "E2",
    about: "rule-e2",
    thresholds: &[SUM, OWN, REPEAT, ACK],
    ack: ACK,
    alarms: |conn, look| Box::pin(alarms(conn, look)),
    settled: |conn, entity, _| Box::pin(settled(conn, entity)),
};

/// What the head is asked about a claim; what they can grant is told by what the client wants.
const fn about_claim(kind: &'static str) -> Ask {
    Ask {
        kind,
        name: "ask-claim",
        facts: |conn, asked, moment| Box::pin(facts_of(conn, asked, moment)),
        choices: claim_choices,
        decided: |turn, asked, decision| Box::pin(decided(turn, asked, decision)),
    }
}

/// What this room asks a head for.
pub const ASKS: &[Ask] = &[
    about_claim("claim.fix"),
    about_claim("claim.replace"),
    about_claim("claim.refund"),
    about_claim("claim.discount"),
    about_claim("claim.apology"),
    about_claim("claim.other"),
    Ask {
        kind: "compensation",
        name: "ask-compensation",
        facts: |conn, asked, moment| Box::pin(facts_of(conn, asked, moment)),
        choices: |_| {
            let choice = |key, label, needs_word| Choice { key, label, needs_word };
            vec![
                choice("yes", t!("claim-agree-button"), false),
                choice("sum", t!("claim-other-sum-button"), true),
                choice("refuse", t!("claim-refuse-button"), true),
                choice("call", t!("claim-call-today-button"), false),
            ]
        },
        decided: |turn, asked, decision| Box::pin(compensated(turn, asked, decision)),
    },
];

fn kind(claim: &Claim) -> String {
    format!("claim.{}", claim.wish)
}

fn claim_choices(asked: &Asked) -> Vec<Choice> {
    let wish = asked.kind.strip_prefix("claim.").and_then(|wish| wish.parse().ok()).unwrap_or(Wish::Other);
    let choice = |key, label, needs_word| Choice { key, label, needs_word };
    vec![
        choice("as", card::as_wished(wish, asked.sum), false),
        choice("other", t!("claim-otherwise-button"), true),
        choice("refuse", t!("claim-refuse-button"), true),
        choice("call", t!("claim-call-today-button"), false),
    ]
}

/// Asks the head about a complex claim; the rule shows it to them.
pub async fn ask_head(conn: &mut Conn, claim: &Claim, moment: Moment<'_>) -> Result {
    let asked = Asked {
        kind: kind(claim),
        client: Some(claim.client),
        entity: claim.id.to_string(),
        asker: None,
        question: claim.essence.clone(),
        sum: claim.sum,
        attached: Vec::new(),
    };
    approvals::ask(conn, New { asked, quiet: true }, moment).await.map(drop)
}

/// A claim becomes complex: from now on it waits for the head.
pub async fn raise(
    conn: &mut Conn,
    claim: &Claim,
    stage: Stage,
    reasons: &[Reason],
    moment: Moment<'_>,
) -> Result<Claim> {
    let until = opening::clocks(conn, claim.owner, moment).await?.decide;
    rows::set_complex(conn, claim.id, reasons, Some((moment.now.into(), until.into()))).await?;
    rows::ask_anew(conn, claim.id).await?;
    rows::set_stage(conn, claim, stage, moment.now.into()).await?;
    let raised = rows::known(conn, claim.id).await?;
    let raised = raised.ok_or_else(|| Error::other(format!("claim {} is gone", claim.id)))?;
    ask_head(conn, &raised, moment).await?;
    Ok(raised)
}

/// The rule looks at the client's claims anew.
pub async fn changed(turn: &Turn, claim: &Claim) -> Result {
    turn.publish(News::Changed { rule: E2.code, client: Some(claim.client) }).await
}

async fn alarms(conn: &mut Conn, look: Look<'_>) -> Result<Vec<Alarm>> {
    let mut alarms = Vec::new();
    for claim in rows::undecided(conn, look.client).await? {
        let open = approvals::open_about(conn, &kind(&claim), &claim.id.to_string()).await?;
        let options = match open {
            Some(approval) => approvals::buttons(conn, approval).await?,
            None => Vec::new(),
        };
        alarms.push(Alarm {
            client: Some(claim.client),
            entity: claim.id.to_string(),
            since: claim.complex_at.unwrap_or(claim.opened_at.0),
            whom: Whom::Heads,
            critical: false,
            what: t!("claim-alarm", claim = card::named(&claim)),
            why: level::why(&claim.reasons),
            facts: facts(conn, &claim, look.moment).await?,
            options,
            until: claim.decide_by,
        });
    }
    Ok(alarms)
}

/// Three facts: what the client says and wants, what proves it, what is owed and promised.
async fn facts(conn: &mut Conn, claim: &Claim, moment: Moment<'_>) -> Result<Vec<Text>> {
    let known = clients::known(conn, claim.client).await?;
    let (mut told, mut money) = (Vec::new(), Vec::new());
    if let Some(client) = &known {
        let today = moment.now.with_timezone(&client.zone).date_naive();
        (told, money) = evidence::deeds_and_money(conn, client, today).await?;
    }
    let files = evidence::count(conn, claim.id).await?;
    let files = if files == 0 { t!("claim-no-files") } else { t!("claim-files", count = files) };
    let proofs = [files].into_iter().chain(told.into_iter().take(2)).collect();
    let money = if money.is_empty() { t!("claim-no-debt") } else { Text::Join(money, " · ") };
    let wants = match claim.sum {
        Some(sum) => t!("claim-client-wants-sum", wish = card::wish(claim.wish), sum = sum),
        None => t!("claim-client-wants", wish = card::wish(claim.wish)),
    };
    let says = (!claim.essence.is_empty()).then(|| t!("plea-essence", essence = card::short(&claim.essence)));
    let says = says.into_iter().chain([wants]).collect();
    Ok(vec![Text::Join(says, " · "), Text::Join(proofs, " · "), money])
}

async fn facts_of(conn: &mut Conn, asked: &Asked, moment: Moment<'_>) -> Result<Vec<Text>> {
    let claim = match asked.kind.as_str() {
        "compensation" => rows::by_offer(conn, entity(asked)?).await?,
        _ => rows::known(conn, entity(asked)?).await?,
    };
    let Some(claim) = claim else { return Ok(Vec::new()) };
    let offer = claim.offer.as_ref().filter(|_| asked.kind == "compensation");
    match offer {
        None => facts(conn, &claim, moment).await,
        Some(offer) => {
            let why = (!claim.reasons.is_empty()).then(|| t!("claim-why", why = level::why(&claim.reasons)));
            let head = [
                t!("claim-card", claim = card::named(&claim)),
                t!("claim-will-read", text = client::offer_text(offer)),
            ];
            Ok(head.into_iter().chain(why).collect())
        }
    }
}

fn entity<T>(asked: &Asked) -> Result<Id<T>> {
    asked.entity.parse().map_err(|_| Error::other(format!("approval of {}: entity {}", asked.kind, asked.entity)))
}

async fn settled(conn: &mut Conn, entity: &str) -> Result<(Text, Text)> {
    let id: Option<Id<Claim>> = entity.parse().ok();
    let claim = match id {
        Some(id) => rows::known(conn, id).await?,
        None => None,
    };
    let Some(claim) = claim else { return Ok((Text::verbatim(""), t!("claim-state-void"))) };
    let how = match &claim.decision {
        Some(decided) => {
            let by = crate::people::by_id(conn, decided.by).await?.map_or_else(String::new, |person| person.name);
            card::decision(&claim, decided.verdict, "", &by)
        }
        None => card::state(&claim),
    };
    Ok((t!("claim-alarm", claim = card::named(&claim)), how))
}

/// The head has spoken about a claim. Says what follows.
async fn decided(turn: Turn, asked: Asked, decision: Decision) -> Result<Text> {
    let found = rows::known(&mut turn.db(), entity(&asked)?).await?;
    let claim =
        found.filter(|claim| claim.stage.awaits_head()).ok_or_else(|| Error::User(t!("claim-settled-already")))?;
    let verdict = match decision.verdict.as_str() {
        "as" => Verdict::As,
        "other" => Verdict::Otherwise,
        "refuse" => Verdict::Refuse,
        _ => {
            call_today(&turn, &claim).await?;
            ask_head(&mut turn.db(), &claim, turn.moment()).await?;
            changed(&turn, &claim).await?;
            return Ok(t!("claim-call-put"));
        }
    };
    let stage = claim.stage.decide().map_err(super::wrong)?;
    let by = Decided { verdict, word: decision.word, by: turn.me().id, at: turn.stamp() };
    rows::set_decision(&mut turn.db(), claim.id, &by).await?;
    if let (Verdict::As, Some(sum)) = (verdict, claim.sum) {
        rows::set_allowed(&mut turn.db(), claim.id, Some(sum)).await?;
    }
    super::press::place(&turn, &claim, stage).await?;
    turn.happened("claim.decided", Some(claim.client), claim.id, &verdict).await?;
    let claim = super::press::reread(&turn, claim.id).await?;
    client::tell(&mut turn.db(), &claim, turn.moment()).await?;
    cards::refresh(&mut turn.db(), claim.id, None, turn.moment()).await?;
    tell_keepers(&turn, &claim, &by).await?;
    changed(&turn, &claim).await?;
    Ok(t!("claim-decided-told"))
}

/// Those who look after the client hear the decision, with the head's words.
async fn tell_keepers(turn: &Turn, claim: &Claim, decided: &Decided) -> Result {
    let me = turn.me().clone();
    let keepers = rules::keepers(&mut turn.db(), claim.owner).await?;
    for keeper in keepers {
        if keeper.id == me.id {
            continue;
        }
        let mut screen = Screen::new(t!("claim-head-decided", name = &me.name, claim = card::named(claim)));
        screen = screen.line(card::decision(claim, decided.verdict, &decided.word, &me.name)).about(claim.client);
        let screen = screen.row([card::button(t!("claim-open-button"), claim, card::Deed::Show)]);
        let key = format!("claim:{}:decided:{}:{}", claim.id, turn.now(), keeper.id);
        turn.tell(&keeper, Class::Notice, &key, &screen).await?;
    }
    Ok(())
}

/// The manager is to call the client today, or on the next working day if today is over.
async fn call_today(turn: &Turn, claim: &Claim) -> Result {
    let reader = turn.reader();
    let keepers = rules::keepers(&mut turn.db(), claim.owner).await?;
    for keeper in keepers.into_iter().take(1) {
        let due_on = super::press::today_or_next(turn, &keeper);
        let task = tasks::New {
            kind: tasks::Kind::Call,
            text: t!("claim-task-head-call", number = claim.number.to_string()).plain(&reader),
            client: Some(claim.client),
            owner: keeper.id,
            author: Some(turn.me().id),
            due_on,
            due_time: None,
        };
        tasks::put(&mut turn.db(), task, turn.stamp()).await?;
        let screen = Screen::new(t!("claim-head-call", name = &turn.me().name, claim = card::named(claim)))
            .about(claim.client)
            .row([clients::call_button(claim.client), card::button(t!("claim-open-button"), claim, card::Deed::Show)]);
        let key = format!("claim:{}:call:{}", claim.id, turn.now());
        turn.tell(&keeper, Class::Notice, &key, &screen).await?;
    }
    Ok(())
}

/// The head has spoken about an offer. Says what follows.
async fn compensated(turn: Turn, asked: Asked, decision: Decision) -> Result<Text> {
    let id: Id<Offer> = entity(&asked)?;
    let found = rows::by_offer(&mut turn.db(), id).await?;
    let pair = found.and_then(|claim| claim.offer.clone().map(|offer| (claim, offer)));
    let Some((claim, offer)) = pair.filter(|(_, offer)| offer.state == OfferState::Asked) else {
        return Err(Error::User(t!("claim-settled-already")));
    };
    match decision.verdict.as_str() {
        "yes" => {
            rows::set_allowed(&mut turn.db(), claim.id, offer.sum).await?;
            offer::send(&turn, &claim, offer).await?;
            Ok(t!("claim-offer-goes"))
        }
        "sum" => {
            let sum = Money::parse(&decision.word)
                .ok_or_else(|| Error::User(t!("sum-not-understood", words = &decision.word)))?;
            rows::set_allowed(&mut turn.db(), claim.id, Some(sum)).await?;
            // The usual words name the sum themselves; the manager's own words have to be looked at first.
            if offer.text.is_empty() {
                offer::send(&turn, &claim, Offer { sum: Some(sum), ..offer }).await?;
                return Ok(t!("claim-offer-goes-sum", sum = sum));
            }
            refuse(&turn, &claim, offer).await?;
            Ok(t!("claim-offer-back"))
        }
        "refuse" => {
            refuse(&turn, &claim, offer).await?;
            Ok(t!("claim-offer-refused-told"))
        }
        _ => {
            call_today(&turn, &claim).await?;
            approvals::ask(&mut turn.db(), New { asked, quiet: false }, turn.moment()).await?;
            Ok(t!("claim-call-put"))
        }
    }
}

async fn refuse(turn: &Turn, claim: &Claim, offer: Offer) -> Result {
    let offer = Offer { state: OfferState::Refused, ..offer };
    rows::set_offer(&mut turn.db(), claim.id, Some(&offer)).await?;
    rows::touch(&mut turn.db(), claim.id).await?;
    cards::refresh(&mut turn.db(), claim.id, None, turn.moment()).await
}
