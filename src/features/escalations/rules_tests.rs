//! Stories of `/правила`.

use super::{FEATURE, tests::digests_come};
use crate::{features::Morning, people::Role, playground::Desk, story, text::Text};

story!(a_number_is_tried_before_it_is_kept_and_can_be_taken_back, "2026-11-24T06:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let victor = desk.staff("Виктор", Role::Head).await;
    digests_come(desk).await;
    desk.client("ТСН «Ромашка»", Some(&anna)).await;
    anna.says("Ромашка").await;
    anna.presses("Спросить руководителя").await;
    anna.says("Можно отдать пульт в долг?").await;
    anna.presses("Отправить").await;
    desk.jump_to("2026-11-24T08:00:00Z").await;
    victor.says("/правила").await;
    insta::assert_snapshot!(victor.phone(), @"
    📐 Правила тревог
    E8 Согласование без ответа. Напомнить через: 4 ч; Передать следующему через: 8 ч; Ждать «Принято» до повтора: 1 ч
    E13 Заявка на счёт или в ПФ стоит. Внести в ПФ за: 4 ч; Выставить счёт за: 8 ч; Отправить клиенту за: 4 ч; Проверить платёж за: 8 ч; Напомнить до срока за: 1 ч; Повтор, если не принято: 2 ч
    E2 Сложная претензия ждёт решения руководителя. Претензия сложная, если спорная сумма не меньше: 50 000 ₽; Менеджер сам предлагает компенсацию до: 10 000 ₽; Претензия сложная, если она вторая за: 90 дней; Сколько ждать «Принято», прежде чем повторить: 1 ч
    E6 Баланса Достависты не хватит на сегодня и завтра. Запас сверх нужного, процентов: 20; Сколько ждать «Принято», прежде чем повторить: 2 ч
    E4.large Перевозчики не отвечают по крупному грузу. Напомнить менеджеру, если предложений нет: 2 ч; Сообщить руководителю, если предложений нет: 8 ч; Менеджер сам заказывает крупный транспорт до: 15 000 ₽; Повтор, если не принято: 1 ч
    E4 Доставка идёт не по плану. Курьер не назначен после заказа: 20 мин; Груз не забрали после начала окна: 15 мин; Груз в пути, а новостей нет: 1 ч; Груз не привезли после конца окна: 15 мин; Клиент не ответил, получил ли: 2 ч; С этой стоимости клиент отмечает каждую позицию: 50 000 ₽; Повтор, если не принято: 4 ч
    E4.head Доставка не налажена к концу дня. За сколько до конца рабочего дня узнаёт руководитель: 30 мин; Повтор, если не принято: 1 ч
    E11.digest Утренняя сводка не дошла. Через сколько минут после своего часа искать сводку: 30 мин; За сколько минут ответить, пока не напомним: 1 ч
    E3 Долг, который решает руководитель. Напомнить за столько дней до срока: 3 дня; Позвонить через столько рабочих дней: 1 день; Позвонить ещё раз через: 3 дня; Позвонить другому контакту через: 5 дней; Руководителю через столько рабочих дней: 10 дней; Не сдержано обещаний: 2; За столько дней: 60 дней; Руководителю сразу при долге от: 100 000 ₽; Повтор, если не принято: 8 ч
    E11.outbox Сообщения не уходят. Если ждут дольше: 10 мин; Ждать «Принято» до повтора: 1 ч
    E5 Дата монтажа не согласована, перенесена дважды или выезд сорван. Не согласована после вопроса клиенту: 16 ч; Повтор, если не принято: 8 ч
    E5.head Дата монтажа не согласована слишком долго. Не согласована так долго, что слышит руководитель: 32 ч; Повтор, если не принято: 4 ч
    E14 Счета не выставлены в срок. Повтор, если не принято: 2 ч
    E7 Документы отгрузки не подписаны. Первое напоминание менеджеру: 3 дня; Второе напоминание менеджеру: 7 дней; Тревога руководителю: 14 дней; Ждать «Принято» до повтора: 8 ч
    E11.bank Выписка банка давно не загружена. Рабочих дней без свежей выписки: 1 день; За сколько минут ответить, пока не напомним: 2 ч
    E1 Клиент ждёт ответа слишком долго. Время на ответ: 4 ч; Жёлтый значок: 2 ч; Напоминание менеджеру: 3 ч; Последнее напоминание менеджеру: 3 ч 30 мин; Ничей клиент ждёт, пока его возьмут: 1 ч; Повтор, если не принято: 30 мин
    E12 Техподдержка не принимает заявку. Въезд стоит: время на приём: 30 мин; Остальное: время на приём: 2 ч; Повтор, если не принято: 30 мин
    [E8 · Согласование без ответа]
    [E13 · Заявка на счёт или в ПФ стоит]
    [E2 · Сложная претензия ждёт решения руководителя]
    [E6 · Баланса Достависты не хватит на сегодня и завтра]
    [E4.large · Перевозчики не отвечают по крупному грузу]
    [E4 · Доставка идёт не по плану]
    [E4.head · Доставка не налажена к концу дня]
    [E11.digest · Утренняя сводка не дошла]
    [E3 · Долг, который решает руководитель]
    [E11.outbox · Сообщения не уходят]
    [E5 · Дата монтажа не согласована, перенесена дважды или выезд с…]
    [E5.head · Дата монтажа не согласована слишком долго]
    [E14 · Счета не выставлены в срок]
    [E7 · Документы отгрузки не подписаны]
    [E11.bank · Выписка банка давно не загружена]
    [E1 · Клиент ждёт ответа слишком долго]
    [E12 · Техподдержка не принимает заявку]
    [👤 Кто после меня]
    [🧑‍🤝‍🧑 Дежурные по ничьим клиентам]
    [☰ Меню]
    ");
    victor.presses("E8").await;
    insta::assert_snapshot!(victor.phone(), @"
    📐 E8 · Согласование без ответа

    Нажмите на число, чтобы изменить его. Часы и минуты — рабочие.
    [Напомнить через: 4 ч]
    [Передать следующему через: 8 ч]
    [Ждать «Принято» до повтора: 1 ч]
    [⬅️ Назад]
    ");
    victor.presses("Напомнить через").await;
    insta::assert_snapshot!(victor.phone(), @"
    📐 E8 · Напомнить через

    Сейчас: 4 ч

    Напишите рабочее время. Например: 4 ч, 30 мин или 240
    [✖️ Отмена]
    ");
    victor.says("200 ч").await;
    insta::assert_snapshot!(victor.phone(), @"
    Можно от 5 мин до 80 ч.

    📐 E8 · Напомнить через

    Сейчас: 4 ч

    Напишите рабочее время. Например: 4 ч, 30 мин или 240
    [✖️ Отмена]
    [📋 Скопировать написанное]
    ");
    victor.says("2 часа").await;
    insta::assert_snapshot!(victor.phone(), @"
    📐 E8 · Напомнить через

    Сейчас: 4 ч
    Будет: 2 ч
    По новому значению сейчас сработает: 1 (было 0)
    ➕ ТСН «Ромашка»

    Сохраняем?
    [✅ Сохранить]
    [✏️ Другое значение]
    [⬅️ Назад] [✖️ Отмена]
    ");
    assert_eq!(desk.count("SELECT COUNT(*) FROM rule").await, 0, "a trial changes nothing");
    assert_eq!(desk.count("SELECT COUNT(*) FROM alert").await, 0);
    victor.presses("Сохранить").await;
    insta::assert_snapshot!(victor.phone(), @"
    ✅ E8 · Напомнить через: было 4 ч, стало 2 ч
    [↩️ Отменить] [📐 К правилам]
    [☰ Меню]
    ");
    let undo = victor.data("Отменить");
    desk.jump_to("2026-11-24T08:01:00Z").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM alert").await, 1);
    victor.forges(&undo).await;
    desk.jump_to("2026-11-24T08:02:00Z").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM alert WHERE state = 'resolved'").await, 1);
    assert_eq!(desk.count("SELECT COUNT(*) FROM rule").await, 2, "what it was stays readable");
    let over = victor.sees("срок ответа");
    insta::assert_snapshot!(over, @"
    ✅ E8 · ❓ Вопрос · ТСН «Ромашка»: «Можно отдать пульт в долг?»
    снято 11:02, срок ответа ещё не вышел
    ");
});

story!(an_alert_that_comes_back_the_same_day_is_the_same_message, "2026-11-24T06:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let victor = desk.staff("Виктор", Role::Head).await;
    digests_come(desk).await;
    anna.says("/ask Можно отдать пульт в долг?").await;
    anna.presses("Отправить").await;
    desk.jump_to("2026-11-24T11:00:00Z").await;
    for (value, at) in [("5 ч", "2026-11-24T11:01:00Z"), ("4 ч", "2026-11-24T11:02:00Z")] {
        victor.says("/правила").await;
        victor.presses("E8").await;
        victor.presses("Напомнить через").await;
        victor.says(value).await;
        victor.presses("Сохранить").await;
        desk.jump_to(at).await;
    }
    assert_eq!(desk.count("SELECT COUNT(*) FROM alert").await, 1);
    let told = victor.messages().into_iter().filter(|message| message.text.contains("E8 · ❓")).count();
    assert_eq!(told, 1, "it opens again by an edit");
    insta::assert_snapshot!(victor.sees("E8 · ❓"), @"
    ⚠️ E8 · ❓ Вопрос: «Можно отдать пульт в долг?»
    Ответа нет дольше срока. Спрашивает Анна, 09:00

    Ответ до 15:02, иначе повтор
    [💬 Ответить…]
    [👤 Передать решение]
    [👌 Принято] [⏰ Отложить] [➡️ Передать]
    ");
});

story!(only_heads_and_admins_set_rules_and_name_who_stands_in, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let victor = desk.staff("Виктор", Role::Head).await;
    victor.says("/rules").await;
    let change = victor.data("Кто после меня");
    victor.presses("Дежурные").await;
    insta::assert_snapshot!(victor.phone(), @"
    🧑‍🤝‍🧑 Дежурные по ничьим клиентам. Им приходят обращения клиентов, которые ни за кем не закреплены.

    Пока никого: всё приходит руководителю.
    [⬜ Анна] [⬜ Виктор]
    [⬅️ Назад]
    ");
    victor.presses("Анна").await;
    insta::assert_snapshot!(victor.phone(), @"
    🧑‍🤝‍🧑 Дежурные по ничьим клиентам. Им приходят обращения клиентов, которые ни за кем не закреплены.
    [✅ Анна] [⬜ Виктор]
    [⬅️ Назад]
    ");
    let name = victor.data("Анна");
    for data in [change, name, "rules:set:E8:first".to_owned()] {
        anna.forges(&data).await;
        assert_eq!(anna.toast(), "Эта функция не для вашей роли. Спросите руководителя отдела.");
    }
    assert_eq!(desk.count("SELECT COUNT(*) FROM duty WHERE kind = 'pool'").await, 1);
    victor.says("/undo").await;
    victor.presses("дежурство").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM duty").await, 0);
    victor.forges("rules:set:E8:nonsense").await;
    assert_eq!(victor.toast(), "Эта кнопка устарела. Откройте /menu");
});

story!(the_head_and_the_clients_card_know_of_what_is_open, "2026-11-24T06:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let victor = desk.staff("Виктор", Role::Head).await;
    digests_come(desk).await;
    desk.client("ТСН «Ромашка»", Some(&anna)).await;
    anna.says("Ромашка").await;
    anna.presses("Спросить руководителя").await;
    anna.says("Можно отдать пульт в долг?").await;
    anna.presses("Отправить").await;
    desk.jump_to("2026-11-24T11:00:00Z").await;
    anna.says("Ромашка").await;
    assert!(anna.phone().contains("⚠️ E8 Согласование без ответа, с 14:00"), "{}", anna.phone());
    let (person, now) = (victor.person().await, desk.clock.now());
    let morning = Morning { person: &person, today: person.today(now), now, calendar: &desk.calendar };
    let mut conn = desk.db.read().await.unwrap();
    let lines = (FEATURE.team.unwrap().lines)(&mut conn, morning).await.unwrap();
    let lines: Vec<String> = lines.iter().map(|line: &Text| line.plain(&person.reader(now))).collect();
    assert_eq!(lines, ["⚠️ E8 Согласование без ответа: 1"]);
});
