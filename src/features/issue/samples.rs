//! Sample screens: rendered in every language by a test.

use super::{
    batches::{Batch, Picked},
    book::{Book, Entry},
    cases::Change,
    check::{self, Ways},
    cycle::Cycle,
    digest,
    fee::{self, At, SetFee},
    fees::Contract,
    judge::judge,
    model::{Case, Deed, Kind, State},
    press::Group,
    runs::{Counts, Run},
    send, views, watch,
};
use crate::{
    bot::{dialogue::Trail, screen::Screen},
    calendar::ProductionCalendar,
    clients::{self, Client, Way},
    db::{Day, Id},
    features::invoices::Invoice,
    money::Money,
    people::Person,
    t,
};
use chrono::{DateTime, NaiveDate};
use std::collections::{HashMap, HashSet};

/// Screens of this room.
pub fn samples() -> Vec<Screen> {
    let book = book();
    let (entry, case) = (&book.entries[0], &book.entries[0].cases[0]);
    let (run, batch) = (run(), batch());
    let ways = Ways::from([(entry.client.id, Way::Chat(vec!["Ольга <b>".to_owned()]))]);
    let change = |state, was_in_books| Change { case: Case { state, ..case.clone() }, was_in_books };
    let top = vec![
        views::decided(entry, &Case { reason: "Слова <b>".to_owned(), ..case.clone() }),
        views::decided(entry, &Case { reason: "free".to_owned(), state: State::Not, ..case.clone() }),
        views::change(&book, &change(State::Settled, true)),
        views::change(&book, &change(State::Open, true)),
        views::change(&book, &change(State::Open, false)),
    ];
    let (sent, waiting) = (HashMap::new(), HashSet::new());
    let mut screens = vec![
        check::screen(&book, &Ways::new()),
        views::check_of_head(&book, &ways),
        views::beginning(&book, book.counts()),
        views::not_loaded(book.cycle, book.counts()),
        views::card(&book, (entry, case), top.clone(), Some(Id::new())),
        views::reasons(&book, (entry, case), Deed::Ok),
        views::reasons(&book, (entry, case), Deed::Not),
        views::nothing_left(&book, &run, top, None),
        views::nothing_left(&book, &Run { closed_at: None, ..run.clone() }, Vec::new(), None),
        send::shown(&book, &send::plan(&book, &ways, &sent, &waiting), &ways),
        send::gone_screen(&batch),
        send::gone_screen(&Batch { sent: 1, ..batch }),
        watch::reminder(book.cycle, &run),
        watch::corrected_screen(&entry.client, &entry.invoices[0], Money::from_rubles(14_000)),
        Screen::new(views::stands(book.cycle, &run))
            .line(views::stands(book.cycle, &Run { begun_at: None, ..run.clone() }))
            .line(views::of_person("Анна <b>", Some(&run)))
            .line(views::of_person("Анна <b>", None))
            .line(digest::trend_line(book.cycle.service(), 300, &[(Kind::Missing, 5), (Kind::Sum, 7)]))
            .line(digest::trend_line(book.cycle.service(), 1, &[]))
            .line(t!("issue-asked-of-you", client = "<b>", what = "<b>", name = "<b>", at = DateTime::UNIX_EPOCH)),
    ];
    let groups = Group::TROUBLES.into_iter().chain(Group::SENDING);
    screens.extend(groups.map(|group| check::list(group, &[entry; 8], 0)));
    for kind in Kind::ALL {
        screens.push(views::card(&book, (entry, &Case { kind, ..case.clone() }), Vec::new(), None));
    }
    for at in [At::Sum, At::Since, At::Contract, At::Review] {
        let (sum, since) = ((at != At::Sum).then(|| Money::from_rubles(15_000)), book.cycle.service());
        let state = SetFee { at: Trail::at(at), client: entry.client.id, sum, since, contract: Contract::Unsigned };
        let title = t!("fee-title-of", client = &entry.client.name);
        screens.push(fee::question(&state, title, since).screen());
    }
    screens
}

fn book() -> Book {
    let first = NaiveDate::from_ymd_opt(2026, 5, 1).unwrap_or_default();
    let cycle = Cycle::of_month(first, &ProductionCalendar::russian());
    let client = Client {
        id: Id::new(),
        name: "ТСН «Ромашка» <b>".to_owned(),
        inn: None,
        city: "Омск".to_owned(),
        zone: chrono_tz::Asia::Omsk,
        owner: None,
        state: clients::State::Active,
    };
    let invoice = Invoice {
        id: Id::new(),
        client: client.id,
        number: "УТ-118 <b>".to_owned(),
        issued_on: cycle.issue_on,
        due_on: cycle.issue_on,
        sum: Money::from_kopecks(1_234_560),
        paid: Money::ZERO,
        disputed: false,
        awaited_until: None,
    };
    let fee = Some(Money::from_rubles(15_000));
    let judged = judge(&client, fee, false, std::slice::from_ref(&invoice), cycle);
    let case = Case {
        id: Id::new(),
        service: Day(cycle.service()),
        client_id: client.id,
        key: Kind::Sum.to_string(),
        kind: Kind::Sum,
        invoice_id: Some(invoice.id),
        expected: fee,
        issued: Some(invoice.sum),
        state: State::Open,
        reason: String::new(),
        task_id: None,
        decided_by: None,
        decided_at: None,
        later_at: None,
        back_at: Some(DateTime::UNIX_EPOCH.into()),
        rev: 0,
    };
    let entry = |state, fee, before, cases| Entry {
        client: Client { state, ..client.clone() },
        fee,
        before,
        contract: Some(Contract::Unsigned),
        invoices: vec![invoice.clone()],
        judged: judged.clone(),
        cases,
    };
    let active = clients::State::Active;
    let entries = vec![
        entry(active, fee, Some(Money::from_rubles(14_000)), vec![case]),
        entry(active, None, None, Vec::new()),
        entry(active, fee, fee, Vec::new()),
        entry(clients::State::Suspended, fee, fee, Vec::new()),
    ];
    Book { cycle, entries, loaded: true }
}

fn run() -> Run {
    let at = Some(DateTime::UNIX_EPOCH.into());
    Run {
        person_id: Id::<Person>::new(),
        checked_at: at,
        called_at: at,
        begun_at: at,
        reminded_at: None,
        closed_at: at,
        case_id: None,
        counts: Counts { expected: 300, issued: 297, ready: 271, open: 21, books: 8 },
    }
}

fn batch() -> Batch {
    let service = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap_or_default();
    let picked = vec![Picked(Id::new(), Money::ZERO), Picked(Id::new(), Money::ZERO)];
    Batch { sent: 2, ..Batch::new(Id::new(), service, picked, DateTime::UNIX_EPOCH) }
}
