//! Stories of invoices by mail: what the manager taps, what the mail server gets, what is said when it says no or nothing.

use super::{
    super::tests::{can_be_paid_by, invoice, opened, sent, without_seller},
    Mailed, mail_kit, readers,
};
use crate::{
    calendar::Moment,
    clients,
    features::{
        deliveries::{OLGA, joins},
        invoices,
    },
    outside::mail::stand_in::Fault,
    playground::{Desk, Phone},
    story,
};
use std::{collections::BTreeSet, time::Duration};

const OLGAS: &str = "buh@example.ru";

/// Letters the mail server has, and how many unlike ones among them.
fn letters(desk: &Desk) -> (usize, usize) {
    let letters = desk.mail.letters();
    let unlike: BTreeSet<String> = letters.iter().map(|letter| letter.header("Message-ID")).collect();
    assert!(!unlike.contains(""), "each has a Message-ID");
    (letters.len(), unlike.len())
}

async fn mails(anna: &Phone<'_>, query: &str, address: &str) {
    anna.says(&format!("/invoice {query}")).await;
    anna.presses("Почтой").await;
    anna.presses(&format!("✉️ {address}")).await;
}

async fn later(desk: &Desk, minutes: i64) {
    desk.clock.set(desk.clock.now() + chrono::TimeDelta::minutes(minutes));
    desk.tick().await;
}

story!(an_invoice_goes_by_mail_and_can_be_paid_by, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, olga) = opened(desk).await;
    anna.says("/find Ромашка").await;
    anna.presses("Дубль счёта").await;
    anna.presses("Почтой").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✉️ ТСН «Ромашка»: на какой адрес отправить письмо со счётом?
    Счёт 118 от 16 нояб., пн: 12 345,60 ₽, срок 30 нояб., пн
    👤 Ольга, бухгалтер: buh@example.ru
    [✉️ buh@example.ru]
    [✏️ Другой адрес]
    ");
    anna.presses("✉️ buh@example.ru").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Счёт 118 отправлен на buh@example.ru 10:00. Вместе с ним QR-код и платёжное поручение.
    [🏢 Клиент]
    [☰ Меню]
    ");
    let [letter] = &desk.mail.letters()[..] else { panic!("one letter") };
    assert_eq!((letter.from.as_str(), &letter.to[..]), ("bills@example.ru", &[OLGAS.to_owned()][..]));
    assert_eq!(letter.header("Subject"), "Счёт № 118 за ноябрь 2026 · ООО «Пример»");
    assert!(letter.header("To").contains("Ольга"), "{}", letter.header("To"));
    can_be_paid_by(&letter.files());
    insta::assert_snapshot!(letter.text(), @"
    Здравствуйте!

    Во вложении счёт № 118 от 16.11.2026. К оплате 12 345,60 ₽, срок 30.11.2026.

    Вместе со счётом приложены QR-код для приложения банка и платёжное поручение: его файл загружается в 1С или в клиент-банк, вводить ничего не нужно.

    Назначение платежа: Оплата по счёту № 118 от 16.11.2026, Без НДС, #MJVJNR4J6

    Если счёт уже оплачен, отвечать не нужно. Если что-то не так, ответьте на это письмо.

    С уважением, Анна, ООО «Пример»
    ");
    anna.says("/find Ромашка").await;
    assert!(anna.phone().contains("Счёт 118 отправлен 10:00 на buh@example.ru"), "{}", anna.phone());
    assert_eq!(olga.documents().len(), 0, "by mail alone");
    assert_eq!(desk.count("SELECT COUNT(*) FROM letter WHERE files = '[]' AND ended_at IS NOT NULL").await, 1);
});

story!(a_double_tap_mails_once_and_more_is_asked_for, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _) = opened(desk).await;
    anna.says("/invoice ромашка").await;
    anna.presses("Почтой").await;
    anna.taps("✉️ buh@example.ru");
    anna.taps("✉️ buh@example.ru");
    desk.pump().await;
    assert_eq!((sent(desk).await, letters(desk)), (1, (1, 1)));
    assert!(anna.phone().contains("Счёт 118 отправлен на buh@example.ru 10:00"), "{}", anna.phone());
    mails(&anna, "ромашка", OLGAS).await;
    assert!(
        anna.phone().contains("Счёт 118 уже отправлен на buh@example.ru 10:00. Отправить ещё раз?"),
        "{}",
        anna.phone()
    );
    assert_eq!(letters(desk), (1, 1));
    anna.taps("Отправить ещё раз");
    anna.taps("Отправить ещё раз");
    desk.pump().await;
    assert_eq!(letters(desk), (2, 2), "once more is another letter: a double would be seen");
    anna.says("/invoice ромашка").await;
    anna.presses("Клиенту в Telegram").await;
    assert!(anna.phone().contains("отправлен: Ольга"), "another way is another matter: {}", anna.phone());
    desk.clock.set("2026-11-25T07:00:01Z".parse().unwrap());
    mails(&anna, "ромашка", OLGAS).await;
    assert_eq!(letters(desk), (3, 3), "a day later nobody is asked");
});

story!(an_address_that_is_not_known_is_asked_for_and_kept, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _) = opened(desk).await;
    anna.says("/invoice берёзка").await;
    anna.presses("Почтой").await;
    assert!(anna.phone().contains("нет адреса почты"), "{}", anna.phone());
    anna.presses("Другой адрес").await;
    assert!(anna.phone().contains("Напишите адрес почты: Игорь"), "{}", anna.phone());
    for (words, said) in [
        ("igor", "не похоже на адрес"),
        ("игорь@example.ru", "латинские буквы"),
        ("igor@localhost", "не бывает"),
        ("igor@example.ru, x@example.ru", "не похоже на адрес"),
    ] {
        anna.says(words).await;
        assert!(anna.phone().contains(said), "{words}: {}", anna.phone());
    }
    anna.says(" Igor@Пример.рф ").await;
    assert!(anna.phone().contains("Адрес записан: Игорь, igor@пример.рф"), "{}", anna.phone());
    assert_eq!(letters(desk), (0, 0), "nothing goes to what has just been typed");
    anna.presses("✉️ igor@пример.рф").await;
    assert_eq!(desk.mail.letters()[0].to, ["igor@xn--e1afmkfd.xn--p1ai"]);
    anna.says("/invoice берёзка").await;
    anna.presses("Почтой").await;
    assert!(anna.offers("✉️ igor@пример.рф"), "it stays: {}", anna.phone());
    anna.says("/undo").await;
    anna.presses("Адрес почты контакта").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM contact WHERE email LIKE 'igor%'").await, 0, "{}", anna.phone());
});

story!(a_contact_of_several_is_chosen_first, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _) = opened(desk).await;
    let more = "Название;Контакт;Телефон\nБЦ «Берёзка»;Павел;+79161110044\n";
    desk.imports("clients", "more.csv", more.as_bytes(), false).await.unwrap();
    anna.says("/invoice берёзка").await;
    anna.presses("Почтой").await;
    anna.presses("Другой адрес").await;
    anna.presses("Павел").await;
    anna.says("pavel@example.ru").await;
    anna.presses("✉️ pavel@example.ru").await;
    assert_eq!(desk.mail.letters()[0].to, ["pavel@example.ru"]);
    assert_eq!(desk.count("SELECT COUNT(*) FROM contact WHERE name = 'Павел' AND email = 'pavel@example.ru'").await, 1);
});

story!(a_refusal_is_told_with_its_reason_and_marks_the_address, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _) = opened(desk).await;
    desk.mail.knows_not(OLGAS);
    mails(&anna, "ромашка", OLGAS).await;
    let said =
        "Счёт 118 на buh@example.ru не ушёл: сервер не принимает почту на этот адрес (550 5.1.1 no such user here)";
    assert_eq!(anna.messages().iter().filter(|message| message.text.contains(said)).count(), 2, "{}", anna.phone());
    assert!(anna.offers("Другой адрес"), "{}", anna.phone());
    assert_eq!(letters(desk), (0, 0));
    anna.says("/find Ромашка").await;
    assert!(anna.has("Счёт 118 на buh@example.ru не ушёл 10:00"), "{}", anna.phone());
    anna.says("/invoice ромашка").await;
    anna.presses("Почтой").await;
    assert!(anna.phone().contains("buh@example.ru ⚠️ адрес не принимает почту"), "{}", anna.phone());
    desk.mail.knows(OLGAS);
    anna.presses("✉️ buh@example.ru").await;
    assert_eq!(letters(desk), (1, 1), "what did not go may be sent without a question: {}", anna.phone());
    anna.says("/invoice ромашка").await;
    anna.presses("Почтой").await;
    assert!(!anna.phone().contains("не принимает"), "{}", anna.phone());
    desk.mail.set_fault(Some(Fault::Spam));
    anna.presses("✉️ buh@example.ru").await;
    anna.presses("Отправить ещё раз").await;
    assert!(anna.has("не принял письмо (554 5.7.1 this looks like spam)"), "{}", anna.phone());
    anna.says("/invoice ромашка").await;
    anna.presses("Почтой").await;
    assert!(!anna.phone().contains("адрес не принимает"), "the address is not to blame: {}", anna.phone());
});

story!(what_may_pass_is_tried_again_until_the_evening, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _) = opened(desk).await;
    desk.mail.is_wary_of(OLGAS);
    mails(&anna, "ромашка", OLGAS).await;
    assert!(anna.phone().contains("пока не ушёл: почтовый сервер просит подождать (450"), "{}", anna.phone());
    later(desk, 1).await;
    assert!(anna.has("Счёт 118 отправлен на buh@example.ru 10:01"), "{}", anna.phone());
    assert_eq!(letters(desk), (1, 1));
    desk.mail.set_fault(Some(Fault::Shut));
    mails(&anna, "ромашка", OLGAS).await;
    anna.presses("Отправить ещё раз").await;
    assert!(anna.phone().contains("наш почтовый сервер не отвечает"), "{}", anna.phone());
    for _ in 0..20 {
        later(desk, 60).await;
    }
    assert!(anna.has("❌ Счёт 118 на buh@example.ru не ушёл: наш почтовый сервер не отвечает"), "{}", anna.phone());
    let talks = desk.mail.talks();
    desk.mail.set_fault(None);
    later(desk, 24 * 60).await;
    assert_eq!((desk.mail.talks(), letters(desk)), (talks, (1, 1)), "given up is given up");
});

story!(a_lost_answer_is_said_and_the_same_letter_goes_once_more, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _) = opened(desk).await;
    desk.mail.next(Fault::Lost);
    mails(&anna, "ромашка", OLGAS).await;
    assert!(
        anna.phone().contains("ушёл на buh@example.ru, ответа почтового сервера нет. Повторим"),
        "{}",
        anna.phone()
    );
    anna.says("/find Ромашка").await;
    assert!(anna.phone().contains("ушёл 10:00 на buh@example.ru, ответа почтового сервера нет"), "{}", anna.phone());
    later(desk, 1).await;
    assert!(anna.has("отправлен на buh@example.ru 10:01"), "{}", anna.phone());
    assert_eq!(letters(desk), (2, 1), "two copies of one letter");
    desk.mail.next(Fault::Lost);
    desk.mail.next(Fault::Lost);
    mails(&anna, "ромашка", OLGAS).await;
    anna.presses("Отправить ещё раз").await;
    later(desk, 1).await;
    assert!(anna.has("ответа почтового сервера нет. Больше не повторяем: спросите клиента"), "{}", anna.phone());
    assert_eq!(letters(desk), (4, 2));
    let talks = desk.mail.talks();
    later(desk, 24 * 60).await;
    assert_eq!((desk.mail.talks(), letters(desk)), (talks, (4, 2)), "nobody tries a third time");
});

/// The process dies while the mail server says nothing.
async fn dies(desk: &Desk) {
    tokio::select! {
        () = desk.pump() => panic!("the server hangs"),
        () = desk.mail.hangs() => {}
    }
    desk.mail.set_fault(None);
    desk.restart().await.unwrap();
    desk.pump().await;
}

story!(a_death_between_any_two_steps_makes_no_second_letter, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _) = opened(desk).await;
    anna.says("/invoice ромашка").await;
    anna.presses("Почтой").await;
    anna.taps("✉️ buh@example.ru");
    desk.take_in().await;
    desk.restart().await.unwrap();
    desk.work().await;
    assert_eq!((sent(desk).await, letters(desk)), (1, (0, 0)));
    desk.restart().await.unwrap();
    desk.pump().await;
    assert_eq!((sent(desk).await, letters(desk)), (1, (1, 1)), "before and after the turn");
    for (fault, copies) in [(Fault::Silent, 2), (Fault::Deaf, 4)] {
        desk.mail.set_fault(Some(fault));
        anna.says("/invoice ромашка").await;
        anna.presses("Почтой").await;
        anna.presses("✉️ buh@example.ru").await;
        anna.taps("Отправить ещё раз");
        dies(desk).await;
        later(desk, 1).await;
        assert_eq!(
            desk.count("SELECT COUNT(*) FROM letter WHERE state = 'trying'").await,
            1,
            "it may still be under way"
        );
        later(desk, 5).await;
        later(desk, 5).await;
        assert_eq!(
            desk.count("SELECT COUNT(*) FROM letter WHERE state = 'sent' AND doubts = 1").await,
            i64::from(copies == 4) + 1
        );
        let unlike = if copies == 4 { 3 } else { 2 };
        assert_eq!(letters(desk), (copies, unlike), "{fault:?}");
    }
});

story!(a_server_that_never_answers_costs_its_patience, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _) = opened(desk).await;
    desk.restart_with_mail(Some(Duration::from_millis(100))).await.unwrap();
    desk.mail.next(Fault::Silent);
    mails(&anna, "ромашка", OLGAS).await;
    assert!(anna.phone().contains("пока не ушёл"), "{}", anna.phone());
    later(desk, 1).await;
    assert_eq!(letters(desk), (1, 1));
});

story!(without_a_mail_server_a_letter_is_a_draft, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _) = opened(desk).await;
    desk.restart_with_mail(None).await.unwrap();
    anna.says("/invoice ромашка").await;
    anna.presses("Почта: черновик").await;
    assert!(anna.phone().contains("Почта к боту не подключена"), "{}", anna.phone());
    anna.presses("✉️ buh@example.ru").await;
    can_be_paid_by(&anna.documents());
    assert!(anna.has("Письмо со счётом 118 для buh@example.ru в этом чате"), "{}", anna.phone());
    let draft = anna.sees("Тема: ");
    assert!(draft.contains("Счёт № 118 за ноябрь 2026") && draft.contains("Здравствуйте!"), "{draft}");
    assert_eq!((desk.mail.talks(), letters(desk)), (0, (0, 0)));
    anna.says("/invoice ромашка").await;
    anna.presses("Почта: черновик").await;
    anna.presses("✉️ buh@example.ru").await;
    assert!(anna.phone().contains("уже отправлен на buh@example.ru 10:00. Отправить ещё раз?"), "{}", anna.phone());
    anna.says("/find Ромашка").await;
    assert!(anna.has("взят черновиком письма 10:00 · Анна"), "{}", anna.phone());
});

story!(where_nothing_can_be_paid_by_accounting_sends_it, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _) = opened(desk).await;
    without_seller(desk).await;
    mails(&anna, "ромашка", OLGAS).await;
    assert!(anna.phone().contains("отправит счёт 118 до 15:00"), "{}", anna.phone());
    assert_eq!(letters(desk), (0, 0));
});

story!(all_open_invoices_are_a_letter_each_on_one_card, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _) = opened(desk).await;
    let more = "Номер;Дата;ИНН;Сумма;Срок\n121/2;20.11.2026;7707083893;100;04.12.2026\n";
    desk.imports("invoices", "invoices.csv", more.as_bytes(), false).await.unwrap();
    anna.says("/invoice ромашка").await;
    anna.presses("Все открытые").await;
    anna.presses("Почтой").await;
    anna.presses("✉️ buh@example.ru").await;
    assert_eq!(letters(desk), (2, 2));
    let card = anna.phone();
    assert!(card.contains("Счёт 118 отправлен на") && card.contains("Счёт 121/2 отправлен на"), "{card}");
});

story!(other_rooms_mail_a_kit_by_one_word, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _) = opened(desk).await;
    let (id, client) = invoice(desk, "118").await;
    let me = anna.person().await;
    let moment = Moment { now: desk.clock.now(), calendar: &desk.calendar };
    let mut tx = desk.db.begin().await.unwrap();
    let client = clients::known(&mut tx, client).await.unwrap().unwrap();
    let bill = invoices::by_id(&mut tx, id).await.unwrap().unwrap();
    let contacts = readers(&mut tx, client.id).await.unwrap();
    let [olga] = &contacts[..] else { panic!("{contacts:?}") };
    let first = mail_kit(&mut tx, &client, &bill, olga, &me, moment).await.unwrap();
    assert!(matches!(first, Mailed::Queued(_)), "{first:?}");
    let second = mail_kit(&mut tx, &client, &bill, olga, &me, moment).await.unwrap();
    assert_eq!(second, Mailed::Before(moment.now), "not twice a day");
    let nowhere = clients::Contact { email: "нет".to_owned(), ..olga.clone() };
    assert_eq!(mail_kit(&mut tx, &client, &bill, &nowhere, &me, moment).await.unwrap(), Mailed::NoAddress);
    tx.commit().await.unwrap();
    desk.pump().await;
    assert_eq!(letters(desk), (1, 1));
});

story!(what_is_foreign_is_as_absent_by_mail, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, olga) = opened(desk).await;
    joins(desk, &anna, "ТСН «Ромашка»", "Ольга", OLGA).await;
    let (foreign, lotos) = invoice(desk, "120").await;
    let (mine, romashka) = invoice(desk, "118").await;
    let contact = |name: &'static str| async move {
        let mut conn = desk.db.read().await.unwrap();
        let select = "SELECT id FROM contact WHERE name = $1";
        sqlx::query_scalar::<_, crate::db::Id<clients::Contact>>(select)
            .bind(name)
            .fetch_one(&mut *conn)
            .await
            .unwrap()
            .short()
    };
    let (vera, own) = (contact("Вера").await, contact("Ольга").await);
    for data in [
        format!("mail:where:one:{}", foreign.short()),
        format!("mail:where:all:{}", lotos.short()),
        format!("mail:other:one:{}", foreign.short()),
        format!("mail:one:{}:{vera}", foreign.short()),
        format!("mail:all:{}:{vera}:0", lotos.short()),
        format!("mail:one:{}:{vera}", mine.short()),
        format!("mail:all:{}:{vera}", romashka.short()),
    ] {
        anna.forges(&data).await;
        assert_eq!(anna.toast(), "Такого счёта нет.", "{data}");
    }
    olga.forges(&format!("mail:one:{}:{own}", mine.short())).await;
    assert_eq!((sent(desk).await, letters(desk)), (0, (0, 0)));
    anna.forges(&format!("mail:one:{}:{own}", mine.short())).await;
    assert_eq!(letters(desk), (1, 1), "the own one goes");
});
