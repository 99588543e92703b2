//! How a client wants to be written to: quiet until a day, and in which hours.

use crate::{
    clients,
    people::Role,
    playground::{Desk, Phone},
    story,
};

const CLIENTS: &str = "Название;ИНН;Город;Менеджер;Контакт;Телефон\nООО «Ясень»;7707083893;Тверь;Анна;Ольга;+79001112233\n\
    ООО «Гранит»;7736050003;Тверь;Мария;Пётр;+79001112244\n";

/// Anna keeps Ясень, Maria keeps Гранит.
async fn opened(desk: &Desk) -> (Phone<'_>, Phone<'_>) {
    let (anna, maria) = (desk.manager("Анна").await, desk.manager("Мария").await);
    desk.imports("clients", "clients.csv", CLIENTS.as_bytes(), false).await.unwrap();
    (anna, maria)
}

story!(a_client_is_left_alone_until_a_day, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _) = opened(desk).await;
    anna.says("/find Ясень").await;
    let old = anna.data("Не беспокоить");
    anna.presses("Не беспокоить").await;
    insta::assert_snapshot!(anna.phone(), @"
    🔕 ООО «Ясень»: до какого дня не беспокоить?
    До него бот не напомнит клиенту об оплате. Ваши ответы дойдут.
    [Неделю, до 1 дек., вт] [Две, до 8 дек., вт]
    [Месяц, до 24 дек., чт] [📅 Другой день]
    [⬅️ Назад]
    ");
    anna.presses("Другой день").await;
    insta::assert_snapshot!(anna.phone(), @"
    🔕 ООО «Ясень»: до какого дня не беспокоить?
    ▸ сегодня, · выходной, – нельзя выбрать
    [ноябрь 2026]
    [Пн] [Вт] [Ср] [Чт] [Пт] [Сб] [Вс]
    [⠀] [⠀] [⠀] [⠀] [⠀] [⠀] [–]
    [–] [–] [–] [–] [–] [–] [–]
    [–] [–] [–] [–] [–] [–] [–]
    [–] [–] [–] [–] [–] [–] [–]
    [–] [▸–] [25] [26] [27] [·28] [·29]
    [30] [⠀] [⠀] [⠀] [⠀] [⠀] [⠀]
    [декабрь ▶️]
    [⬅️ Назад]
    ");
    let shown = anna.phone();
    anna.presses("▸–").await;
    assert_eq!(anna.toast(), "24 нояб., вт — слишком рано. Можно с 25 нояб., ср");
    assert_eq!(anna.phone(), shown, "nothing has changed");
    let same = anna.data("30");
    anna.presses("30").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ ООО «Ясень»: не беспокоим до 30 нояб., пн

    🏢 ООО «Ясень»
    Тверь, сейчас там 10:00
    ИНН 7707083893

    📞 +7 900 111-22-33 Ольга
    🔕 не беспокоить до 30 нояб., пн
    [☎️ Звонок] [⚠️ Претензия]
    [🚚 Доставка] [📋 Доставки клиента]
    [🔧 Монтаж] [🛠 В техподдержку]
    [📋 Задача] [🧾 Дубль счёта]
    [💳 Тариф] [🏗 Площадка]
    [🔩 Оборудование] [❓ Спросить руководителя]
    [📝 На согласование] [🔗 Пригласить]
    [🔔 Снова можно] [🕘 Часы связи]
    [☰ Меню]
    [↩️ Отменить]
    ");
    anna.forges(&same).await;
    assert_eq!(anna.toast(), "Карточка обновилась", "a second tap does nothing more");
    anna.forges(&old).await;
    assert_eq!(anna.toast(), "Карточка обновилась");
    assert_eq!(desk.count("SELECT COUNT(*) FROM event WHERE kind = 'client.quiet'").await, 1);

    anna.says("/undo").await;
    anna.presses("не беспокоить").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM client WHERE quiet_until IS NOT NULL").await, 0);
    anna.says("/find Ясень").await;
    anna.presses("Не беспокоить").await;
    anna.presses("Неделю").await;
    anna.presses("Снова можно").await;
    assert!(anna.phone().starts_with("✅ ООО «Ясень»: снова можно напоминать"), "{}", anna.phone());
    assert!(!anna.phone().contains("не беспокоить до"), "{}", anna.phone());
    anna.presses("Отменить").await;
    anna.says("/find Ясень").await;
    assert!(anna.phone().contains("🔕 не беспокоить до 1 дек., вт"), "{}", anna.phone());
    desk.jump_to("2026-12-01T07:00:00Z").await;
    anna.says("/find Ясень").await;
    assert!(!anna.phone().contains("не беспокоить до"), "its day has come: {}", anna.phone());
    anna.forges(&same).await;
    assert_eq!(anna.toast(), "30 нояб., пн — слишком рано. Можно с 2 дек., ср");
});

story!(the_hours_of_a_client_are_typed, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _) = opened(desk).await;
    anna.says("/find Ясень").await;
    anna.presses("Часы связи").await;
    insta::assert_snapshot!(anna.phone(), @"
    🕘 Часы связи · ООО «Ясень»

    Сейчас: 09:00–18:00

    В какие часы можно писать клиенту? По его времени, в рабочие дни.
    [09:00–18:00] [10:00–17:00] [08:00–17:00]
    [✖️ Отмена]
    ");
    anna.says("6-15").await;
    assert!(anna.phone().starts_with("Раньше 7:00 и позже 22:00 мы клиентам не пишем"), "{}", anna.phone());
    anna.says("когда-нибудь").await;
    assert!(anna.phone().starts_with("Напишите часы. Например: 10-17"), "{}", anna.phone());
    anna.says("10-17").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ ООО «Ясень»: пишем 10:00–17:00

    🏢 ООО «Ясень»
    Тверь, сейчас там 10:00
    ИНН 7707083893

    📞 +7 900 111-22-33 Ольга
    🕘 писать 10:00–17:00 по его времени
    [☎️ Звонок] [⚠️ Претензия]
    [🚚 Доставка] [📋 Доставки клиента]
    [🔧 Монтаж] [🛠 В техподдержку]
    [📋 Задача] [🧾 Дубль счёта]
    [💳 Тариф] [🏗 Площадка]
    [🔩 Оборудование] [❓ Спросить руководителя]
    [📝 На согласование] [🔗 Пригласить]
    [🔕 Не беспокоить] [🕘 Часы связи]
    [☰ Меню]
    [↩️ Отменить]
    ");
    anna.presses("Отменить").await;
    anna.says("/find Ясень").await;
    assert!(!anna.phone().contains("🕘 писать"), "{}", anna.phone());
});

story!(only_who_keeps_the_client_changes_how_it_is_written_to, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, maria) = opened(desk).await;
    let irina = desk.staff("Ирина", Role::Accounting).await;
    let viktor = desk.staff("Виктор", Role::Head).await;
    anna.says("/find Ясень").await;
    let (quiet, hours) = (anna.data("Не беспокоить"), anna.data("Часы связи"));
    let set = quiet.replace(":ask", ":on:2026-12-10");
    for data in [&quiet, &hours, &set] {
        maria.forges(data).await;
        assert_eq!(maria.toast(), "Такого клиента нет.", "{data}");
        irina.forges(data).await;
        assert_eq!(irina.toast(), "Эта функция не для вашей роли. Спросите руководителя отдела.", "{data}");
    }
    irina.says("/find Ясень").await;
    assert!(!irina.phone().contains("Не беспокоить"), "{}", irina.phone());
    assert_eq!(desk.count("SELECT COUNT(*) FROM client WHERE quiet_until IS NOT NULL").await, 0);
    viktor.forges(&set).await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM client WHERE quiet_until = '2026-12-10'").await, 1);

    // What Anna could take back is no longer hers once the client is another's.
    anna.says("/find Ясень").await;
    anna.presses("Снова можно").await;
    let back = anna.data("Отменить");
    let mut tx = desk.db.begin().await.unwrap();
    let all = clients::mine(&mut tx, anna.person().await.id).await.unwrap();
    clients::reassign(&mut tx, all[0].id, Some(maria.person().await.id)).await.unwrap();
    tx.commit().await.unwrap();
    anna.forges(&back).await;
    assert_eq!(anna.toast(), "Такого клиента нет.");
    assert_eq!(desk.count("SELECT COUNT(*) FROM client WHERE quiet_until IS NOT NULL").await, 0);
});
