//! How many of the agreed days were kept (PRODUCT D6: "agreed dates kept"). A day is kept if the visit
//! was brought to its end; one that failed or that we gave up is not; one the client gave up counts for nobody.

use super::model::Installation;
use crate::{
    db::{Conn, Id, Timestamp},
    error::Result,
    people::Scope,
    t,
    text::Text,
};
use chrono::{DateTime, Datelike, NaiveTime, Utc};

/// The share of this month.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Share {
    /// Days that were agreed and are over.
    pub all: usize,
    /// Days on which it was done.
    pub kept: usize,
}

impl Share {
    /// `Согласованные даты выдержаны: 9 из 10 (90,0 %)`; nothing while none is over.
    pub fn line(&self) -> Option<Text> {
        let per_mille = (self.kept * 1000).checked_div(self.all)?;
        let percent = format!("{},{}", per_mille / 10, per_mille % 10);
        Some(t!("installs-share", kept = self.kept.to_string(), all = self.all.to_string(), percent = percent))
    }
}

/// Agreed days of this month that are over, in the asker's sight: an agreed visit that took place, or one that was given up by
/// us or too late, or to which nobody came.
pub async fn share(conn: &mut Conn, scope: Scope, now: DateTime<Utc>) -> Result<Share> {
    let first = now.date_naive().with_day(1).unwrap_or_else(|| now.date_naive());
    let from = Timestamp::from(first.and_time(NaiveTime::MIN).and_utc());
    let rows: Vec<(Id<Installation>, String)> = sqlx::query_as(
        "SELECT i.id, s.state FROM installation_step s JOIN installation i ON i.id = s.installation_id \
         JOIN client c ON c.id = i.client_id \
         WHERE s.state IN ('done', 'no_show') AND s.at >= $1 \
           AND ($2 = 1 OR c.owner_id = $3 OR c.owner_id IS NULL) \
         UNION ALL \
         SELECT i.id, 'moved' FROM installation_answer a JOIN installation i ON i.id = a.installation_id \
         JOIN client c ON c.id = i.client_id \
         WHERE a.said = 'move' AND a.party <> 'client' AND a.at >= $1 \
           AND ($2 = 1 OR c.owner_id = $3 OR c.owner_id IS NULL)",
    )
    .bind(from)
    .bind(scope.everything())
    .bind(scope.person())
    .fetch_all(conn)
    .await?;
    let kept = rows.iter().filter(|(_, state)| state == "done").count();
    Ok(Share { all: rows.len(), kept })
}
