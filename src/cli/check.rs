//! `mosbot check`: one line for each thing that must be in order.

use crate::{
    app::check_token,
    bot::api::Api,
    calendar::ProductionCalendar,
    clock::Clock,
    config::Config,
    db::Db,
    error::{Error, Result},
};
use chrono::Datelike;
use secrecy::ExposeSecret;

/// Says a line about each; fails if any is not in order. That the settings could be read is the first of them.
pub(super) async fn check(config: &Config) -> Result {
    let checked = [
        ("settings", Ok("read".to_owned())),
        ("database", database(config).await),
        ("token", token(config).await),
        ("calendar", calendar(&Clock::System)),
    ];
    for (name, found) in &checked {
        match found {
            Ok(words) => println!("ok    {name:<9} {words}"),
            Err(error) => println!("FAIL  {name:<9} {error}"),
        }
    }
    match checked.iter().filter(|(_, found)| found.is_err()).count() {
        0 => Ok(()),
        failed => Err(Error::other(format!("{failed} of {} not in order", checked.len()))),
    }
}

async fn database(config: &Config) -> Result<String> {
    let db = Db::existing(config.database_url.expose_secret()).await?;
    let words = db.dialect().describe(&mut *db.read().await?).await?;
    Ok(format!("{words}, {}", db.schema().await?))
}

async fn token(config: &Config) -> Result<String> {
    let token = config.telegram.read_token().map_err(|wrong| Error::other(wrong.to_string()))?;
    let proxy = config.telegram.proxy.as_ref().map(ExposeSecret::expose_secret);
    let username = check_token(&Api::new(&config.telegram.api_url, token, proxy)?).await?;
    Ok(format!("@{username} at {}", config.telegram.api_url))
}

/// The present year must be known; the next one is announced every autumn.
fn calendar(clock: &Clock) -> Result<String> {
    let calendar = ProductionCalendar::russian();
    let year = clock.now().year();
    let years = calendar.years().map(|year| year.to_string()).collect::<Vec<_>>().join(", ");
    if !calendar.has_year(year) {
        return Err(Error::other(format!("{year} is not among the known years {years}: weekends alone are days off")));
    }
    let next = if calendar.has_year(year + 1) { "" } else { "; the next year is not known yet" };
    Ok(format!("{years}{next}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_beyond_the_calendar_fails() {
        let at = |text: &str| Clock::standing(text.parse().unwrap());
        assert!(!calendar(&at("2026-11-24T00:00:00Z")).unwrap().contains("not known yet"));
        assert!(calendar(&at("2031-01-01T00:00:00Z")).unwrap_err().to_string().contains("2031"));
    }
}
