//! E11.outbox: messages do not leave. Those who keep the machine hear of it as soon as anything does.

use super::super::{Alarm, Look, Rule, Whom};
use crate::{
    bot::sender,
    db::Conn,
    error::Result,
    rules::{Threshold, Unit},
    t,
};
use chrono::TimeDelta;

const CODE: &str = "E11.outbox";

const STUCK: Threshold = Threshold {
    rule: CODE,
    name: "stuck",
    about: "threshold-stuck",
    unit: Unit::Minutes,
    usual: 10,
    least: 2,
    most: 240,
};
const ACK: Threshold =
    Threshold { rule: CODE, name: "ack", about: "threshold-ack", unit: Unit::Minutes, usual: 60, least: 5, most: 480 };

/// The rule.
pub const OUTBOX: Rule = Rule {
    code: CODE,
    about: "rule-e11-outbox",
    thresholds: &[STUCK, ACK],
    ack: ACK,
    alarms: |conn, look| Box::pin(alarms(conn, look)),
    settled: |_, _, _| Box::pin(async { Ok((t!("outbox-stuck"), t!("outbox-moves"))) }),
};

/// The age of the oldest message is told by its moment, not in minutes: a card that changed every minute would lengthen the
/// very queue it tells of.
async fn alarms(conn: &mut Conn, look: Look<'_>) -> Result<Vec<Alarm>> {
    let (_, oldest) = sender::backlog(conn, look.moment.now.into()).await?;
    let patience = TimeDelta::minutes(look.values.get(&STUCK));
    let stuck = oldest.filter(|oldest| look.moment.now - oldest.0 > patience && look.client.is_none());
    let alarm = stuck.map(|oldest| Alarm {
        client: None,
        entity: "outbox".to_owned(),
        since: oldest.0 + patience,
        whom: Whom::Admins,
        critical: false,
        what: t!("outbox-stuck"),
        why: t!("outbox-stuck-why", at = oldest.0),
        facts: vec![t!("outbox-stuck-look")],
        options: Vec::new(),
        until: None,
    });
    Ok(alarm.into_iter().collect())
}
