//! Approvals: somebody asks a head for a yes, and the head answers with one tap, with words where a no needs them. The
//! question stands on every head's phone until one of them decides, on a colleague's once it was handed on; then every card
//! shows the verdict, and whoever asked hears it. What the verdict leads to is the business of the room that asks: it brings
//! an `Ask` and acts in the decider's turn. Advice, contracts, sums and things needed for work are asked for by people
//! themselves, from here.
//!
//! A verdict is not taken back: whoever asked may have acted on it. Words can be added to it.
//! Deliberately not here: how loudly an unanswered question is repeated (escalations), limits of sums.

mod decide;
mod model;
mod overdue;
mod own;
mod petition;
mod queries;
mod views;
mod whom;

#[cfg(test)]
mod asking_tests;
#[cfg(test)]
mod tests;

pub use model::{Approval, New};

use super::{CardPart, Feature, Inverse, hello};
use crate::{
    bot::{
        dialogue::Form,
        event::Event,
        outbox,
        routes::{Args, Command, Routes, command, in_dialogue, pressed},
        said::Said,
        screen::{Button, Press as _, Screen, Tap},
        turn::{Turn, Who},
    },
    calendar::Moment,
    clients,
    db::{Conn, Id},
    error::{Error, Result},
    people::Person,
    t,
    text::Text,
};
use decide::Verdict;
use petition::Petition;
use views::{Deed, Inbox, Press};

/// The rule that says unanswered questions again.
const RULE: &str = "E8";

/// The room.
pub const FEATURE: Feature = Feature {
    name: "approvals",
    doors,
    answers,
    forms: &[Form::of::<Petition>(), Form::of::<Verdict>()],
    commands: &[
        Command {
            name: "decisions", word: "решения", about: "command-decisions", rank: 55, roles: whom::DELEGATES
        },
        Command { name: "ask", word: "спросить", about: "command-ask", rank: 85, roles: whom::DELEGATES },
        Command {
            name: "approve", word: "согласовать", about: "command-approve", rank: 86, roles: whom::DELEGATES
        },
    ],
    presses: &[("appr", hello::STAFF), ("decisions", whom::DELEGATES)],
    card: Some(CardPart {
        lines: |conn, client, _| Box::pin(views::card_lines(conn, client)),
        buttons: |client| {
            let of = |command: &str| format!("{command}:{}", client.short());
            vec![Button::command(t!("ask-button"), &of("ask")), Button::command(t!("approve-button"), &of("approve"))]
        },
        proves: false,
    }),
    card_rank: 90,
    rules: &[overdue::OVERDUE],
    asks: own::ASKS,
    undo: &[Inverse {
        kind: "approval.asked",
        name: |_| Ok(t!("approval-deed-asked")),
        undo: |turn, event| Box::pin(undo_asked(turn, event)),
    }],
    screens: views::samples,
    ..Feature::EMPTY
};

fn doors() -> Vec<Routes> {
    vec![
        command("decisions").endpoint(inbox),
        command("ask").endpoint(ask_head),
        command("approve").endpoint(approve),
        pressed::<Inbox>().endpoint(page),
        pressed::<Press>().endpoint(press),
        // A reply to the card of a question answers it, whatever form is open.
        dptree::filter_map_async(|turn: Turn, said: Said| async move { replied(&turn, said).await.ok().flatten() })
            .endpoint(reply),
    ]
}

fn answers() -> Vec<Routes> {
    vec![in_dialogue::<Petition>().endpoint(petition::answer), in_dialogue::<Verdict>().endpoint(decide::answer)]
}

/// Asks. The heads get the card at once, unless it is quiet.
pub async fn ask(conn: &mut Conn, new: New, moment: Moment<'_>) -> Result<Id<Approval>> {
    let id = Id::new();
    queries::insert(conn, id, &new, moment.now.into()).await?;
    if !new.quiet
        && let Some(approval) = queries::by_id(conn, id).await?
    {
        let asked = whom::asked(conn, &approval).await?;
        decide::show_to(conn, &approval, &asked, moment).await?;
    }
    Ok(id)
}

/// The open approval of a kind about an entity.
pub async fn open_about(conn: &mut Conn, kind: &str, entity: &str) -> Result<Option<Id<Approval>>> {
    queries::open_about(conn, kind, entity).await
}

/// Its answers as rows of buttons, with the way to hand it on; none once it is not open any more.
pub async fn buttons(conn: &mut Conn, id: Id<Approval>) -> Result<Vec<Vec<Button>>> {
    match queries::by_id(conn, id).await?.filter(Approval::is_open) {
        Some(approval) => views::answers(&approval),
        None => Ok(Vec::new()),
    }
}

/// Nobody needs it any more: what is open about the entity is taken back, its cards say so.
pub async fn withdraw(conn: &mut Conn, entity: &str, moment: Moment<'_>) -> Result {
    for approval in queries::all_open_about(conn, entity).await? {
        queries::withdraw(conn, approval.id).await?;
        decide::refresh(conn, approval.id, moment).await?;
    }
    Ok(())
}

/// Whoever was handed something with these buttons may press them: the approvals behind them that the acting person may
/// decide are handed on as well.
pub async fn hand_with(turn: &Turn, options: &[Vec<Button>], to: Id<Person>) -> Result {
    let mut seen = Vec::new();
    for button in options.iter().flatten() {
        let Tap::Data(data) = &button.tap else { continue };
        let press = data.split_once(':').filter(|(room, _)| *room == Press::ROOM);
        let Some(press) = press.and_then(|(_, rest)| Press::unpack(rest)) else { continue };
        if !seen.contains(&press.approval) {
            seen.push(press.approval);
        }
    }
    for id in seen {
        let approval = queries::by_id(&mut turn.db(), id).await?.filter(Approval::is_open);
        let Some(approval) = approval else { continue };
        let may = whom::may_decide(&mut turn.db(), &approval, turn.me()).await?;
        let offered = whom::colleagues(&mut turn.db(), &approval, turn.me().id).await?;
        if may && offered.iter().any(|(id, _)| *id == to) {
            decide::hand_over(turn, &approval, to).await?;
        }
    }
    Ok(())
}

async fn inbox(turn: Turn) -> Result {
    let screen = views::inbox(&mut turn.db(), turn.me(), turn.moment(), 0).await?;
    turn.reply(screen).await.map(drop)
}

async fn page(turn: Turn, Inbox(page): Inbox) -> Result {
    let screen = views::inbox(&mut turn.db(), turn.me(), turn.moment(), page).await?;
    turn.show(screen).await
}

/// `/ask`, `/ask можно ли отдать пульт в долг`, or the button of a client's card.
async fn ask_head(turn: Turn, Args(words): Args) -> Result {
    start(&turn, &words, Some(model::Kind::Question)).await
}

/// `/approve`, or the button of a client's card.
async fn approve(turn: Turn, Args(words): Args) -> Result {
    start(&turn, &words, None).await
}

async fn start(turn: &Turn, words: &str, kind: Option<model::Kind>) -> Result {
    let Some(id) = Id::from_short(words) else {
        return turn.open(&Petition::begin(kind, words, None)).await;
    };
    let client = clients::by_id(&mut turn.db(), turn.scope(), id).await?;
    let Some(client) = client else { return turn.toast(t!("client-absent")).await };
    turn.open(&Petition::begin(kind, "", Some(client.id))).await
}

/// A press on a card. Who may decide does; who asked can look and take back; to anybody else it is not there.
async fn press(turn: Turn, press: Press) -> Result {
    let me = turn.me().clone();
    let approval = queries::by_id(&mut turn.db(), press.approval).await?;
    let Some(approval) = approval else { return Err(Error::User(t!("approval-absent"))) };
    let decides = whom::may_decide(&mut turn.db(), &approval, &me).await?;
    let mine = approval.asked.asker == Some(me.id);
    let may = match press.deed {
        Deed::Open | Deed::Show => decides || mine,
        Deed::Withdraw => mine,
        Deed::Choose(_) | Deed::Colleagues | Deed::HandOver(_) | Deed::Word => decides,
    };
    if !may {
        return Err(Error::User(t!("approval-absent")));
    }
    match press.deed {
        Deed::Open => return open(&turn, &approval).await,
        Deed::Show => return show(&turn, &approval, None).await,
        Deed::Word if approval.decided_by == Some(me.id) => {
            return turn.open(&Verdict { approval: approval.id, choice: None }).await;
        }
        _ => {}
    }
    if !approval.is_open() {
        // Its cards have shown the verdict since it was given, the decider's with what followed.
        return turn.toast(t!("frame-already-done", at = approval.decided_at.unwrap_or(approval.asked_at).0)).await;
    }
    if press.rev != approval.rev {
        turn.toast(t!("frame-card-changed")).await?;
        return show(&turn, &approval, None).await;
    }
    match press.deed {
        Deed::Choose(key) => choose(&turn, &approval, key).await,
        Deed::Colleagues => {
            let screen = views::colleagues(&mut turn.db(), &approval, me.id).await?;
            place(&turn, &approval, screen).await
        }
        Deed::HandOver(to) => {
            let colleague = decide::hand_over(&turn, &approval, to).await?;
            decide::changed(&turn, &approval).await?;
            turn.toast(t!("approval-handed", name = &colleague.name)).await
        }
        Deed::Withdraw => {
            decide::withdraw(&turn, &approval).await?;
            let withdrawn = queries::by_id(&mut turn.db(), approval.id).await?.unwrap_or(approval);
            show(&turn, &withdrawn, None).await
        }
        Deed::Open | Deed::Show | Deed::Word => Err(Error::User(t!("frame-old-button"))),
    }
}

/// One tap decides; a choice that needs words asks for them.
async fn choose(turn: &Turn, approval: &Approval, key: String) -> Result {
    let Some(choice) = approval.choice(&key)? else { return Err(Error::User(t!("frame-old-button"))) };
    if choice.needs_word {
        return turn.open(&Verdict { approval: approval.id, choice: Some(key) }).await;
    }
    let follows = decide::decide(turn, approval, &key, "").await?;
    let decided = queries::by_id(&mut turn.db(), approval.id).await?;
    match decided {
        Some(decided) => show(turn, &decided, Some(follows)).await,
        None => Ok(()),
    }
}

/// The card as a new message below, kept up to date from now on.
async fn open(turn: &Turn, approval: &Approval) -> Result {
    let screen = views::card(&mut turn.db(), approval, turn.me(), turn.moment(), None).await?;
    let card = turn.reply(screen).await?;
    queries::keep_card(&mut turn.db(), card, approval.id, turn.me().id).await
}

/// The card where the pressed button is, if that message is a card of it; else below: the alert of another room stays.
async fn show(turn: &Turn, approval: &Approval, follows: Option<Text>) -> Result {
    let screen = views::card(&mut turn.db(), approval, turn.me(), turn.moment(), follows).await?;
    place(turn, approval, screen).await
}

async fn place(turn: &Turn, approval: &Approval, screen: Screen) -> Result {
    if is_own_card(turn, approval).await? {
        return turn.show(screen).await;
    }
    let card = turn.reply(screen).await?;
    queries::keep_card(&mut turn.db(), card, approval.id, turn.me().id).await
}

/// Whether the pressed button is on a card of this approval.
async fn is_own_card(turn: &Turn, approval: &Approval) -> Result<bool> {
    let Some(message) = turn.update().message_id else { return Ok(false) };
    let card = outbox::card_of(&mut turn.db(), turn.update().chat, message).await?;
    let shown = match card {
        Some(card) => queries::of_card(&mut turn.db(), card).await?,
        None => None,
    };
    Ok(shown == Some(approval.id))
}

/// The words that answer a question.
#[derive(Clone)]
struct Reply(Box<Approval>, String);

async fn replied(turn: &Turn, said: Said) -> Result<Option<Reply>> {
    let (Said::Text(words), Who::Known(me)) = (said, turn.who()) else { return Ok(None) };
    let Some(card) = turn.replied_card().await? else { return Ok(None) };
    let id = queries::of_card(&mut turn.db(), card).await?;
    let approval = match id {
        Some(id) => queries::by_id(&mut turn.db(), id).await?,
        None => None,
    };
    let Some(approval) = approval.filter(Approval::is_open) else { return Ok(None) };
    let asks = approval.asked.kind == model::Kind::Question.name();
    let decides = whom::may_decide(&mut turn.db(), &approval, me).await?;
    Ok((asks && decides).then(|| Reply(Box::new(approval), words)))
}

/// A plain reply to the card of a question is its answer.
async fn reply(turn: Turn, Reply(approval, words): Reply) -> Result {
    let follows = decide::decide(&turn, &approval, own::ANSWER, words.trim()).await?;
    turn.reply(hello::word(follows)).await.map(drop)
}

async fn undo_asked(turn: Turn, event: Event) -> Result<Text> {
    let approval = queries::by_id(&mut turn.db(), event.entity()?).await?;
    let approval = approval.filter(|approval| approval.is_open() && approval.asked.asker == Some(turn.me().id));
    let Some(approval) = approval else { return Err(Error::User(t!("approval-undo-late"))) };
    decide::withdraw(&turn, &approval).await?;
    Ok(t!("approval-deed-asked"))
}
