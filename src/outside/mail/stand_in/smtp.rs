//! SMTP of the stand-in.

use super::{Fault, LOGIN, Shared, Taken};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::{future, io, sync::Arc};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

/// Takes talks for ever.
pub(super) async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let mut talks = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        talks.spawn(async move {
            if let Err(error) = talk(stream, &shared).await {
                tracing::debug!(%error, "a talk with the stand-in of a mail server broke off");
            }
        });
        while talks.try_join_next().is_some() {}
    }
}

struct Talk {
    stream: BufReader<TcpStream>,
    from: String,
    to: Vec<String>,
}

async fn talk(stream: TcpStream, shared: &Shared) -> io::Result<()> {
    let fault = {
        let mut world = shared.lock();
        world.talks += 1;
        if world.next.is_empty() { world.fault } else { Some(world.next.remove(0)) }
    };
    let mut talk = Talk { stream: BufReader::new(stream), from: String::new(), to: Vec::new() };
    match fault {
        Some(Fault::Shut) => return Ok(()),
        Some(Fault::Silent) => hang(shared).await,
        Some(Fault::Busy) => return talk.say("421 4.3.2 too busy").await,
        _ => talk.say("220 stand-in ESMTP").await?,
    }
    let mut welcome = false;
    while let Some(line) = talk.line().await? {
        let (verb, rest) = line.split_once(' ').unwrap_or((line.as_str(), ""));
        match verb.to_ascii_uppercase().as_str() {
            "EHLO" => talk.say("250-stand-in\r\n250-8BITMIME\r\n250 AUTH PLAIN").await?,
            "AUTH" => {
                welcome = fault != Some(Fault::Stranger) && knows(rest);
                talk.say(if welcome { "235 2.7.0 welcome" } else { "535 5.7.8 who are you" }).await?;
            }
            _ if verb.eq_ignore_ascii_case("QUIT") => return talk.say("221 2.0.0 bye").await,
            _ if !welcome => talk.say("530 5.7.0 log in first").await?,
            "MAIL" => {
                talk.from = address(rest);
                talk.say("250 2.1.0 ok").await?;
            }
            "RCPT" => {
                let answer = receive(&mut talk, shared, &address(rest));
                talk.say(answer).await?;
            }
            "DATA" if talk.to.is_empty() => talk.say("503 5.5.1 to whom").await?,
            "DATA" => {
                talk.say("354 go on").await?;
                if !take(&mut talk, shared, fault).await? {
                    return Ok(());
                }
            }
            _ => talk.say("502 5.5.2 what").await?,
        }
    }
    Ok(())
}

fn receive(talk: &mut Talk, shared: &Shared, address: &str) -> &'static str {
    let mut world = shared.lock();
    if world.unknown.contains(address) {
        "550 5.1.1 no such user here"
    } else if world.grey.remove(address) {
        "450 4.2.0 greylisted, come back later"
    } else {
        talk.to.push(address.to_owned());
        "250 2.1.5 ok"
    }
}

/// The letter; `false`: the talk is over.
async fn take(talk: &mut Talk, shared: &Shared, fault: Option<Fault>) -> io::Result<bool> {
    let mut raw = Vec::new();
    loop {
        let mut line = Vec::new();
        if talk.stream.read_until(b'\n', &mut line).await? == 0 || fault == Some(Fault::Torn) {
            return Ok(false);
        }
        if line == b".\r\n" {
            break;
        }
        raw.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
    }
    match fault {
        Some(Fault::Spam) => talk.say("554 5.7.1 this looks like spam").await?,
        Some(Fault::Full) => talk.say("452 4.3.1 no room").await?,
        _ => {
            let taken = Taken { from: talk.from.clone(), to: std::mem::take(&mut talk.to), at: (shared.now)(), raw };
            shared.lock().letters.push(taken);
            match fault {
                Some(Fault::Lost) => return Ok(false),
                Some(Fault::Deaf) => hang(shared).await,
                _ => talk.say("250 2.0.0 taken").await?,
            }
        }
    }
    Ok(true)
}

async fn hang(shared: &Shared) {
    shared.hangs.notify_one();
    future::pending::<()>().await;
}

/// `PLAIN AGJvdAB4`
fn knows(auth: &str) -> bool {
    let given = auth.strip_prefix("PLAIN ").and_then(|text| STANDARD.decode(text).ok()).unwrap_or_default();
    given == format!("\0{}\0{}", LOGIN.0, LOGIN.1).into_bytes()
}

/// `FROM:<a@b.ru> BODY=8BITMIME`
fn address(rest: &str) -> String {
    let inner = rest.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inner.map(|(address, _)| address.to_owned()).unwrap_or_default()
}

impl Talk {
    async fn say(&mut self, answer: &str) -> io::Result<()> {
        self.stream.get_mut().write_all(format!("{answer}\r\n").as_bytes()).await
    }

    async fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = String::new();
        let read = self.stream.read_line(&mut line).await?;
        Ok((read > 0).then(|| line.trim_end().to_owned()))
    }
}
