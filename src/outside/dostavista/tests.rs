//! The client against answers written down after recorded ones, and against the stand-in: what is proved of one holds for
//! the other.

mod recorded;
mod world;

use super::{Dostavista, Fault, OrderId, Settings, Stop, Wanted};
use crate::phone::Phone;
use std::time::Duration;

/// Long enough for any answer on this machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// Some pults, carried on foot, with a number of ours.
fn wanted(reference: &str) -> Wanted {
    let stop = |address: &str, phone: &str| Stop {
        address: address.to_owned(),
        name: "Кто-то".to_owned(),
        phone: Phone::parse(phone),
        ..Stop::default()
    };
    let mut to = stop("Москва, Новослободская улица, 3", "+7 900 000-00-12");
    to.reference = Some(reference.to_owned());
    to.from = Some("2026-11-24T09:00:00Z".parse().unwrap());
    to.until = Some("2026-11-24T11:00:00Z".parse().unwrap());
    Wanted {
        matter: "Пульты".to_owned(),
        vehicle: 6,
        weight_kg: 2,
        insurance: crate::money::Money::ZERO,
        loaders: 0,
        stops: vec![stop("Москва, Лесная улица, 5", "+7 900 000-00-11"), to],
    }
}

fn client(settings: Settings) -> Dostavista {
    Dostavista::new(settings).unwrap()
}

fn shown(faults: &[Fault]) -> String {
    faults.iter().map(|fault| format!("{} {}", fault.path, fault.code)).collect::<Vec<_>>().join(", ")
}

fn ids(orders: &[super::Order]) -> Vec<OrderId> {
    orders.iter().map(|order| order.id).collect()
}
