//! A talk with a mail server, step by step: until the last dot of the letter nothing has been sent.

use super::{Refusal, Security, Settings, refusal::words};
use lettre::{
    Address,
    transport::smtp::{
        Error,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::ClientId,
    },
};
use secrecy::ExposeSecret;
use std::{future::Future, time::Duration};
use tokio::time::timeout;

/// A farewell need not be heard.
const FAREWELL: Duration = Duration::from_secs(1);

/// A step; `Err`: it took too long.
async fn step<T>(
    settings: &Settings,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<Result<T, Error>, Refusal> {
    let late = || Refusal::OutOfReach(format!("no answer within {} s", settings.patience.as_secs_f32()));
    timeout(settings.patience, work).await.map_err(|_| late())
}

/// A refusal before the letter itself was said.
fn before(error: &Error, permanent: fn(String) -> Refusal) -> Refusal {
    let words = words(error);
    if error.is_permanent() {
        permanent(words)
    } else if error.is_transient() {
        Refusal::Busy(words)
    } else if error.is_tls() {
        Refusal::Insecure(words)
    } else {
        Refusal::OutOfReach(words)
    }
}

/// Connects, hides what is said, and logs in.
async fn open(settings: &Settings) -> Result<AsyncSmtpConnection, Refusal> {
    let tls = || TlsParameters::new(settings.host.clone()).map_err(|error| Refusal::Insecure(words(&error)));
    let wrapped = match settings.security {
        Security::Tls => Some(tls()?),
        Security::StartTls | Security::None => None,
    };
    let hello = ClientId::Domain(settings.from.email.domain().to_owned());
    let place = (settings.host.as_str(), settings.port);
    let connected = AsyncSmtpConnection::connect_tokio1(place, Some(settings.patience), &hello, wrapped, None);
    let mut line = step(settings, connected).await?.map_err(|error| before(&error, Refusal::Refused))?;
    if settings.security == Security::StartTls {
        if !line.can_starttls() {
            return Err(Refusal::Insecure("it has no STARTTLS".to_owned()));
        }
        let hidden = step(settings, line.starttls(tls()?, &hello)).await?;
        hidden.map_err(|error| before(&error, Refusal::Insecure))?;
    }
    if let Some((user, password)) = &settings.login {
        let credentials = Credentials::new(user.clone(), password.expose_secret().to_owned());
        let let_in = step(settings, line.auth(DEFAULT_MECHANISMS, &credentials)).await?;
        let_in.map_err(|error| {
            if error.is_client() { Refusal::Login(words(&error)) } else { before(&error, Refusal::Login) }
        })?;
    }
    Ok(line)
}

async fn farewell(line: &mut AsyncSmtpConnection) {
    if timeout(FAREWELL, line.quit()).await.is_err() {
        tracing::debug!("the mail server did not answer a farewell");
    }
}

/// Connects and leaves.
pub async fn check(settings: &Settings) -> Result<(), Refusal> {
    let mut line = open(settings).await?;
    farewell(&mut line).await;
    Ok(())
}

/// Hands a letter over.
pub async fn hand_over(settings: &Settings, to: &str, raw: &[u8]) -> Result<(), Refusal> {
    let address = |text: &str| text.parse::<Address>().map_err(|error| Refusal::Unfit(error.to_string()));
    let (from, to) = (address(settings.from.email.as_str())?, address(to)?);
    let mut line = open(settings).await?;
    let mail = step(settings, line.command(Mail::new(Some(from), Vec::new()))).await?;
    mail.map_err(|error| before(&error, Refusal::Refused))?;
    let rcpt = step(settings, line.command(Rcpt::new(to, Vec::new()))).await?;
    rcpt.map_err(|error| before(&error, Refusal::Address))?;
    if let Some(copy) = &settings.copy_to {
        let rcpt = step(settings, line.command(Rcpt::new(address(copy.as_str())?, Vec::new()))).await?;
        match rcpt {
            Ok(_) => {}
            // The copy is ours alone: the letter goes without it.
            Err(error) if error.status().is_some() => tracing::warn!(%error, "mail.copy_to is not taken"),
            Err(error) => return Err(before(&error, Refusal::Refused)),
        }
    }
    step(settings, line.command(Data)).await?.map_err(|error| before(&error, Refusal::Refused))?;
    match timeout(settings.patience, line.message(raw)).await {
        Ok(Ok(_)) => {}
        Ok(Err(error)) if error.is_permanent() => return Err(Refusal::Refused(words(&error))),
        Ok(Err(error)) if error.is_transient() => return Err(Refusal::Busy(words(&error))),
        Ok(Err(error)) => return Err(Refusal::Unknown(words(&error))),
        Err(_) => return Err(Refusal::Unknown("no answer to the letter".to_owned())),
    }
    farewell(&mut line).await;
    Ok(())
}
