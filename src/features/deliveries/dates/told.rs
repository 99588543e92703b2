//! What those who look after the client hear of the client's answer.

use super::{
    super::{card, model::Delivery, rows as deliveries, window, window::Window},
    press::{Deed, button},
};
use crate::{
    bot::{outbox::Class, screen::Screen, turn::Turn},
    db::Id,
    error::Result,
    rules, t,
};

/// Those who look after the client hear what was chosen, or (`wish`) what is wanted instead.
pub async fn tell_keepers(turn: &Turn, id: Id<Delivery>, wish: Option<(&str, Option<Window>)>) -> Result {
    let delivery = deliveries::read(&mut turn.db(), id).await?;
    let name = turn.me().name.clone();
    let own = (delivery.starts_at, delivery.ends_at);
    let keepers = rules::keepers(&mut turn.db(), delivery.owner).await?;
    for keeper in keepers {
        let named = card::named(&delivery);
        let said = match wish {
            None => {
                t!("dates-client-agreed", name = &name, delivery = named, window = window::said(own, keeper.zone))
            }
            Some((_, Some(wished))) => {
                let window = window::said(wished, keeper.zone);
                t!("dates-client-wishes-window", name = &name, delivery = named, window = window)
            }
            Some((words, None)) => t!("dates-client-wishes", name = &name, delivery = named, words = words),
        };
        let mut screen = Screen::new(said).about(delivery.client);
        if let (Some((_, wished)), true) = (wish, delivery.state.is_before_order()) {
            let take = wished.map(|_| button(t!("dates-take-button"), &delivery, Deed::Take));
            let offer = button(t!("dates-others-button"), &delivery, Deed::Offer);
            screen = screen.row(take.into_iter().chain([offer]));
        }
        let key = format!("delivery:{id}:dates:{}:{}", delivery.rev, keeper.id);
        turn.tell(&keeper, Class::Notice, &key, &screen.row([card::button(&delivery)])).await?;
    }
    Ok(())
}
