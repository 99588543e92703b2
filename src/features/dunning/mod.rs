//! Dunning: reminding of money in the order of a ladder, from a note before the due day to a head's decision (PRODUCT D2,
//! row 2.4, E3).
//!
//! Its law: a step is taken once, and of steps that were missed only the highest; whoever has paid, disputes, has promised
//! a later day or asked for quiet is left alone, and the client's card says why; one note or call is about everything a
//! client owes; what a client answers by one tap is done and told to whoever looks after it.
//!
//! `ladder` knows the steps, `watch` takes them, `client` is what the client sees and answers, `rule` and `decide` are the
//! head's. Money, promises and debts are kept by `invoices` and `payments`.

mod aging;
mod client;
mod decide;
mod ladder;
mod rows;
mod rule;
mod samples;
#[cfg(test)]
mod tests;
mod watch;

use super::{Feature, Inverse, Team};
use crate::{
    bot::routes::{Routes, pressed},
    people::Role,
    t,
};

/// The room.
pub const FEATURE: Feature = Feature {
    name: "dunning",
    doors,
    presses: &[("debt", &[Role::Client]), ("dunning", &[Role::Head, Role::Deputy])],
    watch: Some(|conn, at| Box::pin(watch::look(conn, at))),
    rules: &[rule::RULE],
    team: Some(Team {
        rank: 41,
        lines: |conn, morning| Box::pin(aging::team_lines(conn, morning)),
        loads: |_, _| Box::pin(async { Ok(Vec::new()) }),
    }),
    undo: &[Inverse {
        kind: "dunning.decided",
        name: |event| Ok(t!("dunning-deed", verdict = decide::label(event.data()?))),
        undo: |turn, event| Box::pin(decide::undo(turn, event)),
    }],
    screens: samples::samples,
    ..Feature::EMPTY
};

fn doors() -> Vec<Routes> {
    vec![pressed::<client::Debt>().endpoint(client::press), pressed::<decide::Decide>().endpoint(decide::press)]
}
