//! What a carrier says of where a delivery is, folded to the states we know. Pure: it does not matter whether the words came
//! from their programme or were copied from their page by hand.

use crate::{features::deliveries::model::State, fold::fold};

/// Codes of СДЭК and what their pages say, by what they mean to us.
const WORDS: [(State, &[&str]); 6] = [
    (
        State::PickedUp,
        &[
            "RECEIVED_AT_SHIPMENT_WAREHOUSE",
            "READY_TO_SHIP_AT_SENDING_OFFICE",
            "READY_FOR_SHIPMENT_IN_SENDER_CITY",
            "RETURNED_TO_SENDER_CITY_WAREHOUSE",
            "Принят на склад отправителя",
            "Выдан на отправку в городе отправителе",
            "Возвращен на склад отправителя",
            "Груз принят",
        ],
    ),
    (
        State::InTransit,
        &[
            "TAKEN_BY_TRANSPORTER_FROM_SENDER_CITY",
            "SENT_TO_TRANSIT_CITY",
            "ACCEPTED_IN_TRANSIT_CITY",
            "ACCEPTED_AT_TRANSIT_WAREHOUSE",
            "RETURNED_TO_TRANSIT_WAREHOUSE",
            "READY_FOR_SHIPMENT_IN_TRANSIT_CITY",
            "TAKEN_BY_TRANSPORTER_FROM_TRANSIT_CITY",
            "SENT_TO_RECIPIENT_CITY",
            "Сдан перевозчику в городе отправителе",
            "Отправлен в город транзит",
            "Встречен в городе транзите",
            "Принят на склад транзита",
            "Выдан на отправку в городе транзите",
            "Отправлен в город получатель",
            "В пути",
        ],
    ),
    (
        State::AtTerminal,
        &[
            "ACCEPTED_IN_RECIPIENT_CITY",
            "ACCEPTED_AT_RECIPIENT_CITY_WAREHOUSE",
            "RETURNED_TO_RECIPIENT_CITY_WAREHOUSE",
            "TAKEN_BY_COURIER",
            "Встречен в городе получателе",
            "Принят на склад доставки",
            "Возвращен на склад доставки",
            "Выдан на доставку",
            "Прибыл на терминал",
            "На терминале",
        ],
    ),
    (
        State::ReadyForPickup,
        &[
            "ACCEPTED_AT_PICK_UP_POINT",
            "POSTOMAT_POSTED",
            "Принят на склад до востребования",
            "Готов к выдаче",
            "Заложен в постамат",
            "Можно забирать",
        ],
    ),
    (State::Delivered, &["DELIVERED", "POSTOMAT_RECEIVED", "Вручен", "Вручено", "Выдан получателю", "Выдан"]),
    (State::Problem, &["NOT_DELIVERED", "Не вручен", "Не вручено"]),
];

/// Where a delivery stands when the carrier says so; `None`: we do not know the word.
pub fn folded(said: &str) -> Option<State> {
    let said = fold(said);
    WORDS.iter().find(|(_, words)| words.iter().any(|word| fold(word) == said)).map(|(state, _)| *state)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_carriers_word_is_one_of_six_states() {
        for (said, state) in [
            ("RECEIVED_AT_SHIPMENT_WAREHOUSE", State::PickedUp),
            ("received_at_shipment_warehouse", State::PickedUp),
            ("SENT_TO_RECIPIENT_CITY", State::InTransit),
            ("ACCEPTED_AT_RECIPIENT_CITY_WAREHOUSE", State::AtTerminal),
            ("TAKEN_BY_COURIER", State::AtTerminal),
            ("ACCEPTED_AT_PICK_UP_POINT", State::ReadyForPickup),
            ("Готов к выдаче", State::ReadyForPickup),
            ("DELIVERED", State::Delivered),
            ("Вручён", State::Delivered),
            ("NOT_DELIVERED", State::Problem),
        ] {
            assert_eq!(folded(said), Some(state), "{said}");
        }
        assert_eq!([folded("CUSTOMS_DELAYED"), folded("где-то едет"), folded("")], [None, None, None]);
    }

    #[test]
    fn no_word_means_two_things() {
        let all: Vec<String> = WORDS.iter().flat_map(|(_, words)| words.iter().map(|word| fold(word))).collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        assert_eq!(WORDS.iter().map(|(state, _)| state).collect::<BTreeSet<_>>().len(), 6);
    }
}
