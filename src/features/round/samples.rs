//! Sample screens: rendered in every language by a test.

use super::{
    aim::Share,
    card,
    press::{Filter, Quiet},
    slow, views,
};
use crate::{
    bot::screen::Screen,
    collect::{HourBand, Reason},
    money::Money,
    t,
};
use chrono::{DateTime, NaiveDate, NaiveTime};

/// Lines of this room.
pub fn samples() -> Vec<Screen> {
    let day = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap_or_default();
    let (sum, at, name) = (Money::from_kopecks(1_234_560), DateTime::UNIX_EPOCH, "ТСН «Ромашка» <b>");
    let reasons = [
        Reason::Broken,
        Reason::Lot,
        Reason::Debt(sum),
        Reason::PromisedToday(sum),
        Reason::SaidPaid,
        Reason::AskedInvoice,
        Reason::Disputes,
        Reason::Keeps { kept: 3, of: 4 },
        Reason::Answers(HourBand::Early),
        Reason::CallsBring { brought: 2, of: 5 },
        Reason::Silent(2),
        Reason::Overdue(5),
    ];
    let of = t!("round-of", number = "УТ-118 <b>", day = day);
    let chosen = t!("round-filter-count", filter = card::filter(Filter::Aim), count = 14_i64);
    vec![
        slow::reminder((12, 40), (28, sum)),
        Screen::new(t!("load-round-slow", days = 3_i64)),
        Screen::default().line(t!("round-zone", at = NaiveTime::MIN, count = 14_i64)),
        Screen::new(t!("round-place", at = 1_i64, of = 37_i64, sum = sum))
            .line(t!("round-client-in", client = name, city = "Омск", at = NaiveTime::MIN))
            .line(t!("round-debt-late", sum = sum, invoices = of.clone(), days = 5_i64))
            .line(t!("round-debt", sum = sum, invoices = of, due = day))
            .line(t!("round-of-more", count = 2_i64))
            .line(t!("round-no-phone"))
            .line(card::why(&reasons)),
        Screen::new(views::share_line(Share { permille: 913, missing: 11, open: 14 }))
            .line(views::share_line(Share { permille: 913, missing: 11, open: 8 }))
            .line(t!("round-aim-begun", count = 14_i64, minutes = "55"))
            .line(t!("round-filter-chosen", filter = chosen))
            .lines(views::late_line(&[name; 7]))
            .lines(views::late_line(&[name]))
            .line(t!("round-rest", count = 20_i64))
            .line(t!("round-later-already", client = name, at = at))
            .line(t!("round-quiet-already", client = name, until = day))
            .line(t!("round-saved-quiet", client = name, reason = card::quiet(Quiet::Asked), until = day))
            .line(t!("round-taken", client = name)),
        views::put_off((14, sum), day),
    ]
}
