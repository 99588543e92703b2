//! Stories of papers: what people see and do.

use super::{Kind, State, drop_of, lines, need, of, started};
use crate::{calendar::Moment, clients::Client, lang::Lang, people::Role, playground::Desk, story, text::Reader};

pub(super) const LINK: &str = "delivery:019a0000000070008000000000000150";

/// A shipment to a client with its papers; `left`: its goods have left just now.
pub(super) async fn ships(desk: &Desk, client: &Client, link: &str, label: &str, left: bool) {
    let moment = Moment { now: desk.clock.now(), calendar: &desk.calendar };
    let kinds = [(Kind::Upd, State::Needed), (Kind::Proxy, State::NotNeeded), (Kind::Act, State::Needed)];
    let mut tx = desk.db.begin().await.unwrap();
    need(&mut tx, client.id, link, label, &kinds, moment).await.unwrap();
    if left {
        started(&mut tx, link, moment.now, moment).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// What stands on the card of the shipment.
async fn told(desk: &Desk, link: &str) -> String {
    let mut conn = desk.db.read().await.unwrap();
    let papers = of(&mut conn, link).await.unwrap();
    let reader = Reader { lang: Lang::Ru, zone: chrono_tz::Europe::Moscow, now: desk.clock.now() };
    lines(&papers).iter().map(|line| line.plain(&reader)).collect::<Vec<_>>().join("\n")
}

story!(a_paper_goes_from_needed_to_signed, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let client = desk.client("ТСН «Ромашка»", Some(&anna)).await;
    desk.contact(&anna, &client, "Ольга").await;
    anna.says("документы").await;
    insta::assert_snapshot!(anna.phone(), @"
    📄 Документы: открыто 0
    Открытых документов нет.
    [☰ Меню]
    ");
    ships(desk, &client, LINK, "Доставка Д-318", false).await;
    insta::assert_snapshot!(told(desk, LINK).await, @"📄 УПД: нужен · акт: нужен");
    anna.says("/docs").await;
    insta::assert_snapshot!(anna.phone(), @"
    📄 Документы: открыто 2

    🏢 ТСН «Ромашка»
    УПД: нужен · Доставка Д-318
    акт: нужен · Доставка Д-318
    [📄 УПД · Доставка Д-318]
    [📄 акт · Доставка Д-318]
    [☰ Меню]
    ");
    anna.presses("УПД").await;
    insta::assert_snapshot!(anna.phone(), @"
    📄 УПД: нужен · Доставка Д-318
    🏢 ТСН «Ромашка»
    [📎 Приложить] [✉️ Отправлен]
    [✍️ Подписан] [🚫 Не нужен]
    [🔗 Ссылка ЭДО]
    [📄 Все документы] [🏢 Клиент]
    ");
    anna.presses("Приложить").await;
    anna.says("сейчас пришлю").await;
    insta::assert_snapshot!(anna.phone(), @"
    Нужно фото или файл документа.

    📄 УПД · Доставка Д-318

    Пришлите фото или файл документа.
    [✖️ Отмена]
    [📋 Скопировать написанное]
    ");
    anna.sends_photo(b"\xff\xd8\xff", "").await;
    insta::assert_snapshot!(anna.phone(), @"
    📎 Файл приложен.

    📄 УПД: приложен · Доставка Д-318
    🏢 ТСН «Ромашка»
    📎 1 файл
    [📎 Приложить] [✉️ Отправлен]
    [✍️ Подписан] [🚫 Не нужен]
    [🔗 Ссылка ЭДО] [📎 Показать файлы]
    [📄 Все документы] [🏢 Клиент]
    [↩️ Отменить]
    ");
    let attached = anna.data("Отменить");
    anna.presses("Показать файлы").await;
    assert_eq!(anna.toast(), "Отправлен 1 файл");
    anna.presses("Ссылка ЭДО").await;
    anna.says("diadoc 77-214").await;
    let send = anna.data("Отправлен");
    anna.presses("Отправлен").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✉️ Отмечено: отправлен клиенту.

    📄 УПД: отправлен · Доставка Д-318
    🏢 ТСН «Ромашка»
    🔗 ЭДО: diadoc 77-214
    📎 1 файл
    [📎 Приложить] [✍️ Подписан]
    [🚫 Не нужен] [🔗 Ссылка ЭДО]
    [📎 Показать файлы]
    [📄 Все документы] [🏢 Клиент]
    [↩️ Отменить]
    ");
    anna.forges(&send).await;
    assert_eq!(anna.toast(), "Уже сделано 10:00");
    anna.forges(&attached).await;
    assert!(anna.toast().contains("уже сделали после вас"), "{}", anna.toast());

    anna.presses("Подписан").await;
    insta::assert_snapshot!(anna.phone(), @"
    📄 УПД · Доставка Д-318

    Кто подписал?
    [Ольга, бухгалтер]
    [✖️ Отмена]
    ");
    anna.presses("Ольга").await;
    anna.presses("Номер").await;
    anna.says("214").await;
    anna.presses("Когда").await;
    anna.says("завтра").await;
    insta::assert_snapshot!(anna.phone(), @"
    25 нояб., ср — слишком поздно. Можно до 24 нояб., вт

    📄 УПД · Доставка Д-318

    ✍️ Ольга, 24 нояб., вт
    № 214

    Когда подписали?
    [сегодня] [вчера]
    [📅 Другой день]
    [⬅️ Назад] [✏️ Всё сразу] [✖️ Отмена]
    [📋 Скопировать написанное]
    ");
    anna.presses("вчера").await;
    insta::assert_snapshot!(anna.phone(), @"
    📄 УПД · Доставка Д-318

    ✍️ Ольга, 23 нояб., пн
    № 214

    Всё верно?
    [✅ Сохранить]
    [✏️ Кто] [✏️ Когда]
    [✏️ Номер] [📎 Фото]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✍️ Отмечено: подписан.

    📄 УПД 214: подписан 23 нояб., пн, Ольга · Доставка Д-318
    🏢 ТСН «Ромашка»
    🔗 ЭДО: diadoc 77-214
    📎 1 файл
    [📎 Приложить] [🔗 Ссылка ЭДО]
    [📎 Показать файлы]
    [📄 Все документы] [🏢 Клиент]
    [↩️ Отменить]
    ");
    insta::assert_snapshot!(told(desk, LINK).await, @"📄 УПД 214: подписан 23 нояб., пн, Ольга · акт: нужен");
    anna.presses("Отменить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ↩️ Взято назад: документ подписан
    [☰ Меню]
    ");
    insta::assert_snapshot!(told(desk, LINK).await, @"📄 УПД: отправлен · акт: нужен");
});

story!(a_paper_that_is_not_needed_says_why, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let client = desk.client("ТСН «Ромашка»", Some(&anna)).await;
    ships(desk, &client, LINK, "Доставка Д-318", false).await;
    anna.says("/docs Ромашка").await;
    insta::assert_snapshot!(anna.phone(), @"
    📄 Документы · ТСН «Ромашка»: открыто 2
    УПД: нужен · Доставка Д-318
    акт: нужен · Доставка Д-318
    [📄 УПД · Доставка Д-318]
    [📄 акт · Доставка Д-318]
    [🏢 Клиент] [📄 Все документы]
    [☰ Меню]
    ");
    anna.presses("акт").await;
    anna.presses("Не нужен").await;
    anna.says("подпишут общий в конце месяца").await;
    insta::assert_snapshot!(anna.phone(), @"
    🚫 Отмечено: не нужен.

    📄 акт: не нужен · Доставка Д-318
    🏢 ТСН «Ромашка»
    Не нужен, потому что: подпишут общий в конце месяца
    [📄 Всё-таки нужен]
    [📄 Все документы] [🏢 Клиент]
    [↩️ Отменить]
    ");
    anna.says("/docs").await;
    assert!(!anna.phone().contains("акт"), "{}", anna.phone());
    anna.says("Ромашка").await;
    insta::assert_snapshot!(anna.phone(), @"
    🏢 ТСН «Ромашка»
    Сейчас там 10:00

    📄 УПД: нужен · Доставка Д-318
    [☎️ Звонок] [⚠️ Претензия]
    [🚚 Доставка] [📋 Доставки клиента]
    [🔧 Монтаж] [🛠 В техподдержку]
    [📋 Задача] [🧾 Дубль счёта]
    [💳 Тариф] [🏗 Площадка]
    [🔩 Оборудование] [❓ Спросить руководителя]
    [📝 На согласование] [📄 Документы клиента]
    [🔕 Не беспокоить] [🕘 Часы связи]
    [☰ Меню]
    ");
    anna.presses("Документы клиента").await;
    assert!(anna.phone().contains("УПД: нужен"), "{}", anna.phone());
    anna.says("/undo").await;
    anna.presses("документ не нужен").await;
    assert_eq!(told(desk, LINK).await, "📄 УПД: нужен · акт: нужен");
});

story!(a_foreign_paper_is_as_absent_as_one_that_never_was, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, boris) = (desk.manager("Анна").await, desk.manager("Борис").await);
    let client = desk.client("ТСН «Незабудка»", Some(&anna)).await;
    ships(desk, &client, LINK, "Доставка Д-318", false).await;
    anna.says("/docs").await;
    let show = anna.data("УПД");
    anna.presses("УПД").await;
    let (send, sign) = (anna.data("Отправлен"), anna.data("Подписан"));
    boris.says("/docs").await;
    assert!(!boris.phone().contains("Незабудка"), "{}", boris.phone());
    let nobodys = "paper:AZoAAAAAcACAAAAAAAABUg:0:show";
    boris.forges(nobodys).await;
    let absent = boris.toast();
    for data in [&show, &send, &sign] {
        boris.forges(data).await;
        assert_eq!(boris.toast(), absent);
    }
    boris.says("/docs Незабудка").await;
    let foreign = boris.phone();
    boris.says("/docs Щавель").await;
    assert_eq!(foreign.replace("Незабудка", "•"), boris.phone().replace("Щавель", "•"));
    assert_eq!(told(desk, LINK).await, "📄 УПД: нужен · акт: нужен");

    // Accounting reads all and says what is signed, and nothing else.
    let irina = desk.staff("Ирина", Role::Accounting).await;
    irina.says("/docs").await;
    irina.presses("УПД").await;
    insta::assert_snapshot!(irina.phone(), @"
    📄 УПД: нужен · Доставка Д-318
    🏢 ТСН «Незабудка»
    [✍️ Подписан]
    [📄 Все документы] [🏢 Клиент]
    ");
    irina.forges(&send).await;
    assert!(irina.toast().contains("не для вашей роли"), "{}", irina.toast());
    irina.presses("Подписан").await;
    irina.says("Ольга").await;
    irina.presses("Сохранить").await;
    assert!(told(desk, LINK).await.contains("УПД: подписан 24 нояб., вт, Ольга"), "{}", told(desk, LINK).await);
    let olga = desk.contact(&anna, &client, "Ольга").await;
    olga.forges(&show).await;
    assert!(olga.toast().contains("не для вашей роли"), "{}", olga.toast());
    olga.says("/docs").await;
    assert!(!olga.phone().contains("УПД"), "{}", olga.phone());
});

story!(what_a_shipment_needs_can_be_said_anew_and_taken_away, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let client = desk.client("ТСН «Ромашка»", Some(&anna)).await;
    ships(desk, &client, LINK, "Доставка Д-318", true).await;
    let moment = Moment { now: desk.clock.now(), calendar: &desk.calendar };
    let mut tx = desk.db.begin().await.unwrap();
    let kinds = [(Kind::Proxy, State::Attached), (Kind::Act, State::NotNeeded), (Kind::Upd, State::Signed)];
    need(&mut tx, client.id, LINK, "Доставка Д-318", &kinds, moment).await.unwrap();
    tx.commit().await.unwrap();
    insta::assert_snapshot!(told(desk, LINK).await, @"📄 УПД: подписан 24 нояб., вт · доверенность: приложена");
    // What is signed stays so, whatever is needed.
    let mut tx = desk.db.begin().await.unwrap();
    need(&mut tx, client.id, LINK, "Доставка Д-318", &[(Kind::Upd, State::Needed)], moment).await.unwrap();
    tx.commit().await.unwrap();
    assert!(told(desk, LINK).await.contains("УПД: подписан"), "{}", told(desk, LINK).await);
    let mut tx = desk.db.begin().await.unwrap();
    drop_of(&mut tx, LINK).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(told(desk, LINK).await, "");
    assert_eq!(desk.count("SELECT COUNT(*) FROM paper").await, 0);
});

story!(many_papers_are_leafed_through, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    for (name, count) in [("ТСН «Ромашка»", 2), ("ТСН «Лотос»", 3)] {
        let client = desk.client(name, Some(&anna)).await;
        for at in 0..count {
            ships(desk, &client, &format!("delivery:{name}{at}"), &format!("Доставка Д-{at}"), at == 1).await;
        }
    }
    anna.says("/docs").await;
    insta::assert_snapshot!(anna.phone(), @"
    📄 Документы: открыто 10

    🏢 ТСН «Лотос»
    УПД: нужен · Доставка Д-1
    акт: нужен · Доставка Д-1
    УПД: нужен · Доставка Д-0
    акт: нужен · Доставка Д-0
    УПД: нужен · Доставка Д-2
    акт: нужен · Доставка Д-2
    [📄 УПД · Доставка Д-1]
    [📄 акт · Доставка Д-1]
    [📄 УПД · Доставка Д-0]
    [📄 акт · Доставка Д-0]
    [📄 УПД · Доставка Д-2]
    [📄 акт · Доставка Д-2]
    [Ещё ➡️]
    [☰ Меню]
    ");
    anna.presses("Ещё").await;
    insta::assert_snapshot!(anna.phone(), @"
    📄 Документы: открыто 10

    🏢 ТСН «Ромашка»
    УПД: нужен · Доставка Д-1
    акт: нужен · Доставка Д-1
    УПД: нужен · Доставка Д-0
    акт: нужен · Доставка Д-0
    [📄 УПД · Доставка Д-1]
    [📄 акт · Доставка Д-1]
    [📄 УПД · Доставка Д-0]
    [📄 акт · Доставка Д-0]
    [⬅️ Раньше]
    [☰ Меню]
    ");
});
