//! A day between a client and the house in which everything is said that can be said: what clients write and get, what
//! stays among us. What each says is the caller's, so that it can be looked for afterwards. It begins on a Tuesday at 10:00
//! in Moscow.

use mosbot::{
    people::Role,
    playground::{Desk, Phone},
};

/// What somebody says or is called, by what it is.
pub type Word = dyn Fn(&str) -> String + Sync;

/// What Anna's client never reads: what the house says to itself and what another client says.
pub const OURS: [&str; 18] = [
    "note",
    "pause",
    "handed",
    "place",
    "declined",
    "call note",
    "task",
    "step",
    "lawyers",
    "passed",
    "question to the head",
    "answer of the head",
    "decision",
    "refusal",
    "reason to put off",
    "result",
    "second offer",
    "complaint of another",
];

/// What we say to the client.
pub const ANSWERS: [&str; 8] =
    ["reply", "reply caption", "template", "question", "question of support", "solution", "offer", "own wording"];

/// What the client says.
pub const PLEAS: [&str; 7] =
    ["message", "second message", "caption", "complaint", "second complaint", "complaint caption", "unanswered"];

/// Who takes part.
pub struct Drama<'a> {
    pub anna: Phone<'a>,
    pub maria: Phone<'a>,
    pub victor: Phone<'a>,
    pub petr: Phone<'a>,
    /// Anna's client.
    pub olga: Phone<'a>,
    /// Maria's client.
    pub vera: Phone<'a>,
}

/// Everybody comes in.
pub async fn begin<'a>(desk: &'a Desk, word: &Word) -> Drama<'a> {
    let (anna, maria) = (desk.manager(&word("Анна")).await, desk.manager(&word("Мария")).await);
    let victor = desk.staff(&word("Виктор"), Role::Head).await;
    let petr = desk.staff(&word("Пётр"), Role::Support).await;
    let romashka = desk.client(&word("Ромашка"), Some(&anna)).await;
    let olga = desk.contact(&anna, &romashka, &word("Ольга")).await;
    let lotos = desk.client(&word("Лотос"), Some(&maria)).await;
    let vera = desk.contact(&maria, &lotos, &word("Вера")).await;
    victor.says("/rules").await;
    victor.presses("Кто после меня").await;
    victor.presses(&word("Мария")).await;
    Drama { anna, maria, victor, petr, olga, vera }
}

impl<'a> Drama<'a> {
    /// Everybody of the house.
    pub fn house(&self) -> [&Phone<'a>; 4] {
        [&self.anna, &self.maria, &self.victor, &self.petr]
    }

    /// The whole day, the evening and the next morning.
    pub async fn play(&self, desk: &Desk, word: &Word) {
        self.asks(desk, word).await;
        self.is_handed_over(word).await;
        self.promises(word).await;
        self.is_offered(word).await;
        self.complains(desk, word).await;
        self.waits_too_long(desk, word).await;
        self.looks_around(word).await;
        desk.wait_until("2026-11-27T07:00:00Z").await;
        self.looks_around(word).await;
    }

    /// A client writes, is answered with words, files and a ready text; we note, wait and ask.
    async fn asks(&self, desk: &Desk, word: &Word) {
        let Self { anna, olga, victor, .. } = self;
        victor.says("/templates").await;
        victor.presses("Новый шаблон").await;
        victor.says(&word("title")).await;
        victor.says(&format!("{} [имя] [клиент] [менеджер]", word("template"))).await;
        victor.presses("Сохранить").await;
        olga.says(&word("message")).await;
        olga.sends_photo(b"\xff\xd8\xff\xc0\0\x11\x08\x01\xe0\x02\x80\x03", &word("caption")).await;
        anna.presses("Заметка").await;
        anna.says(&word("note")).await;
        anna.presses("Пауза").await;
        anna.presses("Клиента").await;
        anna.says(&word("pause")).await;
        anna.says("пт").await;
        anna.presses("Сохранить").await;
        assert!(anna.has(&word("pause")), "{}", anna.phone());
        let edited = olga.says(&word("message")).await;
        olga.edits(edited, &word("second message")).await;
        anna.replies(&word("second message"), &word("reply")).await;
        anna.replies_with_photo(&word("second message"), b"a plan", &word("reply caption")).await;
        anna.presses("Открыть").await;
        anna.presses("Ответить").await;
        anna.presses("Готовые ответы").await;
        anna.presses(&word("title")).await;
        anna.presses("Отправить").await;
        anna.presses("Открыть").await;
        anna.presses("Запросить у клиента").await;
        anna.says(&format!("{}\nГорит ли лампа?", word("question"))).await;
        anna.presses("Отправить").await;
        olga.presses("Ответить по порядку").await;
        olga.says(&word("second message")).await;
        olga.presses("Нет").await;
        desk.tick().await;
    }

    /// Technical support declines, accepts, asks and solves.
    async fn is_handed_over(&self, word: &Word) {
        let Self { anna, olga, petr, .. } = self;
        anna.presses("Открыть").await;
        anna.presses("В техподдержку").await;
        anna.presses("Въезд стоит").await;
        anna.presses("✏️ Что случилось").await;
        anna.says(&word("handed")).await;
        anna.presses("✏️ Объект").await;
        anna.says(&word("place")).await;
        anna.presses("Передать").await;
        petr.presses("Не наше").await;
        petr.says(&word("declined")).await;
        assert!(anna.has(&word("declined")), "{}\n{}", anna.phone(), petr.phone());
        anna.presses("Открыть").await;
        anna.presses("В техподдержку").await;
        anna.presses("Мешает").await;
        anna.presses("Передать").await;
        petr.presses("Принять").await;
        petr.presses("Нужны данные").await;
        petr.says(&word("question of support")).await;
        petr.presses("Отправить").await;
        olga.replies(&word("question of support"), &word("second message")).await;
        petr.presses("Решено").await;
        petr.says(&word("solution")).await;
        petr.presses("Отправить").await;
        olga.presses("Не решено").await;
        petr.presses("Решено").await;
        petr.says(&word("solution")).await;
        petr.presses("Отправить").await;
        olga.presses("✅ Решено").await;
    }

    /// Calls, tasks and a question to the head.
    async fn promises(&self, word: &Word) {
        let Self { anna, maria, victor, .. } = self;
        for outcome in ["Поговорили", "Обещал"] {
            anna.says("/call").await;
            anna.says(&word("Ромашка")).await;
            anna.presses(outcome).await;
            if outcome == "Обещал" {
                anna.says("15к").await;
                anna.says("пт").await;
            }
            anna.says(&word("call note")).await;
            anna.presses("Сохранить").await;
        }
        anna.says(&format!("/task {} сегодня", word("task"))).await;
        anna.presses("Сохранить").await;
        anna.says("/today").await;
        anna.presses("task").await;
        anna.presses("Передать").await;
        anna.presses(&word("Мария")).await;
        assert!(maria.has(&word("task")), "{}", maria.phone());
        anna.says(&word("Ромашка")).await;
        anna.presses("Спросить руководителя").await;
        anna.says(&word("question to the head")).await;
        anna.presses("Отправить").await;
        victor.presses("💬 Ответить").await;
        victor.says(&word("answer of the head")).await;
        assert!(anna.has(&word("answer of the head")), "{}", anna.phone());
    }

    /// A simple claim: an offer above the limit, another sum, a refusal, an offer of its own wording.
    async fn is_offered(&self, word: &Word) {
        let Self { anna, olga, victor, .. } = self;
        olga.says(&format!("/complain {}", word("complaint"))).await;
        olga.presses("Скидку").await;
        anna.presses("Предложить").await;
        anna.says(&word("offer")).await;
        anna.says("77123").await;
        anna.says("пт").await;
        anna.presses("На согласование").await;
        victor.presses("Изменить сумму").await;
        victor.says("8000").await;
        assert!(olga.has(&word("offer")), "{}", olga.phone());
        olga.presses("Не согласен").await;
        anna.presses("Карточка").await;
        anna.presses("Предложить").await;
        anna.says(&word("second offer")).await;
        anna.says("88456").await;
        anna.says("пт").await;
        anna.presses("На согласование").await;
        victor.presses("Отказать").await;
        victor.says(&word("refusal")).await;
        assert!(anna.has(&word("refusal")), "{}", anna.phone());
        anna.says("/claims").await;
        anna.presses("П-1").await;
        anna.presses("Предложить").await;
        anna.presses("Сумма").await;
        anna.presses("Без денег").await;
        anna.presses("Текст клиенту").await;
        anna.says(&word("own wording")).await;
        anna.presses("Отправить клиенту").await;
        assert!(olga.has(&word("own wording")), "{}", olga.phone());
        olga.presses("Согласен").await;
        anna.says("/claims").await;
        anna.presses("П-1").await;
        anna.presses("Сделано").await;
        olga.presses("Вопрос решён").await;
        anna.presses("Карточка").await;
        anna.presses("Закрыть").await;
        anna.says(&word("result")).await;
        anna.presses("брак").await;
        anna.presses("Закрыть претензию").await;
    }

    /// A complex claim: a photo, a plan, lawyers, an alert that is put off, the decision of the head.
    async fn complains(&self, desk: &Desk, word: &Word) {
        let Self { anna, olga, victor, .. } = self;
        olga.says("/complain").await;
        olga.sends_photo(b"a broken boom", &word("complaint caption")).await;
        olga.says(&format!("{}. Пойдём в суд", word("second complaint"))).await;
        olga.presses("Вернуть деньги").await;
        assert!(anna.sees("П-2 ·").contains("вторая за 90 дней"), "{}", anna.sees("П-2 ·"));
        anna.says("/claims").await;
        anna.presses("П-2").await;
        anna.presses("Шаг").await;
        anna.says(&word("step")).await;
        anna.presses("завтра").await;
        anna.presses("Карточка").await;
        anna.presses("Юристам").await;
        anna.says(&word("lawyers")).await;
        anna.says(&word("passed")).await;
        desk.tick().await;
        victor.presses("Отложить").await;
        victor.presses("На час").await;
        victor.presses("Своя причина").await;
        victor.says(&word("reason to put off")).await;
        assert!(victor.has(&word("reason to put off")), "{}", victor.phone());
        victor.presses("Отказать…").await;
        victor.says(&word("decision")).await;
        assert!(anna.has(&word("decision")), "{}", anna.phone());
    }

    /// A client whom nobody answers: the head hears of it, and who comes after.
    async fn waits_too_long(&self, desk: &Desk, word: &Word) {
        let Self { olga, vera, victor, maria, .. } = self;
        vera.says(&format!("/complain {}", word("complaint of another"))).await;
        vera.presses("Исправить").await;
        maria.replies("П-3", "Спасибо, разберёмся").await;
        olga.says(&word("unanswered")).await;
        desk.wait_until("2026-11-25T12:00:00Z").await;
        assert!(victor.has(&word("unanswered")), "{}", victor.phone());
        assert!(maria.has(&word("unanswered")), "{}", maria.phone());
        victor.says("/alerts").await;
        victor.presses("E1").await;
        victor.presses("👌 Принято").await;
    }

    /// Everybody looks at everything they have.
    async fn looks_around(&self, word: &Word) {
        let Self { anna, maria, victor, petr, olga, .. } = self;
        for phone in [anna, maria, victor, petr] {
            for command in
                ["/today", "/digest", "/requests", "/claims", "/alerts", "/decisions", "/promises", "/undo", "/help"]
            {
                phone.says(command).await;
            }
        }
        victor.says("/team").await;
        for phone in [anna, victor] {
            phone.says(&word("Ромашка")).await;
            phone.presses("Претензия").await;
            phone.says("/cancel").await;
        }
        for command in ["/menu", "/requests", "/write", "/settings", "/privacy", "/help"] {
            olga.says(command).await;
        }
    }
}
