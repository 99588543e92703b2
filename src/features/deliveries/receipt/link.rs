//! A link to the receipt of one delivery, for whoever is on site: one of us makes it, the first who opens it keeps it, and
//! it never shows more than that delivery. A stranger needs no role and no consent for it (PROMISES 2.1, 2.3).

use super::{
    answer::{self, heard, take},
    ask, chats,
    hand::{self, Hand},
    press::Got,
};
use crate::{
    bot::{
        said::Said,
        screen::{Press, Screen},
        turn::Turn,
        username,
    },
    error::{Error, Result},
    features::{
        Start,
        deliveries::model::{Delivery, State},
    },
    hash, t,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// What links begin with.
pub const START: Start = Start {
    prefix: "d_",
    open: |turn, code| Box::pin(open(turn, code)),
    go_on: |turn, said| Box::pin(go_on(turn, said)),
};

/// Makes a link; the one made before counts no more. A hundred and twenty-eight bits of which only the hash is kept.
pub async fn make(turn: &Turn, delivery: &Delivery) -> Result {
    let bot = username::known(&mut turn.db()).await?.ok_or_else(|| Error::other("getMe has not been answered yet"))?;
    let mut bits = [0; 16];
    getrandom::fill(&mut bits).map_err(|error| Error::other(error.to_string()))?;
    let code = format!("{}{}", START.prefix, URL_SAFE_NO_PAD.encode(bits));
    let me = turn.me().id;
    chats::put_link(&mut turn.db(), delivery.id, &hash::of(&code), me, turn.stamp()).await?;
    turn.happened("receipt.link", Some(delivery.client), delivery.id, &()).await?;
    let link = format!("https://t.me/{bot}?start={code}");
    turn.reply(Screen::new(t!("receipt-link", number = delivery.number.to_string(), link = link))).await.map(drop)
}

/// Somebody opens a link; `false`: there is none for them, and the answer is that to any other link.
async fn open(turn: Turn, code: String) -> Result<bool> {
    if !hand::may_be(&turn) {
        return Ok(false);
    }
    let chat = turn.update().chat;
    let found = chats::open_link(&mut turn.db(), &hash::of(&code), chat, turn.stamp()).await?;
    let Some(id) = found else { return Ok(false) };
    let Some(hand) = Hand::of(&turn, id).await? else { return Ok(false) };
    if hand.delivery.state.is_before_order() || hand.delivery.state == State::Approved {
        return Ok(false);
    }
    ask::receipt(&mut turn.db(), id, turn.moment()).await?;
    hand.happened(&turn, "receipt.link-opened", &hand.name).await?;
    answer::show(&turn, &hand).await?;
    Ok(true)
}

/// What a stranger does afterwards: presses a button of the receipt, or writes what was asked.
async fn go_on(turn: Turn, said: Said) -> Result<bool> {
    if let Said::Press(data) = &said {
        let Some(got) = data.strip_prefix("got:").and_then(Got::unpack) else { return Ok(false) };
        if Hand::of(&turn, got.delivery).await?.is_none() {
            return Ok(false);
        }
        return answer::press(turn, got).await.map(|()| true);
    }
    match heard(&turn, &said).await? {
        Some(heard) => take(&turn, heard, &said).await.map(|()| true),
        None => Ok(false),
    }
}
