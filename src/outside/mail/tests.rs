//! The client against the stand-in, over the wire.

use super::{
    File, Letter, Post, Refusal, Security, Sender,
    stand_in::{Fault, StandIn, Taken},
};
use crate::{clock::Clock, email::Email};
use std::{sync::Arc, time::Duration};

/// Short, since nobody answers.
const SHORT: Duration = Duration::from_millis(200);
const LONG: Duration = Duration::from_secs(20);

async fn stand_in() -> StandIn {
    let clock = Clock::standing("2026-11-24T07:00:00Z".parse().unwrap());
    StandIn::start(Arc::new(move || clock.now())).await.unwrap()
}

fn letter() -> Letter {
    Letter {
        id: "019a0000000070008000000000000001".to_owned(),
        to: Email::parse("buh@пример.рф").unwrap(),
        name: "Ольга, бухгалтер".to_owned(),
        subject: "Счёт № 118 за ноябрь 2026 · ООО «Пример»".to_owned(),
        text: "Здравствуйте!\n\nСчёт 118 <на> 15\u{a0}000\u{a0}₽\nи ещё строка\n.\nпосле точки".to_owned(),
        files: vec![
            File {
                name: "Счёт 118.pdf".to_owned(),
                mime: "application/pdf".to_owned(),
                bytes: b"%PDF-1.7\r\n.\n\xff".to_vec(),
            },
            File {
                name: "118.txt".to_owned(),
                mime: "text/plain".to_owned(),
                bytes: b"1CClientBankExchange\r\n.\r\n\xd1\xf7\xb8\xf2".to_vec(),
            },
        ],
        at: "2026-11-24T07:00:00Z".parse().unwrap(),
    }
}

#[tokio::test]
async fn a_letter_comes_out_as_it_went_in() {
    let server = stand_in().await;
    server.post(LONG).send(&letter()).await.unwrap();
    let [taken] = &server.letters()[..] else { panic!("one letter") };
    assert!(taken.raw.is_ascii(), "every server carries it");
    assert_eq!(
        (taken.from.as_str(), &taken.to[..]),
        ("bills@example.ru", &["buh@xn--e1afmkfd.xn--p1ai".to_owned()][..])
    );
    assert_eq!(taken.header("Message-ID"), "<019a0000000070008000000000000001@example.ru>");
    assert_eq!(taken.header("Subject"), letter().subject);
    assert_eq!(taken.header("From"), "\"ООО «Пример»\" <bills@example.ru>".replace('"', ""));
    assert!(taken.header("To").contains("Ольга, бухгалтер"), "{}", taken.header("To"));
    assert!(taken.header("Reply-To").contains("care@example.ru"));
    assert_eq!(taken.header("Date"), "Tue, 24 Nov 2026 07:00:00 +0000");
    assert_eq!(taken.text().trim_end(), letter().text);
    let html =
        taken.read(|mail| mail.parts().find(|part| part.ctype.mimetype == "text/html").unwrap().get_body().unwrap());
    assert!(html.unwrap().contains("Счёт 118 &lt;на&gt; 15\u{a0}000\u{a0}₽<br>"));
    let files: Vec<_> = letter().files.into_iter().map(|file| (file.name, file.bytes)).collect();
    assert_eq!(taken.files(), files, "byte by byte, under their Russian names");
    let raw = String::from_utf8_lossy(&taken.raw).into_owned();
    assert!(raw.contains("filename*0*=utf-8''") || raw.contains("filename*=utf-8''"), "RFC 2231: {raw}");
}

/// The names of the headers at the top of a letter.
fn headers(taken: &Taken) -> Vec<String> {
    taken.read(|mail| mail.headers.iter().map(mailparse::MailHeader::get_key).collect()).unwrap()
}

#[tokio::test]
async fn nothing_gets_into_a_header() {
    let server = stand_in().await;
    server.post(LONG).send(&letter()).await.unwrap();
    for poison in [
        "\r\nBcc: thief@example.com",
        "\nX-Evil: 1",
        "\r\rX-Evil: 1",
        "\u{2028}X-Evil: 1",
        "\u{85}X-Evil: 1",
        "\0\u{b}X-Evil: 1",
    ] {
        for break_in in ["a", "\u{44f}"] {
            let words = format!("{break_in}{poison}\r\n\r\n<html>");
            let mut letter = letter();
            letter.id = format!("1{words}");
            letter.name.clone_from(&words);
            letter.subject.clone_from(&words);
            letter.files[0].name.clone_from(&words);
            let mut settings = server.settings(LONG);
            settings.from = Sender::parse(&format!("{words} <bills@example.ru>")).unwrap();
            Post::new(settings).send(&letter).await.unwrap();
        }
    }
    let letters = server.letters();
    assert_eq!(letters.len(), 13);
    for taken in &letters {
        assert_eq!(headers(taken), headers(&letters[0]), "{}", String::from_utf8_lossy(&taken.raw));
        assert_eq!(taken.to.len(), 1);
        assert_eq!(taken.files().len(), 2);
    }
    let told = "Subject: a\r\nBcc: thief@example.com\r\n\r\nx";
    let control = Taken { raw: told.into(), ..letters[0].clone() };
    assert_eq!(headers(&control), ["Subject", "Bcc"], "one that got in would be seen");
}

#[tokio::test]
async fn each_trouble_is_told_from_the_others() {
    let server = stand_in().await;
    let sent = |fault: Fault, patience: Duration| {
        server.next(fault);
        let post = server.post(patience);
        async move { post.send(&letter()).await.unwrap_err() }
    };
    assert!(matches!(sent(Fault::Shut, LONG).await, Refusal::OutOfReach(_)));
    assert!(matches!(sent(Fault::Silent, SHORT).await, Refusal::OutOfReach(_)));
    assert!(matches!(sent(Fault::Stranger, LONG).await, Refusal::Login(_)));
    assert!(matches!(sent(Fault::Busy, LONG).await, Refusal::Busy(_)));
    assert_eq!(sent(Fault::Spam, LONG).await, Refusal::Refused("554 5.7.1 this looks like spam".to_owned()));
    assert!(matches!(sent(Fault::Full, LONG).await, Refusal::Busy(_)));
    assert!(matches!(sent(Fault::Torn, LONG).await, Refusal::Unknown(_)));
    assert_eq!(server.letters().len(), 0, "nothing of all that was taken");
    assert!(matches!(sent(Fault::Lost, LONG).await, Refusal::Unknown(_)));
    assert!(matches!(sent(Fault::Deaf, SHORT).await, Refusal::Unknown(_)));
    assert_eq!(server.letters().len(), 2, "and these were");
    server.knows_not("buh@xn--e1afmkfd.xn--p1ai");
    let refusal = server.post(LONG).send(&letter()).await.unwrap_err();
    assert_eq!(refusal, Refusal::Address("550 5.1.1 no such user here".to_owned()));
    let mut gone = server.settings(LONG);
    gone.port = 1;
    assert!(matches!(Post::new(gone).send(&letter()).await, Err(Refusal::OutOfReach(_))));
}

#[tokio::test]
async fn a_copy_goes_along_unseen_and_is_no_reason_to_fail() {
    let server = stand_in().await;
    let mut settings = server.settings(LONG);
    settings.copy_to = Some(Email::parse("all@example.ru").unwrap());
    let post = Post::new(settings);
    post.send(&letter()).await.unwrap();
    server.knows_not("all@example.ru");
    post.send(&letter()).await.unwrap();
    let letters = server.letters();
    assert_eq!(letters[0].to, ["buh@xn--e1afmkfd.xn--p1ai", "all@example.ru"]);
    assert!(!String::from_utf8_lossy(&letters[0].raw).contains("all@example.ru"));
    assert_eq!(letters[1].to, ["buh@xn--e1afmkfd.xn--p1ai"]);
}

#[tokio::test]
async fn nothing_is_said_in_the_open_where_it_must_not_be() {
    let server = stand_in().await;
    for security in [Security::StartTls, Security::Tls] {
        let mut settings = server.settings(SHORT);
        settings.security = security;
        let post = Post::new(settings);
        for refusal in [post.check().await.unwrap_err(), post.send(&letter()).await.unwrap_err()] {
            assert!(matches!(refusal, Refusal::Insecure(_) | Refusal::OutOfReach(_)), "{security}: {refusal}");
        }
    }
    assert_eq!(server.letters().len(), 0);
    server.post(LONG).check().await.unwrap();
}
