//! What people do with a bill by its buttons, and how it is taken back: by putting the bill where it stood, if nobody has
//! moved it since.

use super::{
    card::{self, Deed, Press},
    client,
    model::{Act, Bill, State, may},
    moves::{self, Moved},
    note::{BillNote, What},
    rows, rule,
};
use crate::{
    bot::{
        event::{Event, Undo},
        outbox::{self, Letter},
        screen::{Button, Screen},
        shown::{self, Side},
        turn::Turn,
    },
    db::Id,
    error::{Error, Result},
    features::tasks,
    news::News,
    t,
    text::Text,
};

/// A bill in the acting person's sight.
pub async fn mine(turn: &Turn, id: Id<Bill>) -> Result<Bill> {
    rows::by_id(&mut turn.db(), turn.scope(), id).await?.ok_or_else(|| Error::User(t!("bill-absent")))
}

/// The card where the pressed button is; it is kept up to date from now on.
pub async fn show(turn: &Turn, bill: &Bill, screen: Screen) -> Result {
    shown::show(turn, &bill.link(), Side::Us, screen).await.map(drop)
}

/// The card with what was done on top, and how to take it back.
pub fn after(turn: &Turn, bill: &Bill, said: Text, event: Id<Event>) -> Screen {
    let screen = card::screen(bill, turn.me(), turn.now()).with_warning(said);
    screen.row([Button::press(t!("undo-button"), &Undo(event))])
}

/// A press on the card of a bill.
pub async fn press(turn: Turn, press: Press) -> Result {
    let bill = mine(&turn, press.bill).await?;
    let act = match press.deed {
        Deed::Show => {
            let screen = card::screen(&bill, turn.me(), turn.now());
            return show(&turn, &bill, screen).await;
        }
        Deed::File => return send_file(&turn, &bill).await,
        Deed::Act(act) => act,
    };
    if press.rev != bill.rev {
        let done = matches!(
            (act, bill.state),
            (Act::Enter, State::Entered)
                | (Act::Issue, State::Issued)
                | (Act::Send, State::Sent)
                | (Act::Pay, State::Paid)
                | (Act::Check, State::Checked)
                | (Act::Refuse, State::Refused)
        );
        let at = bill.state_at;
        turn.toast(if done { t!("frame-already-done", at = at) } else { t!("frame-card-changed") }).await?;
        let screen = card::screen(&bill, turn.me(), turn.now());
        return show(&turn, &bill, screen).await;
    }
    bill.after(act)?;
    if !may(turn.me(), &bill, act) {
        return Err(Error::User(t!("bill-not-yours")));
    }
    match act {
        Act::Issue => turn.open(&BillNote { bill: bill.id, what: What::Number }).await,
        Act::Refuse => turn.open(&BillNote { bill: bill.id, what: What::Reason }).await,
        Act::Enter | Act::Send | Act::Pay | Act::Check => {
            let (bill, event) = change(&turn, &bill, act, "").await?;
            let screen = after(&turn, &bill, said(act), event);
            show(&turn, &bill, screen).await
        }
    }
}

/// Moves a bill on by the acting person.
pub async fn change(turn: &Turn, bill: &Bill, act: Act, words: &str) -> Result<(Bill, Id<Event>)> {
    if !may(turn.me(), bill, act) {
        return Err(Error::User(t!("bill-not-yours")));
    }
    let bill = if act == Act::Enter {
        // The bot may have asked for it this very moment.
        if !rows::take_in_hand(&mut turn.db(), bill.id).await? {
            return Err(Error::User(t!("bill-pf-asked")));
        }
        moves::read(&mut turn.db(), bill.id).await?
    } else {
        bill.clone()
    };
    let me = turn.me().clone();
    let done = moves::advance(&mut turn.db(), &bill, (act, words), Some(&me), turn.moment()).await?;
    look_again(turn, &bill).await?;
    Ok(done)
}

/// The rule looks at it anew.
async fn look_again(turn: &Turn, bill: &Bill) -> Result {
    turn.publish(News::Changed { rule: rule::CODE, client: bill.client }).await
}

pub fn said(act: Act) -> Text {
    match act {
        Act::Enter => t!("bill-said-entered"),
        Act::Issue => t!("bill-said-issued"),
        Act::Send => t!("bill-said-sent"),
        Act::Pay => t!("bill-said-paid"),
        Act::Check => t!("bill-said-checked"),
        Act::Refuse => t!("bill-said-refused"),
    }
}

/// What a deed was, for the list of `/undo`.
pub fn name_of(event: &Event) -> Text {
    match event.data::<Moved>().map(|moved| moved.act) {
        Ok(Act::Enter) => t!("bill-deed-entered"),
        Ok(Act::Issue) => t!("bill-deed-issued"),
        Ok(Act::Send) => t!("bill-deed-sent"),
        Ok(Act::Pay) => t!("bill-deed-paid"),
        Ok(Act::Check) => t!("bill-deed-checked"),
        _ => t!("bill-deed-refused"),
    }
}

/// Puts a bill back where it stood, unless somebody has moved it since.
pub async fn undo(turn: Turn, event: Event) -> Result<Text> {
    let moved: Moved = event.data()?;
    let bill = mine(&turn, event.entity()?).await?;
    if bill.rev != moved.rev {
        return Err(Error::User(t!("bill-undo-changed")));
    }
    match moved.act {
        Act::Issue => client::take_back(&mut turn.db(), &bill, turn.moment()).await?,
        Act::Enter => {
            if let Some(task) = bill.task {
                tasks::cancel(&mut turn.db(), task, turn.stamp()).await?;
            }
        }
        Act::Pay | Act::Refuse => {
            if let Some(task) = bill.task {
                tasks::reopen(&mut turn.db(), task).await?;
            }
        }
        Act::Send | Act::Check => {}
    }
    let before = Bill {
        state: moved.state,
        state_at: moved.state_at.0,
        due_at: moved.due_at.map(|at| at.0),
        invoice: moved.invoice,
        reason: String::new(),
        task: moved.task,
        ..bill.clone()
    };
    let bill = moves::put(&mut turn.db(), &bill, before, turn.moment()).await?;
    let me = turn.me().id;
    card::refresh(&mut turn.db(), &bill, Some(me), turn.moment()).await?;
    look_again(&turn, &bill).await?;
    Ok(name_of(&event))
}

/// Takes back that it was asked for, as long as nobody has begun.
pub async fn undo_asking(turn: Turn, event: Event) -> Result<Text> {
    let bill = mine(&turn, event.entity()?).await?;
    if bill.rev != 0 || bill.state != State::Requested {
        return Err(Error::User(t!("bill-undo-begun")));
    }
    let reason = t!("bill-withdrawn").plain(&turn.reader());
    change(&turn, &bill, Act::Refuse, &reason).await?;
    Ok(t!("bill-deed-asked"))
}

/// Sends the bill itself to whoever asks.
async fn send_file(turn: &Turn, bill: &Bill) -> Result {
    let Some(file) = &bill.file else { return Err(Error::User(t!("bill-absent"))) };
    let screen = Screen::new(card::named(bill));
    let letter = Letter::reply(turn.update().chat, turn.reader(), &screen);
    outbox::copy(&mut turn.db(), letter, (file.chat, file.message_id), bill.client).await?;
    turn.toast(t!("bill-file-sent")).await
}
