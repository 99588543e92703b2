//! `mosbot check`: one line for each thing that must be in order.

use crate::{
    app::check_token,
    backup::{self, Shelf},
    bot::{api::Api, arrivals::LATELY, webhook::Info},
    calendar::ProductionCalendar,
    clock::Clock,
    config::{Config, Wrong},
    db::Db,
    error::{Error, Result},
    outside::{
        dostavista::{Dostavista, Refusal, Settings},
        mail::{self, Post},
        one_c::{self, OneC},
        planfact::{self, Planfact},
    },
};
use chrono::{DateTime, Datelike, Utc};
use secrecy::ExposeSecret;

/// Says a line about each; fails if any is not in order. That the settings could be read is the first of them.
pub(super) async fn check(config: &Config) -> Result {
    let checked = [
        ("settings", Ok("read".to_owned())),
        ("database", database(config).await),
        ("backup", backup(config.backup.settings(), Clock::System.now())),
        ("token", token(config).await),
        ("webhook", webhook(config).await),
        ("couriers", couriers(config.dostavista.settings()).await),
        ("mail", mail(config.mail.settings()).await),
        ("1c", books(config.one_c.settings()).await),
        ("planfact", bills(config.planfact.settings()).await),
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

/// Whether backups can be written, for whom they are, and how old the newest is.
fn backup(settings: Result<Option<backup::Settings>, Wrong>, now: DateTime<Utc>) -> Result<String> {
    let Some(settings) = settings.map_err(|wrong| Error::other(wrong.to_string()))? else {
        return Ok("no backup.folder: backups are made by hand".to_owned());
    };
    let (shelf, folder) = (Shelf::new(&settings.folder), settings.folder.display());
    shelf.prove()?;
    let sealed = match &settings.recipient {
        Some(recipient) => format!("encrypted for {recipient}"),
        None => "NOT encrypted: no backup.recipient".to_owned(),
    };
    let every = settings.every.num_minutes();
    let newest = match shelf.newest(now)?.map(|at| (now - at).num_minutes()) {
        Some(age) if age > 2 * every + 1 => {
            return Err(Error::other(format!("{folder}: the newest backup is {age} min old: does the bot run?")));
        }
        Some(age) => format!("the newest {age} min old"),
        None => "none yet".to_owned(),
    };
    Ok(format!("{folder}, every {every} min, {newest}; {sealed}"))
}

async fn token(config: &Config) -> Result<String> {
    let token = config.telegram.read_token().map_err(|wrong| Error::other(wrong.to_string()))?;
    let proxy = config.telegram.proxy.as_ref().map(ExposeSecret::expose_secret);
    let username = check_token(&Api::new(&config.telegram.api_url, token, proxy)?).await?;
    Ok(format!("@{username} at {}", config.telegram.api_url))
}

/// Whether Telegram pushes updates where we mean it to, and reaches us there.
async fn webhook(config: &Config) -> Result<String> {
    let token = config.telegram.read_token().map_err(|wrong| Error::other(wrong.to_string()))?;
    let proxy = config.telegram.proxy.as_ref().map(ExposeSecret::expose_secret);
    let webhook = config.telegram.webhook(&token);
    let info = Info::ask(&Api::new(&config.telegram.api_url, token, proxy)?).await;
    let info = info.map_err(|refusal| Error::other(refusal.to_string()))?;
    let waiting = info.waiting;
    let Some(webhook) = webhook else {
        return Ok(match info.host() {
            None => format!("no telegram.webhook_url: updates are polled, {waiting} wait"),
            Some(host) => format!("no telegram.webhook_url: mosbot run will take it from {host}, {waiting} wait"),
        });
    };
    let place = webhook.base();
    match info.host() {
        _ if webhook.is_set(&info) => match info.fails(Clock::System.now() - LATELY) {
            None => Ok(format!("{place}, {waiting} wait")),
            Some(why) => Err(Error::other(format!("{place}: Telegram can't deliver, {waiting} wait: {why}"))),
        },
        None => Ok(format!("{place}: mosbot run will set it, {waiting} wait")),
        Some(host) if webhook.is_at(host) => Ok(format!("{place}: mosbot run will set it anew, {waiting} wait")),
        Some(host) => Err(Error::other(format!("{place}: Telegram pushes to {host} instead; does mosbot run?"))),
    }
}

/// Whether Dostavista is reached, speaks our version, takes the token and lets us pay as we mean to.
async fn couriers(settings: Result<Option<Settings>, Wrong>) -> Result<String> {
    let Some(settings) = settings.map_err(|wrong| Error::other(wrong.to_string()))? else {
        return Ok("no dostavista.token: couriers are booked by hand".to_owned());
    };
    let place = format!("{}/{}", settings.api_url, settings.version);
    let callbacks = match settings.callback_secret {
        Some(_) => "callbacks at /hooks/dostavista",
        None => "no callbacks: no dostavista.callback_secret",
    };
    let dostavista = Dostavista::new(settings)?;
    let profile = match dostavista.client().await {
        Ok(profile) => profile,
        Err(Refusal::Unknown(why)) => {
            let said = format!("{place}: no answer of the API: {why}; is dostavista.api_url right?");
            return Err(Error::other(said));
        }
        Err(refusal) => return Err(Error::other(format!("{place}: {refusal}"))),
    };
    let method = dostavista.payment_method();
    if !profile.payment_methods.is_empty() && !profile.payment_methods.iter().any(|allowed| allowed == method) {
        let allowed = profile.payment_methods.join(", ");
        return Err(Error::other(format!("{place}: dostavista.payment_method {method} is not among {allowed}")));
    }
    Ok(format!("{} at {place}, paid by {method}; {callbacks}", profile.name.unwrap_or_else(|| "taken".to_owned())))
}

/// Whether the mail server is reached, keeps secrets as it should and lets us in. No letter is sent.
async fn mail(settings: Result<Option<mail::Settings>, Wrong>) -> Result<String> {
    let Some(settings) = settings.map_err(|wrong| Error::other(wrong.to_string()))? else {
        return Ok("no mail.host: letters are drafts".to_owned());
    };
    let place = format!("{}:{}", settings.host, settings.port);
    let (security, from) = (settings.security, settings.from.email.clone());
    let login = if settings.login.is_some() { "login taken" } else { "no login" };
    match Post::new(settings).check().await {
        Ok(()) => Ok(format!("{place} ({security}, {login}), from {from}")),
        Err(refusal) => Err(Error::other(format!("{place}: {refusal}"))),
    }
}

/// Whether 1С is reached and lets us read all that is needed; what it does not is named.
async fn books(settings: Result<Option<one_c::Settings>, Wrong>) -> Result<String> {
    let Some(settings) = settings.map_err(|wrong| Error::other(wrong.to_string()))? else {
        return Ok("no one_c.url: invoices and payments are read from files".to_owned());
    };
    let (place, minutes) = (settings.url.clone(), settings.every.as_secs() / 60);
    let whose = settings.organisation.clone().unwrap_or_else(|| "every organisation".to_owned());
    let missing = OneC::new(settings)?.prove().await.map_err(|why| Error::other(format!("{place}: {why}")))?;
    if missing.is_empty() {
        return Ok(format!("{whose} at {place}, read every {minutes} min"));
    }
    let missing = missing.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    Err(Error::other(format!("{place}: {missing}")))
}

/// Whether ПланФакт is reached, takes the key and knows the account.
async fn bills(settings: Result<Option<planfact::Settings>, Wrong>) -> Result<String> {
    let Some(settings) = settings.map_err(|wrong| Error::other(wrong.to_string()))? else {
        return Ok("no planfact.api_key: bills are entered by hand".to_owned());
    };
    let (place, account) = (settings.api_url.clone(), settings.account);
    let ways = match settings.income_category {
        Some(_) => "bills of suppliers and of clients",
        None => "bills of suppliers; those of clients by hand: no planfact.income_category_id",
    };
    match Planfact::new(settings)?.account().await {
        Ok(Some(title)) => Ok(format!("{title} at {place}: {ways}")),
        Ok(None) => Err(Error::other(format!("{place}: no account {account}: see planfact.account_id"))),
        Err(refusal) => Err(Error::other(format!("{place}: {refusal}"))),
    }
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
    use crate::outside::dostavista::{
        PATIENCE,
        stand_in::{Fault, StandIn},
    };
    use std::{sync::Arc, time::Duration};

    /// What is said of these settings, beside a stand-in in trouble.
    async fn said(lines: &str, fault: Option<Fault>) -> String {
        let stand_in = StandIn::start(Arc::new(|| Clock::System.now())).await.unwrap();
        stand_in.set_fault(fault);
        let settings = stand_in.settings(PATIENCE);
        let (url, token) = (&settings.api_url, settings.token.expose_secret());
        let file = format!("[dostavista]\n{lines}").replace("{url}", url).replace("{token}", token);
        let settings = Config::from_sources(Some(&file), []).unwrap().dostavista.settings();
        let at_once = |settings| Settings { pause: Duration::ZERO, ..settings };
        let said = match couriers(settings.map(|settings| settings.map(at_once))).await {
            Ok(words) => format!("ok {words}"),
            Err(error) => format!("FAIL {error}"),
        };
        assert!(!said.contains(token) && !said.contains("hush"), "{said}");
        said.replace(url, "URL")
    }

    #[tokio::test]
    async fn what_is_wrong_with_dostavista_is_said_precisely() {
        const RIGHT: &str = "api_url = '{url}'\ntoken = '{token}'";
        let all = [
            said("", None).await,
            said(RIGHT, None).await,
            said(&format!("{RIGHT}\ncallback_secret = 'hush'"), None).await,
            said("api_url = '{url}'\ntoken = 'wrong'", None).await,
            said(&format!("{RIGHT}\nversion = '1.0'"), None).await,
            said(&format!("{RIGHT}\npayment_method = 'cash'"), None).await,
            said(RIGHT, Some(Fault::OldVersion)).await,
            said(RIGHT, Some(Fault::RateLimit)).await,
            said(RIGHT, Some(Fault::NotJson)).await,
            said(RIGHT, Some(Fault::Unavailable)).await,
            said("api_url = 'http://127.0.0.1:1'\ntoken = 'x'", None).await,
        ];
        insta::assert_snapshot!(all.join("\n"), @"
        ok no dostavista.token: couriers are booked by hand
        ok ООО «Пример» at URL/1.5, paid by balance; no callbacks: no dostavista.callback_secret
        ok ООО «Пример» at URL/1.5, paid by balance; callbacks at /hooks/dostavista
        FAIL URL/1.5: it refuses the token: see dostavista.token
        FAIL URL/1.0: it does not speak this version of its API: see dostavista.version
        FAIL URL/1.5: dostavista.payment_method cash is not among balance, bank_card
        FAIL URL/1.5: it does not speak this version of its API: see dostavista.version
        FAIL URL/1.5: it is asked too often: try again in a minute
        FAIL URL/1.5: no answer of the API: 200 and no JSON; is dostavista.api_url right?
        FAIL URL/1.5: no answer of the API: 503 and no JSON; is dostavista.api_url right?
        FAIL http://127.0.0.1:1/1.5: it is out of reach: Connection refused (os error 111)
        ");
    }

    /// What is said of these settings of mail, beside a stand-in in trouble.
    async fn said_of_mail(change: fn(&mut mail::Settings), fault: Option<mail::stand_in::Fault>) -> String {
        let server = mail::stand_in::StandIn::start(Arc::new(|| Clock::System.now())).await.unwrap();
        server.set_fault(fault);
        let mut settings = server.settings(Duration::from_secs(1));
        let port = settings.port.to_string();
        change(&mut settings);
        let said = match mail(Ok(Some(settings))).await {
            Ok(words) => format!("ok {words}"),
            Err(error) => format!("FAIL {error}"),
        };
        assert_eq!(server.letters().len(), 0);
        assert!(!said.contains("hush"), "{said}");
        said.replace(&port, "PORT")
    }

    #[tokio::test]
    async fn what_is_wrong_with_mail_is_said_precisely() {
        use mail::{Security, stand_in::Fault};
        let all = [
            mail(Ok(None)).await.unwrap(),
            said_of_mail(|_| (), None).await,
            said_of_mail(|settings| settings.login = None, None).await,
            said_of_mail(|settings| settings.login = Some(("bot".to_owned(), "hush".into())), None).await,
            said_of_mail(|settings| settings.security = Security::StartTls, None).await,
            said_of_mail(|_| (), Some(Fault::Busy)).await,
            said_of_mail(|_| (), Some(Fault::Shut)).await,
            said_of_mail(|_| (), Some(Fault::Silent)).await,
            said_of_mail(|settings| settings.port = 1, None).await,
        ];
        insta::assert_snapshot!(all.join("\n"), @"
        no mail.host: letters are drafts
        ok 127.0.0.1:PORT (none, login taken), from bills@example.ru
        ok 127.0.0.1:PORT (none, no login), from bills@example.ru
        FAIL 127.0.0.1:PORT: it refuses the login; see mail.user and mail.password: 535 5.7.8 who are you
        FAIL 127.0.0.1:PORT: it does not keep secrets as asked; see mail.security and mail.host: it has no STARTTLS
        FAIL 127.0.0.1:PORT: it can't take a letter now: 421 4.3.2 too busy
        FAIL 127.0.0.1:PORT: it is out of reach: incomplete response
        FAIL 127.0.0.1:PORT: it is out of reach: no answer within 1 s
        FAIL 127.0.0.1:1: it is out of reach: Connection refused (os error 111)
        ");
    }

    #[tokio::test]
    async fn what_is_wrong_with_one_c_is_said_precisely() {
        let stand_in = one_c::stand_in::StandIn::start().await.unwrap();
        let right = stand_in.settings(PATIENCE);
        let said = async |settings: Option<one_c::Settings>| {
            let said = match books(Ok(settings)).await {
                Ok(words) => format!("ok {words}"),
                Err(error) => format!("FAIL {error}"),
            };
            assert!(!said.contains(right.password.expose_secret()), "{said}");
            said.replace(&right.url, "URL")
        };
        let mut all = vec![said(None).await, said(Some(right.clone())).await];
        all.push(said(Some(one_c::Settings { organisation: None, ..right.clone() })).await);
        all.push(said(Some(one_c::Settings { organisation: Some("ООО «Нет»".to_owned()), ..right.clone() })).await);
        all.push(said(Some(one_c::Settings { password: "x".into(), ..right.clone() })).await);
        all.push(said(Some(one_c::Settings { url: format!("{}x", right.url), ..right.clone() })).await);
        stand_in.forbid("Document_ПоступлениеНаРасчетныйСчет");
        stand_in.leave_out("AccountingRegister_Хозрасчетный");
        all.push(said(Some(right.clone())).await);
        for fault in [one_c::stand_in::Fault::Page, one_c::stand_in::Fault::Unavailable] {
            stand_in.set_fault(Some(fault));
            all.push(said(Some(right.clone())).await);
        }
        stand_in.set_shut(true).await.unwrap();
        all.push(said(Some(right.clone())).await);
        insta::assert_snapshot!(all.join("\n"), @r#"
        ok no one_c.url: invoices and payments are read from files
        ok ООО "Пример" at URL, read every 60 min
        ok every organisation at URL, read every 60 min
        FAIL URL: there is no organisation ООО «Нет»: see one_c.organisation
        FAIL URL: it refuses user or password: see one_c.user and one_c.password
        FAIL URLx: no OData interface is published there: is one_c.url right?
        FAIL URL: the user has no right to read Document_ПоступлениеНаРасчетныйСчет; AccountingRegister_Хозрасчетный is not in the composition of the OData interface
        FAIL URL: a page for people instead of data: is one_c.url right, and may the user log in?
        FAIL URL: it does not answer: 503
        FAIL URL: it is out of reach: Connection refused (os error 111)
        "#);
    }

    #[tokio::test]
    async fn what_is_wrong_with_planfact_is_said_precisely() {
        use crate::outside::planfact::stand_in::{Fault, StandIn};
        let stand_in = StandIn::start().await.unwrap();
        let right = stand_in.settings(PATIENCE);
        let (url, none) = (right.api_url.clone(), planfact::Settings { income_category: None, ..right.clone() });
        let wrong = planfact::Settings { api_key: "hush".to_owned().into(), ..right.clone() };
        let another = planfact::Settings { account: 5, ..right.clone() };
        let mut all = Vec::new();
        let cases =
            [(None, None), (Some(right.clone()), None), (Some(none), None), (Some(wrong), None), (Some(another), None)];
        for (settings, fault) in cases.into_iter().chain([(Some(right), Some(Fault::Unavailable))]) {
            stand_in.set_fault(fault);
            let said = bills(Ok(settings)).await;
            all.push(said.unwrap_or_else(|error| format!("FAIL {error}")).replace(&url, "URL"));
        }
        insta::assert_snapshot!(all.join("\n"), @"
        no planfact.api_key: bills are entered by hand
        Расчётный счёт at URL: bills of suppliers and of clients
        Расчётный счёт at URL: bills of suppliers; those of clients by hand: no planfact.income_category_id
        FAIL URL: it refuses the key: see planfact.api_key
        FAIL URL: no account 5: see planfact.account_id
        FAIL URL: the outcome is unknown: 503 and no JSON
        ");
    }

    #[test]
    fn what_is_wrong_with_backups_is_said_precisely() {
        let home = tempfile::tempdir().unwrap();
        let (now, folder) = ("2026-12-01T06:00:00Z".parse().unwrap(), home.path().display().to_string());
        let said = |lines: &str| {
            let file = format!("[backup]\n{lines}").replace("HOME", &folder);
            let said = backup(Config::from_sources(Some(&file), []).unwrap().backup.settings(), now);
            said.unwrap_or_else(|error| format!("FAIL {error}")).replace(&folder, "HOME")
        };
        let mut all = vec![said(""), said("folder = 'HOME/none'"), said("folder = 'HOME'")];
        let shelf = Shelf::new(home.path());
        std::fs::write(shelf.place("2026-12-01T05:00:00Z".parse().unwrap(), true), "x").unwrap();
        all.push(said("folder = 'HOME'"));
        std::fs::write(shelf.place("2026-12-01T05:50:00Z".parse().unwrap(), true), "x").unwrap();
        let key = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
        all.push(said(&format!("folder = 'HOME'\nrecipient = '{key}'\nminutes = 20")));
        insta::assert_snapshot!(all.join("\n"), @"
        no backup.folder: backups are made by hand
        FAIL HOME/none: No such file or directory (os error 2)
        HOME, every 15 min, none yet; NOT encrypted: no backup.recipient
        FAIL HOME: the newest backup is 60 min old: does the bot run?
        HOME, every 20 min, the newest 10 min old; encrypted for age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p
        ");
    }

    #[test]
    fn a_year_beyond_the_calendar_fails() {
        let at = |text: &str| Clock::standing(text.parse().unwrap());
        assert!(!calendar(&at("2026-11-24T00:00:00Z")).unwrap().contains("not known yet"));
        assert!(calendar(&at("2031-01-01T00:00:00Z")).unwrap_err().to_string().contains("2031"));
    }
}
