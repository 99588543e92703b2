//! How serious a claim is, and why: numbers, a letter on paper, repetition, and words. Pure.
//! Words are told by their forms: `суд` is a threat, `обсудим` and `посуда` are not.

use super::model::{Kind, Level, Wish};
use crate::{fold::fold, money::Money, rules::Values, t, text::Text};
use serde::{Deserialize, Serialize};

/// Why a claim is complex, with the numbers of that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// So much money.
    Sum { sum: Money, limit: Money },
    /// It came on paper.
    Written,
    /// A word of law.
    Legal(String),
    /// A word of danger.
    Safety(String),
    /// One of several in so many days.
    Repeat { times: i64, days: i64 },
    /// The manager says so.
    Said,
}

/// What the level is decided by.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// The client's words.
    pub essence: &'a str,
    /// The sum in question.
    pub sum: Option<Money>,
    /// It came on paper.
    pub written: bool,
    /// Claims of the client within the days of the rule, this one included.
    pub times: i64,
    /// The manager says that it is.
    pub said: bool,
}

/// Why a claim is complex; empty: it is not.
pub fn reasons(facts: &Facts<'_>, values: &Values) -> Vec<Reason> {
    let limit = Money::from_kopecks(values.get(&super::rule::SUM));
    let days = values.get(&super::rule::REPEAT);
    let sum = facts.sum.filter(|sum| *sum >= limit).map(|sum| Reason::Sum { sum, limit });
    let repeat = (facts.times >= 2).then_some(Reason::Repeat { times: facts.times, days });
    let of_numbers = [sum, facts.written.then_some(Reason::Written)].into_iter().flatten();
    let of_people = [repeat, facts.said.then_some(Reason::Said)].into_iter().flatten();
    of_numbers.chain(of_words(facts.essence)).chain(of_people).collect()
}

/// Why words alone make a claim complex.
pub fn of_words(said: &str) -> Vec<Reason> {
    let words = fold(said);
    let first =
        |stems: &[Stem]| words.split(' ').find(|word| stems.iter().any(|stem| stem.is(word))).map(str::to_owned);
    [first(LEGAL).map(Reason::Legal), first(SAFETY).map(Reason::Safety)].into_iter().flatten().collect()
}

/// The level that follows.
pub const fn level(reasons: &[Reason]) -> Level {
    if reasons.is_empty() { Level::Simple } else { Level::Complex }
}

impl Reason {
    /// In words: `сумма 120 000 ₽ ≥ 50 000 ₽`.
    pub fn text(&self) -> Text {
        match self {
            Self::Sum { sum, limit } => t!("claim-why-sum", sum = *sum, limit = *limit),
            Self::Written => t!("claim-why-written"),
            Self::Legal(word) => t!("claim-why-legal", word = word),
            Self::Safety(word) => t!("claim-why-safety", word = word),
            Self::Repeat { times: 2, days } => t!("claim-why-second", days = *days),
            Self::Repeat { times, days } => t!("claim-why-repeat", times = times.to_string(), days = *days),
            Self::Said => t!("claim-why-said"),
        }
    }
}

/// Reasons in one line.
pub fn why(reasons: &[Reason]) -> Text {
    Text::Join(reasons.iter().map(Reason::text).collect(), ", ")
}

/// How a word is known.
enum Stem {
    /// It begins like this.
    Begins(&'static str),
    /// It is one of its forms.
    Forms(&'static str, &'static [&'static str]),
}

impl Stem {
    fn is(&self, word: &str) -> bool {
        match self {
            Self::Begins(stem) => word.starts_with(stem),
            Self::Forms(stem, ends) => word.strip_prefix(stem).is_some_and(|end| ends.contains(&end)),
        }
    }
}

const NOUN: &[&str] = &["", "а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах"];
const ADJECTIVE: &[&str] = &["ой", "ое", "ая", "ого", "ому", "ым", "ом", "ую", "ые", "ых", "ыми"];

/// Words of law.
const LEGAL: &[Stem] = &[
    Stem::Forms("суд", NOUN),
    Stem::Begins("судебн"),
    Stem::Begins("досудебн"),
    Stem::Forms("суд", &["иться", "имся", "ится", "ились", "ился"]),
    Stem::Begins("засуд"),
    Stem::Forms("иск", NOUN),
    Stem::Forms("исков", ADJECTIVE),
    Stem::Begins("расторг"),
    Stem::Begins("расторж"),
    Stem::Begins("прокурат"),
    Stem::Begins("прокурор"),
    Stem::Begins("роспотреб"),
    Stem::Begins("претензионн"),
    Stem::Begins("юрист"),
    Stem::Begins("адвокат"),
    Stem::Begins("арбитраж"),
    Stem::Begins("неустойк"),
];

/// Words of danger.
const SAFETY: &[Stem] = &[
    Stem::Begins("травм"),
    Stem::Begins("ударил"),
    Stem::Forms("зажал", &["", "а", "о", "и"]),
    Stem::Forms("зажат", &["", "а", "о", "ы"]),
    Stem::Begins("придавил"),
    Stem::Begins("пострада"),
    Stem::Begins("опасн"),
    Stem::Forms("дет", &["и", "ей", "ям", "ьми", "ях"]),
    Stem::Begins("детск"),
    Stem::Forms("ребен", &["ок", "ка", "ку", "ком", "ке"]),
];

/// Words by which a kind is guessed, in the order they are looked for.
const KINDS: &[(Kind, &[&str])] = &[
    (Kind::Staff, &["хам", "груб", "менеджер", "сотрудник", "оператор"]),
    (Kind::Bill, &["счет", "оплат", "переплат", "тариф", "списал"]),
    (Kind::Delivery, &["достав", "курьер", "привез", "посылк", "упаков"]),
    (Kind::Installation, &["монтаж", "установ"]),
    (Kind::Equipment, &["шлагбаум", "стрел", "турникет", "считыв", "пульт", "домофон", "камер", "привод"]),
    (Kind::Software, &["приложен", "облак", "програм", "парол", "логин", "кабинет"]),
    (Kind::Terms, &["срок", "опозда", "задерж", "долго", "ждем"]),
];

/// What it is about, as far as the words tell.
pub fn guess_kind(essence: &str) -> Kind {
    let words = fold(essence);
    let said = |stems: &[&str]| words.split(' ').any(|word| stems.iter().any(|stem| word.starts_with(stem)));
    KINDS.iter().find(|(_, stems)| said(stems)).map_or(Kind::Other, |(kind, _)| *kind)
}

/// What the client wants, as far as the words tell.
pub fn guess_wish(essence: &str) -> Wish {
    let words = fold(essence);
    let said = |stem: &str| words.split(' ').any(|word| word.starts_with(stem));
    match () {
        () if said("замен") || said("поменя") => Wish::Replace,
        () if (said("верн") || said("возврат")) && (said("деньг") || said("оплат") || said("средств")) => {
            Wish::Refund
        }
        () if said("скидк") => Wish::Discount,
        () if said("извин") => Wish::Apology,
        () => Wish::Fix,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(essence: &str) -> Vec<Reason> {
        reasons(&Facts { essence, sum: None, written: false, times: 1, said: false }, &Values::default())
    }

    #[test]
    fn words_of_law_and_danger_are_known_in_every_form() {
        for words in [
            "Подадим в СУД",
            "встретимся в суде",
            "будем судиться",
            "судебные издержки",
            "готовим иск",
            "исковое заявление",
            "расторгаем договор",
            "требуем расторжения",
            "пишу в прокуратуру",
            "Роспотребнадзор разберётся",
            "наш юрист",
            "с адвокатом",
            "в претензионном порядке",
        ] {
            assert!(matches!(of(words).as_slice(), [Reason::Legal(_)]), "{words}: {:?}", of(words));
        }
        for words in [
            "стрела ударила машину",
            "зажало руку? зажал ворота",
            "есть пострадавшие",
            "это опасно",
            "там дети",
            "ребёнка",
        ] {
            assert!(matches!(of(words).as_slice(), [Reason::Safety(_)]), "{words}: {:?}", of(words));
        }
    }

    #[test]
    fn words_that_only_look_alike_mean_nothing() {
        for words in [
            "обсудим завтра",
            "рассудите сами",
            "разбилась посуда",
            "судя по всему",
            "искали причину",
            "исковеркали стойку",
            "искра из блока",
            "детали в коробке",
            "безопасность въезда",
            "претензия к монтажу",
            "юридический адрес",
        ] {
            assert_eq!(of(words), [], "{words}");
        }
    }

    #[test]
    fn numbers_are_measured_by_the_rule() {
        let facts = |sum: i64, times| Facts {
            essence: "",
            sum: Some(Money::from_rubles(sum)),
            written: false,
            times,
            said: false,
        };
        assert_eq!(reasons(&facts(49_999, 1), &Values::default()), []);
        let limit = Money::from_rubles(50_000);
        assert_eq!(reasons(&facts(50_000, 1), &Values::default()), [Reason::Sum { sum: limit, limit }]);
        let higher = Values::default().with(&super::super::rule::SUM, 6_000_000);
        assert_eq!(reasons(&facts(50_000, 1), &higher), []);
        assert_eq!(reasons(&facts(1, 2), &Values::default()), [Reason::Repeat { times: 2, days: 90 }]);
        let said = Facts { written: true, said: true, ..facts(1, 1) };
        assert_eq!(reasons(&said, &Values::default()), [Reason::Written, Reason::Said]);
        assert_eq!((level(&[]), level(&[Reason::Said])), (Level::Simple, Level::Complex));
    }

    #[test]
    fn kind_and_wish_are_guessed_from_the_words() {
        for (words, kind) in [
            ("Сломан шлагбаум на въезде", Kind::Equipment),
            ("Курьер привёз не то", Kind::Delivery),
            ("Неверный счёт за ноябрь", Kind::Bill),
            ("Менеджер нагрубил", Kind::Staff),
            ("Третью неделю ждём", Kind::Terms),
            ("Не открывается приложение", Kind::Software),
            ("Всё плохо", Kind::Other),
        ] {
            assert_eq!(guess_kind(words), kind, "{words}");
        }
        assert_eq!(guess_wish("просим заменить стрелу"), Wish::Replace);
        assert_eq!(guess_wish("верните деньги"), Wish::Refund);
        assert_eq!(guess_wish("сделайте скидку"), Wish::Discount);
        assert_eq!(guess_wish("не работает"), Wish::Fix);
    }
}
