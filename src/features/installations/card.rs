//! Our card of an installation: what is mounted where, what is missing, where the talk about the day stands, and what can be
//! done now.

use super::{
    KEEPERS, grounds,
    grounds::{Block, Grounds},
    model::{Goods, Installation, State, Work},
    press::{Deed, Press},
    rows, said, tell, visit,
};
use crate::{
    bot::screen::{self, Button, Screen, Words},
    calendar::Moment,
    clients,
    db::{Conn, Id},
    error::Result,
    features::{deliveries, papers, readiness},
    people::{self, Person},
    slots::{Slot, Stage},
    t,
    text::Text,
};

/// A button that shows the card of an installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Show(pub Id<Installation>);

impl screen::Press for Show {
    const ROOM: &'static str = "installation";

    fn pack(&self) -> String {
        self.0.short()
    }

    fn unpack(data: &str) -> Option<Self> {
        Words::of(data).id().map(Self)
    }
}

/// What a part of the room adds to a card.
#[derive(Debug, Default)]
pub struct Part {
    /// Its lines.
    pub lines: Vec<Text>,
    /// Its buttons.
    pub buttons: Vec<Vec<Button>>,
}

/// `М-12 · ТСН «Ромашка»`.
pub fn named(installation: &Installation) -> Text {
    t!("installation-named", number = installation.number.to_string(), client = &installation.client_name)
}

/// A button that leads to the card.
pub fn button(installation: &Installation) -> Button {
    Button::press(t!("installation-button", installation = named(installation)), &Show(installation.id))
}

/// The card.
pub async fn screen(
    conn: &mut Conn,
    installation: &Installation,
    reader: &Person,
    moment: Moment<'_>,
) -> Result<Screen> {
    let grounds = grounds::of(conn, installation, moment).await?;
    let mut screen =
        Screen::new(t!("installation-card", installation = named(installation), state = state(installation.state)))
            .about(installation.client)
            .gap()
            .lines(facts(conn, installation).await?);
    let keeps = reader.is_any(KEEPERS);
    let own = talk(conn, installation, &grounds, reader, moment).await?;
    let on_the_day = visit::part(conn, installation).await?;
    if !own.lines.is_empty() || !on_the_day.lines.is_empty() {
        screen = screen.gap().lines(own.lines).lines(on_the_day.lines);
    }
    if !installation.why.is_empty() {
        screen = screen.line(t!("installation-why", why = &installation.why));
    }
    let papers = papers::of(conn, &installation.link()).await?;
    screen = screen.lines(papers::lines(&papers));
    if keeps {
        screen.rows.extend(own.buttons);
        screen.rows.extend(on_the_day.buttons);
        screen.rows.extend(usual(installation));
        screen.rows.extend(papers::buttons(&papers));
    }
    Ok(screen)
}

/// What is mounted where, and what it stands on.
pub async fn facts(conn: &mut Conn, installation: &Installation) -> Result<Vec<Text>> {
    let wanted = match installation.engineer {
        Some(engineer) => people::by_id(conn, engineer).await?,
        None => None,
    };
    let engineer = match &wanted {
        Some(person) => t!("installation-engineer", name = &person.name),
        None => t!("installation-engineer-any"),
    };
    let ready = readiness::ready_on(conn, installation.client, installation.site).await?;
    let mut lines = vec![
        t!("installation-scope", work = work(installation.work), scope = installation.scope.join(", ")),
        t!("installation-lasts", lasts = said::lasts(installation.lasts), engineer = engineer),
        t!("delivery-to", address = &installation.address),
    ];
    if !installation.entry.is_empty() {
        lines.push(t!("delivery-entry", entry = &installation.entry));
    }
    lines.push(t!("delivery-contact", name = &installation.contact_name, phone = installation.contact_phone.human()));
    lines.push(match &ready {
        Some(ready) => t!("installation-ready", day = ready.ready_on),
        None => t!("installation-ready-unknown"),
    });
    lines.push(goods(conn, installation).await?);
    if installation.saturdays {
        lines.push(t!("installation-saturdays"));
    }
    if !installation.note.is_empty() {
        lines.push(t!("delivery-note", note = &installation.note));
    }
    Ok(lines)
}

/// Where the goods are.
async fn goods(conn: &mut Conn, installation: &Installation) -> Result<Text> {
    Ok(match (installation.goods, installation.delivery) {
        (Goods::Delivery, Some(delivery)) => deliveries::line(conn, delivery).await?,
        (Goods::Site, _) => t!("installation-goods-site"),
        (Goods::Engineer, _) => t!("installation-goods-engineer"),
        (Goods::None, _) => t!("installation-goods-none"),
        (Goods::Expected, _) => match installation.goods_on {
            Some(day) => t!("installation-goods-expected", day = day),
            None => t!("installation-goods-unknown"),
        },
        (Goods::Unknown | Goods::Delivery, _) => t!("installation-goods-unknown"),
    })
}

/// Where the talk stands, and its buttons for those who look after the client.
async fn talk(
    conn: &mut Conn,
    installation: &Installation,
    grounds: &Grounds,
    reader: &Person,
    moment: Moment<'_>,
) -> Result<Part> {
    let deed = |label, deed| press(label, installation, deed);
    let mut part = Part::default();
    let said = |slot: &Slot| {
        t!(
            "installation-slot",
            window = said::ours(said::of(slot), reader, installation.zone),
            engineer = grounds.name(slot)
        )
    };
    let all = |slots: &[Slot]| said::list(slots, reader.zone);
    match installation.state {
        State::Need | State::NoShow => {
            part.lines.extend(match installation.talk.stage() {
                Stage::Empty => Some(t!("installation-empty")),
                Stage::Stuck => Some(t!("installation-stuck")),
                _ => None,
            });
            if installation.talk.stage() == Stage::Stuck {
                part.lines.extend(tell::both(conn, installation).await?);
            }
            part.lines.extend(wish(conn, installation).await?.map(|days| t!("installation-wish", days = days)));
            part.lines.extend(grounds.blocks.iter().map(|block| blocked(*block)));
            part.buttons
                .extend(grounds.blocks.iter().filter_map(|block| cure(*block, installation)).map(|cure| vec![cure]));
            if grounds.blocks.is_empty() {
                let stands = still(installation, grounds, moment);
                if stands.is_empty() {
                    part.lines.push(t!("installation-nothing-free"));
                } else {
                    part.lines.push(t!("installation-offer-ask"));
                }
                let ticks = stands.iter().enumerate().map(|(number, (slot, ticked))| {
                    let window = said(slot);
                    let label = if *ticked { t!("tick-in", what = window) } else { t!("tick-out", what = window) };
                    vec![deed(label, Deed::Tick(number))]
                });
                part.buttons.extend(ticks);
                let count = stands.iter().filter(|(_, ticked)| *ticked).count();
                if count > 0 {
                    let nobody = clients::who_agrees(conn, installation.client).await?.is_empty();
                    let ask = (!nobody).then(|| deed(t!("installation-offer-button", count = count), Deed::Offer));
                    part.buttons.extend(ask.map(|ask| vec![ask]));
                    part.buttons.push(vec![deed(t!("installation-phone-button", count = count), Deed::Phone)]);
                    if nobody {
                        part.lines.push(t!("installation-nobody"));
                    }
                }
                if !stands.is_empty() {
                    part.buttons.push(vec![deed(t!("installation-more-button"), Deed::More)]);
                }
            }
        }
        State::Proposed => {
            part.lines.push(t!("installation-asked", days = all(&installation.talk.offered)));
            part.lines.extend(installation.held_until.map(|until| t!("installation-held", until = until)));
            part.buttons.push(vec![deed(t!("installation-phone-any-button"), Deed::PhoneAny)]);
            part.buttons.push(vec![deed(t!("installation-again-button"), Deed::Again)]);
        }
        State::ClientOk => {
            part.lines.push(t!("installation-client-ok", days = all(&installation.talk.wanted)));
            part.buttons.push(vec![deed(t!("installation-again-button"), Deed::Again)]);
        }
        State::EngineerOk => {
            part.lines.extend(installation.talk.picked.iter().map(|slot| t!("installation-picked", day = said(slot))));
            part.buttons.push(vec![deed(t!("installation-confirm-button"), Deed::Confirm)]);
            part.buttons.push(vec![deed(t!("installation-again-button"), Deed::Again)]);
        }
        State::Confirmed | State::Reminded | State::OnSite | State::Done => {
            if let Some(visit) = installation.visit {
                let with = people::by_id(conn, visit.with).await?.map_or_else(String::new, |person| person.name);
                let window = said::ours((visit.starts_at, visit.ends_at), reader, installation.zone);
                part.lines.push(t!("installation-agreed", window = window, engineer = with));
                if installation.state.is_agreed()
                    && let Some(slot) = installation.talk.agreed
                    && let Err(wrong) = grounds.check(&slot, moment)
                    && visit.starts_at > moment.now
                {
                    part.lines.push(t!("installation-wrong", why = super::slips::why(wrong)));
                }
            }
            if installation.state.is_agreed() {
                part.buttons.push(vec![
                    deed(t!("visit-move-button"), Deed::Move),
                    deed(t!("visit-calendar-button"), Deed::Calendar),
                ]);
            }
        }
        State::Cancelled => {}
    }
    Ok(part)
}

/// The days the client has named, as long as nobody has said anything since.
pub async fn wish(conn: &mut Conn, installation: &Installation) -> Result<Option<Text>> {
    let last = rows::answers(conn, installation.id).await?.pop();
    let wished = last.filter(|last| last.said == rows::Said::Wish);
    Ok(wished.map(|last| said::list(&last.slots, installation.zone)))
}

/// What was put together to be offered, as far as it still may be; anew if time or others have taken from it.
pub fn still(installation: &Installation, grounds: &Grounds, moment: Moment<'_>) -> Vec<(Slot, bool)> {
    let kept: Vec<(Slot, bool)> =
        installation.shortlist.iter().filter(|(slot, _)| grounds.check(slot, moment).is_ok()).copied().collect();
    if kept.len() == installation.shortlist.len() && !kept.is_empty() {
        return kept;
    }
    grounds.free(None, moment).into_iter().map(|slot| (slot, true)).collect()
}

/// Why no day can be offered, in words.
fn blocked(block: Block) -> Text {
    match block {
        Block::Site => t!("installation-blocked-site"),
        Block::Goods => t!("installation-blocked-goods"),
        Block::Delivery => t!("installation-blocked-delivery"),
        Block::Engineer => t!("installation-blocked-engineer"),
    }
}

/// What takes it away.
fn cure(block: Block, installation: &Installation) -> Option<Button> {
    match block {
        Block::Site => Some(readiness::button(installation.client)),
        Block::Goods | Block::Delivery => Some(press(t!("installation-goods-button"), installation, Deed::Goods)),
        Block::Engineer => None,
    }
}

/// What can be done at any time while it is open.
fn usual(installation: &Installation) -> Vec<Vec<Button>> {
    if !installation.state.may_talk() {
        return Vec::new();
    }
    let auto = if installation.auto { t!("installation-auto-on") } else { t!("installation-auto-off") };
    vec![
        vec![press(auto, installation, Deed::Auto)],
        vec![
            press(t!("installation-edit-button"), installation, Deed::Edit),
            press(t!("installation-cancel-button"), installation, Deed::Cancel),
        ],
    ]
}

/// A button about an installation as it is shown.
pub fn press(label: Text, installation: &Installation, deed: Deed) -> Button {
    Button::press(label, &Press { installation: installation.id, rev: installation.rev, deed })
}

/// Where it stands, in our words.
pub fn state(state: State) -> Text {
    match state {
        State::Need => t!("installation-state-need"),
        State::Proposed => t!("installation-state-proposed"),
        State::ClientOk => t!("installation-state-client-ok"),
        State::EngineerOk => t!("installation-state-engineer-ok"),
        State::Confirmed | State::Reminded => t!("installation-state-confirmed"),
        State::OnSite => t!("installation-state-on-site"),
        State::Done => t!("installation-state-done"),
        State::NoShow => t!("installation-state-no-show"),
        State::Cancelled => t!("installation-state-cancelled"),
    }
}

/// What is mounted, in words.
pub fn work(work: Work) -> Text {
    match work {
        Work::Barrier => t!("installation-work-barrier"),
        Work::Turnstile => t!("installation-work-turnstile"),
        Work::Reader => t!("installation-work-reader"),
        Work::Camera => t!("installation-work-camera"),
        Work::Other => t!("installation-work-other"),
    }
}
