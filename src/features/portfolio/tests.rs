//! Clients found, loaded from files, written down and leafed through.

use crate::{
    people::Role,
    playground::{Desk, Phone},
    story, t,
};

const CLIENTS: &str = "Название;ИНН;Город;Часовой пояс;Менеджер;Контакт;Должность;Телефон;Адрес объекта\n\
    ТСН «Ромашка»;7707083893;Тверь;МСК;Анна;Ольга;бухгалтер;8 (900) 123-45-67;ул. Лесная, 5\n\
    ТСН «Ромашка»;7707083893;Тверь;МСК;Анна;Пётр;председатель;+7 900 123-45-68;ул. Лесная, 5\n\
    БЦ «Берёзка»;500100732259;Омск;МСК+3;Анна;Игорь;;+7 900 123-45-69;\n\
    Склад №3;;Тверь;;Мария;;;;ул. Речная, 1\n";

async fn imported(desk: &Desk) -> Phone<'_> {
    let anna = desk.manager("Анна").await;
    desk.manager("Мария").await;
    desk.imports("clients", "clients.csv", CLIENTS.as_bytes(), false).await.unwrap();
    anna
}

story!(a_client_is_found_by_anything_at_hand, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = imported(desk).await;
    for query in ["ромашка", "РОМАШКА", "7707083893", "лесная", "4567", "8 900 123 45 67", "hjvfirf", "рамашка"]
    {
        anna.says(query).await;
        let shown = anna.phone();
        assert!(shown.contains("ИНН 7707083893") || shown.contains("[ТСН «Ромашка» · Тверь]"), "{query}: {shown}");
    }
    anna.says("березка").await;
    insta::assert_snapshot!(anna.phone(), @"
    🏢 БЦ «Берёзка»
    Омск, сейчас там 13:00
    ИНН 500100732259

    📞 +7 900 123-45-69 Игорь
    [☎️ Звонок] [⚠️ Претензия]
    [🚚 Доставка] [📋 Доставки клиента]
    [🔧 Монтаж] [🛠 В техподдержку]
    [📋 Задача] [🧾 Дубль счёта]
    [💳 Тариф] [🏗 Площадка]
    [🔩 Оборудование] [❓ Спросить руководителя]
    [📝 На согласование] [🔗 Пригласить]
    [🔕 Не беспокоить] [🕘 Часы связи]
    [☰ Меню]
    ");
    anna.says("склад №3").await;
    assert!(anna.phone().contains("По запросу «склад №3» никого нет"), "Мария keeps it");
});

story!(a_client_is_offered_in_any_chat, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = imported(desk).await;
    let offered = async |who: &Phone<'_>, query: &str| {
        let from = serde_json::json!({ "id": who.user, "is_bot": false, "first_name": "x" });
        desk.telegram.raw(serde_json::json!({
            "inline_query": { "id": format!("q{}", desk.telegram.requests().len()), "from": from, "query": query, "offset": "" }
        }));
        desk.pump().await;
        let answer = desk.telegram.requests().into_iter().rev().find(|request| request.method == "answerInlineQuery");
        answer.unwrap().fields["results"].to_string()
    };
    assert!(offered(&anna, "ромаш").await.contains("Ольга, бухгалтер"));
    let stranger = Phone::stranger(desk, "Никто", "ru", "+79000000001");
    assert_eq!(offered(&stranger, "ромаш").await, "[]");
});

story!(a_bad_file_names_every_bad_row_and_changes_nothing, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let viktor = desk.staff("Виктор", Role::Head).await;
    let bad =
        "Название;ИНН;Менеджер;Телефон\nРомашка;7707083893;;\nЛотос;123;Никто;12\n;;;\nПустой;;;\n;7707083893;;\n";
    viktor.sends_file("clients.csv", bad.as_bytes()).await;
    insta::assert_snapshot!(viktor.phone(), @"
    👥 Клиенты: clients.csv
    ⚠️ 4 ошибки:
    Строка 3, «инн»: «123» не ИНН: 10 или 12 цифр с верной контрольной суммой. Пример: 7707083893
    Строка 3, «менеджер»: менеджера «Никто» нет. Сначала пригласите его.
    Строка 3, «телефон»: «12» не телефон. Пример: +7 916 123-45-67
    Строка 6, «название»: пусто. Пример: ТСН «Ромашка»
    Ничего не загружено. Исправьте файл и пришлите ещё раз.
    [☰ Меню]
    ");
    assert_eq!(desk.count("SELECT COUNT(*) FROM client").await, 0);
});

story!(a_file_is_tried_first_stored_once_and_then_changes_nothing, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let viktor = desk.staff("Виктор", Role::Head).await;
    desk.manager("Анна").await;
    desk.manager("Мария").await;
    viktor.sends_file("clients.csv", CLIENTS.as_bytes()).await;
    insta::assert_snapshot!(viktor.phone(), @"
    👥 Клиенты: clients.csv
    Новых: 3 · изменится: 0 · без изменений: 0
    Клиентов в файле: 3, новых контактов: 3, новых объектов: 2
    Пока ничего не загружено.
    [✅ Загрузить]
    [☰ Меню]
    ");
    assert_eq!(desk.count("SELECT COUNT(*) FROM client").await, 0, "a trial stores nothing");
    viktor.taps("Загрузить");
    viktor.taps("Загрузить");
    desk.pump().await;
    insta::assert_snapshot!(viktor.phone(), @"
    👥 Клиенты: clients.csv
    Новых: 3 · изменится: 0 · без изменений: 0
    Клиентов в файле: 3, новых контактов: 3, новых объектов: 2
    ✅ Загружено.
    [☰ Меню]
    ");
    assert_eq!(desk.count("SELECT COUNT(*) FROM client").await, 3);
    assert_eq!(desk.count("SELECT COUNT(*) FROM contact").await, 3);
    viktor.sends_file("clients.csv", CLIENTS.as_bytes()).await;
    insta::assert_snapshot!(viktor.phone(), @"
    👥 Клиенты: clients.csv
    Новых: 0 · изменится: 0 · без изменений: 3
    Клиентов в файле: 3, новых контактов: 0, новых объектов: 0
    Нового нет: этот файл уже загружен.
    [☰ Меню]
    ");
});

story!(somebody_without_the_right_can_not_load_a_file, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let irina = desk.staff("Ирина", Role::Accounting).await;
    irina.sends_file("clients.csv", CLIENTS.as_bytes()).await;
    assert!(irina.phone().contains("Не понял файл"), "{}", irina.phone());
    let anna = desk.manager("Анна").await;
    anna.sends_file("clients.csv", CLIENTS.as_bytes()).await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM client").await, 0);
    assert_eq!(desk.count("SELECT COUNT(*) FROM job").await, 1, "a manager's file is not even fetched");
});

story!(a_new_client_is_written_down_and_taken_back, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = imported(desk).await;
    anna.says("Лотос").await;
    anna.presses("Новый клиент").await;
    anna.presses("ИНН").await;
    anna.says("123").await;
    assert!(anna.phone().starts_with("«123» не ИНН"), "{}", anna.phone());
    anna.presses("Пропустить").await;
    anna.presses("Контакт").await;
    anna.says("Светлана, управляющая 8 900 555 44 33").await;
    insta::assert_snapshot!(anna.phone(), @"
    ➕ Новый клиент

    Лотос
    📞 +7 900 555-44-33 Светлана, управляющая

    Сохраняем? Остальное можно добавить и позже.
    [✅ Сохранить]
    [✏️ Название] [✏️ ИНН]
    [✏️ Город] [✏️ Контакт]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Клиент записан: Лотос
    [☎️ Звонок] [🏢 Клиент]
    [↩️ Отменить] [☰ Меню]
    ");
    anna.presses("Отменить").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM client").await, 3);
    anna.says("/newclient ТСН «Ромашка»").await;
    anna.presses("Сохранить").await;
    assert!(anna.phone().starts_with("Такой клиент уже есть"), "{}", anna.phone());
    anna.says("/newclient Склад №3").await;
    anna.presses("Сохранить").await;
    assert!(anna.phone().starts_with("Клиент с таким ИНН или названием уже есть у коллеги"), "{}", anna.phone());
});

story!(the_clients_of_a_manager_are_leafed, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    for n in 10..30 {
        desk.client(&format!("Посёлок {n}"), Some(&anna)).await;
    }
    anna.says("/clients").await;
    assert!(anna.phone().starts_with("👥 20 клиентов\n[Посёлок 10]"), "{}", anna.phone());
    anna.presses("Ещё").await;
    assert!(anna.phone().contains("[Посёлок 16]"), "{}", anna.phone());
    anna.says("посёлок").await;
    anna.presses("Ещё").await;
    assert!(anna.phone().contains("[⬅️ Раньше] [Ещё ➡️]"), "{}", anna.phone());
});

story!(a_name_that_fits_several_is_asked_about, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    for name in ["Анна", "Анна", "Мария"] {
        desk.manager(name).await;
    }
    let load = async |table: &str| desk.imports("clients", "a.csv", table.as_bytes(), false).await.unwrap();
    let report = load("Название;ИНН;Менеджер\nЯсень;7707083893;Анна\n").await;
    assert_eq!(report.problems[0].why, t!("cell-two-such-managers", value = "Анна"));
    let report = load("Название;ИНН\nЯсень;7707083893\nЯсень;500100732259\n").await;
    assert_eq!((report.added, report.problems.len()), (2, 0), "two INNs are two clients");
    let report = load("Название;Город\nЯсень;Тверь\n").await;
    assert_eq!(report.problems[0].why, t!("cell-two-such-clients", value = "Ясень"));
    assert_eq!(desk.count("SELECT COUNT(*) FROM client WHERE city = 'Тверь'").await, 0);
});

story!(two_people_of_one_name_are_two_contacts, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let table = "Название;Контакт;Телефон\nЯсень;Ольга;+79001000001\nЯсень;Ольга;+79001000002\n";
    for _ in 0..2 {
        desk.imports("clients", "a.csv", table.as_bytes(), false).await.unwrap();
        assert_eq!(desk.count("SELECT COUNT(*) FROM contact").await, 2);
    }
});
