//! Strangers and contact persons of clients, whatever they do.

use super::{
    ends::{ash, contact_person},
    watch::{nobody, said},
};
use mosbot::{
    bot::routes::Command,
    features,
    people::Role,
    playground::{Desk, Phone},
    story, t,
};

const FACTS: &str = "SELECT (SELECT COUNT(*) FROM person) + (SELECT COUNT(*) FROM person_role) + (SELECT COUNT(*) FROM draft) \
    + (SELECT COUNT(*) FROM call) + (SELECT COUNT(*) FROM task) + (SELECT COUNT(*) FROM job) + (SELECT COUNT(*) FROM import)";
/// What a contact person's words make of themselves.
const WORDS: &str =
    "SELECT (SELECT COUNT(*) FROM event) + (SELECT COUNT(*) FROM request) + (SELECT COUNT(*) FROM said)";

/// Buttons of every room.
fn forged() -> Vec<String> {
    let id = nobody();
    let rooms = features::ALL.iter().flat_map(|room| room.presses).map(|(word, _)| format!("{word}:{id}:0:show"));
    let commands = features::COMMANDS.iter().filter(|command| !command.roles.is_empty());
    let commands = commands.map(|command| format!("c:{}:{id}", command.name));
    rooms.chain(commands).chain(["set:lang:ru", "consent", "", ":", "f:::", "c:", "🤝"].map(str::to_owned)).collect()
}

/// Everything a phone can send but for commands and buttons.
async fn sends_everything(desk: &Desk, phone: &Phone<'_>, other: i64) {
    let own = phone.says("Ясень обещали до пятницы 15к").await;
    phone.edits(own, "Ясень").await;
    desk.telegram.replies(phone.user, own, "ответ");
    desk.telegram.sends_photo(phone.user, b"\xff\xd8\xff", "Ясень");
    desk.telegram.sends_document(phone.user, "clients.csv", "Название\nЯсень\n".as_bytes(), "");
    desk.telegram.sends_voice(phone.user, b"OggS", 5);
    desk.telegram.sends_location(phone.user, 55.75, 37.61);
    desk.telegram.forwards(phone.user, "Ясень", "Анна");
    desk.telegram.shares_contact(phone.user, other);
    desk.pump().await;
}

story!(a_stranger_hears_one_neutral_word_whatever_they_do, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    ash(desk).await;
    let stranger = Phone::stranger(desk, "Чужой", "ru", "+79005556677");
    let (before, words) = (desk.count(FACTS).await, desk.count(WORDS).await);
    stranger.starts(None).await;
    stranger.starts(Some("s_AAAAAAAAAAAAAAAAAAAAAA")).await;
    for command in *features::COMMANDS {
        stranger.says(&format!("/{}", command.name)).await;
        stranger.says(command.word).await;
    }
    for data in forged() {
        stranger.forges(&data).await;
    }
    sends_everything(desk, &stranger, anna.user).await;
    stranger.shares_contact(stranger.user).await;

    let neutral = said(&t!("stranger"));
    let heard = stranger.hears();
    assert!(heard.len() > 40 && heard.iter().all(|text| *text == neutral), "{heard:?}");
    let toasts = desk.telegram.toasts(stranger.user);
    assert!(toasts.len() > 20 && toasts.iter().all(|toast| toast.text == neutral), "{toasts:?}");
    assert_eq!(desk.telegram.commands(stranger.user, "ru").len(), 1);
    assert_eq!((desk.count(FACTS).await, desk.count(WORDS).await), (before, words), "nothing is written down");
});

story!(a_contact_person_never_reaches_what_is_for_the_staff, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    ash(desk).await;
    let olga = contact_person(desk, &anna).await;
    let refusal = said(&t!("frame-not-yours"));
    let (before, words) = (desk.count(FACTS).await, desk.count(WORDS).await);
    let own = desk.telegram.commands(olga.user, "ru");
    for command in features::COMMANDS.iter().filter(|command| !command.roles.contains(&Role::Client)) {
        let for_all = command.roles.is_empty();
        assert!(for_all || own.iter().all(|(name, _)| name != command.name), "/{} is in her menu", command.name);
        let mut ways = vec![format!("/{}", command.name)];
        // A word may stand for one thing to the staff and for another to a client.
        let hers = |other: &Command| other.word == command.word && other.roles.contains(&Role::Client);
        if !features::COMMANDS.iter().any(hers) {
            ways.extend([format!("/{} Ясень", command.word), command.word.to_owned()]);
        }
        for words in ways {
            olga.hears();
            olga.says(&words).await;
            let heard = olga.hears();
            assert!(for_all || heard == [refusal.clone()], "{words}: {heard:?}");
        }
    }
    let seen = olga.messages().len();
    let theirs = |data: &String| {
        let mut own = features::COMMANDS.iter().filter(|command| command.roles.contains(&Role::Client));
        own.any(|command| data.starts_with(&format!("c:{}:", command.name)))
    };
    for data in forged().into_iter().filter(|data| !theirs(data)) {
        olga.forges(&data).await;
    }
    let heard =
        |from: usize| -> Vec<String> { olga.messages().into_iter().skip(from).map(|message| message.text).collect() };
    let allowed = |text: &String| text.contains("Настройки") || *text == said(&t!("invitation-void"));
    assert!(heard(seen).iter().all(allowed), "{:?}", heard(seen));
    assert_eq!((desk.count(FACTS).await, desk.count(WORDS).await), (before, words), "nothing is written down");

    let seen = olga.messages().len();
    sends_everything(desk, &olga, anna.user).await;
    let heard = heard(seen);
    assert!(matches!(heard.as_slice(), [card] if card.starts_with("✉\u{fe0f} Заявка О-1")), "{heard:?}");
    assert_eq!(desk.count(FACTS).await, before, "her words go to her manager and do nothing else");
    assert_eq!(desk.count("SELECT COUNT(*) FROM request").await, 1, "all of them into one request");
    assert_eq!(desk.count("SELECT COUNT(*) FROM said").await, 8, "and none is lost");
});
