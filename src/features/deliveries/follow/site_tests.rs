//! Stories of sites that are late.

use super::super::desk_tests::{People, booked, people};
use crate::{playground::Desk, story};

story!(
    a_site_that_is_late_is_told_once_with_every_delivery_that_comes_before,
    "2026-11-24T07:00:00Z",
    async |desk: &Desk| {
        let People { anna, maria, .. } = people(desk).await;
        booked(&anna, "Ромашка 2 пульт большой завтра 10-14").await;
        booked(&anna, "Ромашка 1 пульт большой 27.11 10-14").await;
        booked(&maria, "Лотос 1 пульт большой завтра 10-14").await;
        anna.hears();
        anna.says("площадка ромашка готова 25.11").await;
        anna.presses("Сохранить").await;
        assert!(!anna.has("приходят раньше"), "nothing comes before the day");
        anna.says("площадка ромашка готова 01.12").await;
        anna.presses("Сохранить").await;
        insta::assert_snapshot!(anna.sees("приходят раньше"), @"
        🏗 ТСН «Ромашка»: площадка будет готова только 1 дек., вт. Эти доставки приходят раньше.

        Ещё не заказаны, можно перенести:
        🚚 Д-1 · ТСН «Ромашка» · 25 нояб., ср
        🚚 Д-2 · ТСН «Ромашка» · 27 нояб., пт
        [🚚 Д-1 · ТСН «Ромашка»]
        [🚚 Д-2 · ТСН «Ромашка»]
        ");
        assert_eq!(anna.hears().iter().filter(|said| said.contains("приходят раньше")).count(), 1);
        anna.says("площадка ромашка готова 30.11").await;
        anna.presses("Сохранить").await;
        assert!(!anna.hears().iter().any(|said| said.contains("приходят раньше")), "an earlier day is no slip");
        assert!(!maria.has("приходят раньше"));
    }
);
