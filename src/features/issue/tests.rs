//! Stories of a month: told by those who issue invoices.

use super::{
    batches::{self, Batch},
    jobs,
};
use crate::{
    calendar::Moment,
    db::Id,
    features::deliveries::{OLGA, joins},
    people::Role,
    playground::{Desk, Phone},
    story,
};

const CLIENTS: &str = "Название;ИНН;Менеджер;Контакт;Должность;Телефон;Почта\n\
    ТСН «Ромашка»;7707083893;Анна;Ольга;бухгалтер;+79161110011;\n\
    БЦ «Берёзка»;500100732259;Анна;Игорь;бухгалтер;+79161110022;igor@example.org\n\
    КП «Сосна»;;Анна;Пётр;бухгалтер;+79161110033;\n\
    ЖК «Ива»;7736050003;Анна;Света;бухгалтер;+79161110044;\n\
    ООО «Лотос»;7728168971;Мария;Вера;бухгалтер;+79161110055;\n";
const FEES: &str = "Клиент;ИНН;Тариф;С месяца;Договор\n\
    Ромашка;7707083893;15000;01.2026;да\nРомашка;7707083893;16000;06.2026;\n\
    Берёзка;500100732259;9000;01.2026;нет\nКП «Сосна»;;5000;01.2026;\nЛотос;7728168971;7000;01.2026;да\n";
const ISSUED: &str = "Номер;Дата;Клиент;ИНН;Сумма\n1;15.05.2026;Ромашка;7707083893;16000\n\
    2;15.05.2026;Берёзка;500100732259;9500\n3;15.05.2026;КП «Сосна»;;5000\n4;15.05.2026;Лотос;7728168971;7000\n\
    5;15.05.2026;Ромашка;7707083893;700\n";

async fn load(desk: &Desk, kind: &str, table: &str) {
    let report = desk.imports(kind, "table.csv", table.as_bytes(), false).await.unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    desk.tick().await;
}

/// Anna keeps four clients and Maria one; Ольга of «Ромашка» uses the bot; all but «Ива» have a fee.
async fn opened(desk: &Desk) -> (Phone<'_>, Phone<'_>) {
    let anna = desk.manager("Анна").await;
    desk.manager("Мария").await;
    load(desk, "clients", CLIENTS).await;
    let olga = joins(desk, &anna, "ТСН «Ромашка»", "Ольга", OLGA).await;
    load(desk, "fees", FEES).await;
    (anna, olga)
}

/// The last message with all these words.
fn told(phone: &Phone<'_>, words: &[&str]) {
    let shown = phone.sees(words[0]);
    for word in words {
        assert!(shown.contains(word), "no «{word}» in:\n{shown}");
    }
}

story!(a_month_is_looked_over_issued_compared_and_sent, "2026-05-12T07:00:00Z", async |desk: &Desk| {
    let (anna, olga) = opened(desk).await;
    let (viktor, irina) = (desk.staff("Виктор", Role::Head).await, desk.staff("Ирина", Role::Accounting).await);

    desk.wait_until("2026-05-13T06:59:00Z").await;
    assert!(!anna.has("Проверка перед выставлением"), "{}", anna.phone());
    desk.wait_until("2026-05-13T07:00:30Z").await;
    told(&anna, &["Проверка перед выставлением за июнь", "Платят 3 клиента из 4", "Нет тарифа: 1 клиент"]);
    told(&anna, &["Проверка перед выставлением за июнь", "Тариф меняется: 1 клиент", "ИНН или он с ошибкой: 1"]);
    told(&anna, &["Проверка перед выставлением за июнь", "Некуда отправить: 1", "Договор не подписан: 1 клиент"]);
    told(&viktor, &["Весь отдел", "Платят 4 клиента из 5", "Некуда отправить: 2"]);
    anna.presses("Нет тарифа").await;
    anna.presses("ЖК «Ива»").await;
    anna.says("8000").await;
    assert!(anna.phone().contains("06.2026"), "{}", anna.phone());
    anna.presses("Сохранить").await;
    told(&anna, &["ЖК «Ива»: тариф", "8 000 ₽ с 06.2026"]);

    desk.wait_until("2026-05-15T06:30:30Z").await;
    told(&anna, &["Пора выставлять счета за июнь", "К выставлению: 4"]);
    assert!(!viktor.has("Пора выставлять"), "nobody's clients have no fee");
    anna.presses("Начать выставление").await;
    told(&anna, &["0 из 4", "Счета ещё не загружены"]);
    assert_eq!(desk.count("SELECT COUNT(*) FROM issue_case").await, 0, "nothing is missing before anything has come");
    load(desk, "invoices", ISSUED).await;
    told(&anna, &["Загружено 3 счёта, исключений 4"]);
    anna.presses("К выставлению").await;
    told(&anna, &["нет счёта · ЖК «Ива»", "0 из 4", "осталось 4 исключения", "ждём 8 000 ₽"]);
    anna.presses("В бухгалтерию").await;
    told(&irina, &["ЖК «Ива»: Счёт за июнь", "Нет счёта за июнь: ждём 8 000 ₽. Просит Анна"]);
    told(&anna, &["разберётся Ирина", "лишний · ТСН «Ромашка»", "в бухгалтерии 1 клиент"]);
    anna.presses("Ок, причина").await;
    anna.presses("Разовый счёт").await;
    told(&anna, &["другая сумма · БЦ «Берёзка»", "Счёт 2 на 9 500 ₽, а должно быть 9 000 ₽", "1 из 4"]);
    desk.restart().await.unwrap();
    anna.says("/issue").await;
    told(&anna, &["другая сумма · БЦ «Берёзка»", "1 из 4"]);
    anna.presses("Ок, причина").await;
    anna.presses("Другая причина").await;
    anna.says("Подняли цену с мая").await;
    told(&anna, &["БЦ «Берёзка»: Подняли цену с мая", "реквизиты · КП «Сосна»", "2 из 4"]);
    anna.presses("Не выставлять").await;
    anna.presses("Клиент уходит").await;
    told(&irina, &["Отменить счёт 3"]);
    told(&anna, &["3 из 4", "Исключений не осталось"]);

    desk.wait_until("2026-05-15T15:00:30Z").await;
    told(&anna, &["Выставление ещё не закончено", "рассылка не решена"]);
    desk.wait_until("2026-05-18T08:59:00Z").await;
    assert!(!viktor.has("не закончено ·"), "{}", viktor.phone());
    desk.wait_until("2026-05-18T09:00:30Z").await;
    told(&viktor, &["Выставление за июнь не закончено · Анна", "3 из 4"]);

    load(desk, "invoices", "Номер;Дата;ИНН;Сумма\n6;18.05.2026;7736050003;8000\n").await;
    told(&anna, &["ЖК «Ива»: исправлено (нет счёта)"]);
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE state = 'open' AND text LIKE '%Нет счёта%'").await, 0);
    anna.says("/issue").await;
    anna.presses("К рассылке").await;
    told(&anna, &["Уйдёт в Telegram: 2 счёта", "ТСН «Ромашка»: Ольга", "Только почта, уйдут не отсюда: 1"]);
    told(&anna, &["Уйдёт в Telegram: 2 счёта", "Некому отправить: 1", "не выставляем: 1"]);
    anna.presses("Отправить 2 счёта").await;
    told(&anna, &["2 счёта уйдут", "Отменить рассылку"]);
    anna.presses("Отменить рассылку").await;
    desk.wait_until("2026-05-18T09:30:00Z").await;
    assert_eq!(olga.documents().len(), 0, "{}", anna.phone());
    anna.says("/issue").await;
    anna.presses("К рассылке").await;
    anna.taps("Отправить 2 счёта");
    anna.taps("Отправить 2 счёта");
    desk.pump().await;
    assert_eq!(anna.toast(), "Эта рассылка уже ждёт отправки.");
    let late = anna.data("Отменить рассылку");
    assert_eq!((olga.documents().len(), desk.count("SELECT COUNT(*) FROM issue_batch").await), (0, 2));
    desk.wait_until("2026-05-18T09:41:00Z").await;
    assert_eq!(olga.documents().len(), 6, "two kits on one day");
    told(&anna, &["2 счёта за июнь отправлены"]);
    anna.forges(&late).await;
    assert_eq!(olga.documents().len(), 6, "{}", anna.toast());
    anna.says("/issue").await;
    anna.presses("К рассылке").await;
    told(&anna, &["Уйдёт в Telegram: 0", "Уже отправлены или вот-вот уйдут: 2"]);

    load(desk, "invoices", "Номер;Дата;ИНН;Сумма\n1;15.05.2026;7707083893;15500\n").await;
    told(&anna, &["счёт 1 исправлен после отправки", "Было 16 000 ₽, стало 15 500 ₽"]);
    anna.says("/find Ромашка").await;
    told(&anna, &["Счёт 1 исправлен после отправки"]);
    anna.presses("Отправить исправленный").await;
    anna.presses("Клиенту в Telegram").await;
    assert_eq!(olga.documents().len(), 9, "{}", anna.phone());

    desk.wait_until("2026-06-01T06:00:30Z").await;
    told(&viktor, &["За июнь: 4 счёта, 5 исключений: нет счёта 1, лишний 1, другая сумма 2, реквизиты 1"]);
});

story!(a_decision_is_taken_once_and_taken_back, "2026-05-15T07:00:00Z", async |desk: &Desk| {
    let (anna, _) = opened(desk).await;
    load(desk, "invoices", ISSUED).await;
    anna.says("/issue").await;
    anna.presses("Начать выставление").await;
    let books = anna.data("В бухгалтерию");
    anna.presses("Позже").await;
    told(&anna, &["другая сумма · БЦ «Берёзка»"]);
    anna.presses("Ок, причина").await;
    anna.taps("Перерасчёт");
    anna.taps("Перерасчёт");
    desk.pump().await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM issue_case WHERE state = 'ok'").await, 1);
    anna.forges(&books).await;
    assert_eq!(anna.toast(), "Карточка обновилась");
    assert_eq!(desk.count("SELECT COUNT(*) FROM issue_case WHERE state = 'books'").await, 0);
    anna.says("/undo").await;
    anna.presses("Решение по счёту").await;
    anna.says("/issue").await;
    told(&anna, &["другая сумма · БЦ «Берёзка»"]);
    assert_eq!(desk.count("SELECT COUNT(*) FROM issue_case WHERE state = 'open'").await, 3);
    // What was decided holds for what was seen: another sum is another matter.
    anna.presses("Ок, причина").await;
    anna.presses("Перерасчёт").await;
    load(desk, "invoices", "Номер;Дата;ИНН;Сумма\n2;15.05.2026;500100732259;9700\n").await;
    told(&anna, &["БЦ «Берёзка»: данные изменились, решите снова"]);
    load(desk, "invoices", "Номер;Дата;ИНН;Сумма\n2;15.05.2026;500100732259;9000\n").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM issue_case WHERE state = 'settled'").await, 1);
});

story!(what_is_foreign_is_as_absent_as_what_never_was, "2026-05-15T07:00:00Z", async |desk: &Desk| {
    let (anna, olga) = opened(desk).await;
    let maria = desk.manager("Инна").await;
    load(desk, "invoices", ISSUED).await;
    anna.says("/issue").await;
    anna.presses("Начать выставление").await;
    let (card, books) = (anna.data("Позже").replace("later", "card"), anna.data("В бухгалтерию"));
    let nobody = format!("issue:books:{}:0", Id::<()>::new().short());
    for data in [&card, &books, &nobody] {
        maria.forges(data).await;
        assert_eq!(maria.toast(), "Такого исключения нет.", "{data}");
        olga.forges(data).await;
        assert_ne!(olga.toast(), "Такого исключения нет.", "a client may press nothing of it");
    }
    maria.forges(&format!("fee:{}", Id::<()>::new().short())).await;
    assert_eq!(maria.toast(), "Такого клиента нет.");
    assert_eq!(desk.count("SELECT COUNT(*) FROM issue_case WHERE rev > 0").await, 0);
});

story!(a_table_of_fees_is_taken_back_to_what_was_said_before, "2026-05-12T07:00:00Z", async |desk: &Desk| {
    let (anna, _) = opened(desk).await;
    let viktor = desk.staff("Виктор", Role::Head).await;
    let table = "ИНН;Тариф;С месяца;Договор\n7707083893;20000;06.2026;нет\n7736050003;3000;июнь 2026;\n";
    let trial = desk.imports("fees", "new.csv", table.as_bytes(), true).await.unwrap();
    assert_eq!((trial.added, trial.changed, trial.same), (1, 1, 0), "{trial:?}");
    assert_eq!(desk.count("SELECT COUNT(*) FROM fee").await, 5, "a trial stores nothing");
    viktor.sends_file("new.csv", table.as_bytes()).await;
    told(&viktor, &["Тарифы", "было 16 000 ₽, станет 20 000 ₽ с 06.2026"]);
    viktor.presses("Загрузить").await;
    anna.says("/find Ромашка").await;
    told(&anna, &["Договор не подписан", "Тариф 15 000 ₽ в месяц", "с 06.2026: 20 000 ₽"]);
    viktor.says("/imports").await;
    viktor.presses("Отменить загрузку: new.csv").await;
    viktor.presses("Да, отменить").await;
    anna.says("/find Ромашка").await;
    told(&anna, &["с 06.2026:", "16 000 ₽"]);
    assert!(!anna.phone().contains("не подписан"), "{}", anna.phone());
    let bad = "ИНН;Тариф;С месяца;Договор\n7707083893;много;06.2026;\n7707083893;1;скоро;\n7707083893;1;06.2026;в работе\n\
        7700000000;1;06.2026;\n7707083893;1;07.2026;\n7707083893;2;07.2026;\n";
    let report = desk.imports("fees", "bad.csv", bad.as_bytes(), false).await.unwrap();
    assert_eq!(report.problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [2, 3, 4, 5, 7], "{report:?}");
    assert_eq!(desk.count("SELECT COUNT(*) FROM fee").await, 5);
});

story!(a_death_between_two_invoices_loses_none_and_doubles_none, "2026-05-15T07:00:00Z", async |desk: &Desk| {
    let (anna, olga) = opened(desk).await;
    let igor = joins(desk, &anna, "БЦ «Берёзка»", "Игорь", "+79161110022").await;
    let sveta = joins(desk, &anna, "ЖК «Ива»", "Света", "+79161110044").await;
    load(desk, "fees", "ИНН;Тариф;С месяца\n7736050003;8000;06.2026\n").await;
    let right = "Номер;Дата;ИНН;Сумма\n1;15.05.2026;7707083893;16000\n2;15.05.2026;500100732259;9000\n\
        6;15.05.2026;7736050003;8000\n";
    load(desk, "invoices", right).await;
    anna.says("/issue").await;
    anna.presses("Начать выставление").await;
    anna.says("/issue").await;
    while anna.offers("Ок, причина") {
        anna.presses("Не выставлять").await;
        anna.presses("Бесплатный месяц").await;
    }
    anna.presses("К рассылке").await;
    anna.presses("Отправить 3 счёта").await;
    let mut conn = desk.db.read().await.unwrap();
    let batch: Id<Batch> = sqlx::query_scalar("SELECT id FROM issue_batch").fetch_one(&mut *conn).await.unwrap();
    drop(conn);
    let undo = anna.data("Отменить рассылку");
    desk.clock.set("2026-05-15T07:10:00Z".parse().unwrap());
    let moment = || Moment { now: desk.clock.now(), calendar: &desk.calendar };
    assert!(jobs::step(&desk.db, batch, moment()).await.unwrap(), "the first has gone");
    desk.telegram.presses_data(anna.user, anna.messages().last().unwrap().id, &undo);
    desk.take_in().await;
    desk.work().await;
    // The process dies in the middle of the second: nothing of it is written.
    let mut tx = desk.db.begin().await.unwrap();
    let half = batches::by_id(&mut tx, batch).await.unwrap().unwrap();
    jobs::one(&mut tx, &half, half.picked[1], moment()).await.unwrap();
    tx.rollback().await.unwrap();
    desk.restart().await.unwrap();
    // Two processes go on with it at once.
    let (one, other) = futures::join!(jobs::step(&desk.db, batch, moment()), jobs::step(&desk.db, batch, moment()));
    assert!(one.is_ok() && other.is_ok(), "{one:?} {other:?}");
    desk.pump().await;
    assert_eq!([&olga, &igor, &sveta].map(|phone| phone.documents().len()), [3; 3]);
    assert_eq!(desk.count("SELECT COUNT(*) FROM invoice_sent").await, 3);
    assert_eq!(
        desk.count("SELECT COUNT(*) FROM issue_batch WHERE done = 3 AND sent = 3 AND ended_at IS NOT NULL").await,
        1
    );
    told(&anna, &["3 счёта за июнь отправлены"]);
    assert_eq!(anna.toast(), "Счета уже уходят: отменить рассылку поздно.");
});

story!(at_night_a_batch_waits_for_the_client_s_morning, "2026-05-15T15:30:00Z", async |desk: &Desk| {
    let (anna, olga) = opened(desk).await;
    load(desk, "invoices", ISSUED).await;
    anna.says("/issue").await;
    anna.presses("Начать выставление").await;
    anna.forges("issue:preview").await;
    told(&anna, &["Уйдёт в Telegram: 1 счёт", "Ждут решения или не выставляем: 2"]);
    anna.presses("Отправить 1 счёт").await;
    desk.wait_until("2026-05-15T15:45:00Z").await;
    assert_eq!((olga.documents().len(), desk.count("SELECT COUNT(*) FROM invoice_sent").await), (0, 1));
    anna.says("/find Ромашка").await;
    assert_eq!(anna.phone().matches("клиенту уйдёт").count(), 1, "three files are one: {}", anna.phone());
    desk.wait_until("2026-05-18T06:00:30Z").await;
    assert_eq!(olga.documents().len(), 3);
});

story!(whom_we_have_invoiced_late_is_not_in_the_share_and_is_named, "2026-05-25T07:00:00Z", async |desk: &Desk| {
    let (anna, _) = opened(desk).await;
    let issued = "Номер;Дата;ИНН;Сумма\n1;20.05.2026;7707083893;16000\n2;15.05.2026;500100732259;9000\n";
    load(desk, "invoices", issued).await;
    anna.says("/round").await;
    told(&anna, &["Выставлены нами поздно, в долю не входят: ТСН «Ромашка»"]);
    assert!(!anna.phone().contains("входят: БЦ"), "{}", anna.phone());
    load(desk, "fees", "ИНН;Тариф;С месяца\n7707083893;17000;06.2026\n").await;
    anna.says("/round").await;
    assert!(!anna.phone().contains("поздно"), "an invoice of another sum is no monthly one: {}", anna.phone());
});
