//! Screens of the warehouse for the gallery.

use super::{
    board,
    model::{Arrival, Coming, Item},
    press::{self, Board, Deed, Way},
};
use crate::{
    bot::screen::{Button, Screen},
    db::{Day, Id, Timestamp},
    t,
};

/// Samples for the gallery.
pub fn samples() -> Vec<Screen> {
    let item = Item {
        id: Id::new(),
        name: "Стрела <b> 6 м & Ко".to_owned(),
        sku: "ST-6".to_owned(),
        unit: "шт".to_owned(),
        least: 2,
        weight: Some(12_500),
        length: Some(600),
        serial: true,
        rev: 9999,
    };
    let at = chrono::DateTime::UNIX_EPOCH;
    let arrival = Arrival {
        id: Id::new(),
        item_id: item.id,
        place_id: Id::new(),
        qty: 4,
        due_on: Day(at.date_naive()),
        supplier: "Завод <i>".to_owned(),
        state: Coming::Expected,
        reason: String::new(),
        moved_at: None,
        confirmed_at: Timestamp(at),
        rev: 9999,
    };
    let page = Board { page: 99, query: "стрела шлагбаума шестиметровая".to_owned() };
    vec![
        Screen::new(t!("item-card", item = board::named(&item)))
            .line(board::measures(&item))
            .row([
                press::of_item(t!("item-receive-button"), &item, Deed::Receive),
                press::of_item(t!("item-issue-button"), &item, Deed::Issue),
            ])
            .row([
                press::of_arrival(t!("arrival-came-button"), &arrival, Way::Came),
                press::of_arrival(t!("arrival-cancel-button"), &arrival, Way::Cancel),
            ])
            .row([Button::press(t!("list-after"), &page)]),
        Screen::new(t!("moved-receipt", item = board::named(&item), qty = "4 шт", place = "Склад <b>"))
            .row(board::after(Id::new(), &item)),
    ]
}
