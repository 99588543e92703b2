//! The page of `mosbot demo` in a real browser: a manager logs a call with clicks, the clock moves to the next working
//! morning, the digest comes with the overdue total of the books; a courier is booked, comes as the clock moves, and the
//! client says by one tap that it is there; ten clients are called in ten taps and the bank's statement settles the rest.

use fantoccini::{Client, ClientBuilder, Locator, elements::Element};
use hyper_util::client::legacy::connect::HttpConnector;
use mosbot::{
    lang::Lang,
    money::Money,
    playground::ledger::{ISSUED, KEEPERS, Ledger},
};
use serde_json::json;
use std::{
    io::{BufRead, BufReader, Read},
    process::{Child, Command, Stdio},
};

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The first number behind `words` in what a process says.
fn heard(output: impl Read, words: &str) -> u16 {
    let mut said = String::new();
    for line in BufReader::new(output).lines() {
        let line = line.expect("a process speaks UTF-8");
        if let Some((_, rest)) = line.split_once(words) {
            let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
            return number.parse().expect("a port");
        }
        said.push_str(&line);
        said.push('\n');
    }
    panic!("«{words}» was never said:\n{said}");
}

fn demo() -> (Running, u16) {
    let mut demo = Command::new(env!("CARGO_BIN_EXE_mosbot"))
        .args(["demo", "--port", "0"])
        .stderr(Stdio::piped())
        .spawn()
        .expect("the demo starts");
    let port = heard(demo.stderr.take().expect("piped"), "open http://127.0.0.1:");
    (Running(demo), port)
}

async fn browser() -> (Running, Client) {
    let mut driver = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .spawn()
        .expect("chromedriver is installed: run the tests with tests/run");
    let port = heard(driver.stdout.take().expect("piped"), "started successfully on port ");
    let arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1440,900",
    ];
    let wanted = json!({ "goog:chromeOptions": { "args": arguments } });
    let wanted = wanted.as_object().expect("an object").clone();
    let client = ClientBuilder::new(HttpConnector::new())
        .capabilities(wanted)
        .connect(&format!("http://127.0.0.1:{port}"))
        .await
        .expect("the browser starts");
    (Running(driver), client)
}

/// The client whose contact person stands on the page.
const OLGA: &str = "Ольга";

/// The page, seen by the owner of one of its phones: Anna, if nobody else is named.
struct Page(Client, &'static str);

impl Page {
    async fn sees(&self, css: &str) -> Element {
        self.0.wait().for_element(Locator::Css(css)).await.unwrap_or_else(|error| panic!("{css}: {error}"))
    }

    /// The same page through the eyes of another.
    fn of(&self, name: &'static str) -> Self {
        Self(self.0.clone(), name)
    }

    /// Waits for the last bubble of the phone that contains all of `words`.
    async fn reads(&self, words: &[&str]) {
        let conditions: Vec<String> = words.iter().map(|word| format!("contains(., \"{word}\")")).collect();
        let conditions = conditions.join(" and ");
        let path = format!("//*[@data-name='{}']//*[@data-from='bot'][{conditions}]", self.1);
        let found = self.0.wait().for_element(Locator::XPath(&path)).await;
        if found.is_err() {
            let shown = self.sees(&format!("[data-name='{}']", self.1)).await.text().await.unwrap_or_default();
            panic!("no bubble with {words:?}:\n{shown}");
        }
    }

    /// Clicks the last button of the phone with these words.
    async fn clicks(&self, words: &str) {
        let path = format!("(//*[@data-name='{}']//*[@data-button][contains(., \"{words}\")])[last()]", self.1);
        loop {
            let button = self.0.wait().for_element(Locator::XPath(&path)).await;
            match button.unwrap_or_else(|error| panic!("«{words}»: {error}")).click().await {
                // The card was drawn anew between the look and the click.
                Err(error) if error.is_stale_element_reference() => {}
                clicked => return clicked.expect("a click"),
            }
        }
    }

    async fn writes(&self, words: &str) {
        let phone = format!("[data-name='{}']", self.1);
        self.sees(&format!("{phone} [data-input]")).await.send_keys(words).await.expect("typed");
        self.sees(&format!("{phone} [data-send]")).await.click().await.expect("sent");
    }
}

impl Page {
    /// Moves the clock an hour, and waits until everything has happened that happens in it.
    async fn an_hour_later(&self) {
        let clock = "[data-clock]";
        let before = self.sees(clock).await.attr("datetime").await.unwrap().unwrap_or_default();
        self.sees("[data-clock-move='hour']").await.click().await.unwrap();
        let hour = before.get(..13).unwrap_or_default().to_owned();
        self.sees(&format!(":not(.busy) > {clock}:not([datetime^='{hour}'])")).await;
    }

    /// The last words of the phone that fit the pattern.
    async fn last(&self, pattern: &str) -> String {
        let shown = self.sees(&format!("[data-name='{}']", self.1)).await.text().await.expect("words");
        let found = regex::Regex::new(pattern).expect("a pattern").find_iter(&shown).last();
        found.unwrap_or_else(|| panic!("no {pattern}:\n{shown}")).as_str().to_owned()
    }

    /// Keeps what the screen shows beside the build, for whoever wants to look.
    async fn picture(&self, name: &str) -> Vec<u8> {
        let picture = self.0.screenshot().await.expect("a picture of the screen");
        let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
        std::fs::write(path, &picture).expect("kept");
        picture
    }
}

/// What Anna's clients should have paid by the last day the bank has told about.
fn overdue() -> Money {
    let ledger = Ledger::open();
    let told = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let due = ledger.bills.iter().filter(|bill| bill.issued_on < ISSUED[2]);
    let unpaid = due.filter(|bill| bill.paid_on.is_none_or(|on| on > told));
    unpaid.filter(|bill| ledger.firms[bill.firm].keeper == Some(KEEPERS[0])).map(|bill| bill.sum).sum()
}

#[tokio::test]
async fn a_call_is_logged_with_clicks_and_the_digest_comes_in_the_morning() {
    let (_demo, port) = demo();
    let (_driver, client) = browser().await;
    client.goto(&format!("http://127.0.0.1:{port}/")).await.expect("the page opens");
    let page = Page(client, KEEPERS[0]);
    let hint = page.sees("[data-hint]").await.text().await.unwrap();
    assert!(hint.contains("Попробуйте"), "the first screen explains itself: {hint}");
    for role in ["manager", "head", "client", "engineer", "support"] {
        page.sees(&format!("[data-phone][data-role='{role}']")).await;
    }

    page.clicks("Звонок").await;
    page.reads(&["Кому звонили?"]).await;
    page.writes("ромашка").await;
    page.reads(&["Чем кончилось?"]).await;
    page.clicks("Обещал").await;
    page.reads(&["Сколько обещали заплатить?"]).await;
    page.clicks("Всю просрочку").await;
    page.clicks("завтра").await;
    page.reads(&["Всё верно?"]).await;
    page.clicks("Сохранить").await;
    page.reads(&["Звонок записан", "ТСН «Ромашка»"]).await;

    page.sees("[data-clock-move='morning']").await.click().await.unwrap();
    page.sees("[data-clock][datetime^='2026-11-25T06:0']").await;
    let human = |sum: Money| sum.human(Lang::Ru);
    let total = format!("{} (без изменений)", human(overdue()));
    let promise = format!("ТСН «Ромашка» — {} до 25 нояб., ср", human(Money::from_rubles(15_000)));
    page.reads(&["25 нояб., ср", &total, &promise]).await;
    let violations = page.0.find_all(Locator::Css("[data-violations]")).await.unwrap();
    assert!(violations.is_empty(), "rules of the Bot API were broken");
    page.0.close().await.unwrap();
}

#[tokio::test]
async fn a_courier_is_booked_comes_and_the_client_has_it_by_one_tap() {
    let (_demo, port) = demo();
    let (_driver, client) = browser().await;
    client.goto(&format!("http://127.0.0.1:{port}/")).await.expect("the page opens");
    let anna = Page(client, KEEPERS[0]);
    let olga = anna.of(OLGA);

    anna.writes("ромашка").await;
    anna.clicks("🚚 Доставка").await;
    anna.reads(&["Что везём?"]).await;
    anna.clicks("Пульт").await;
    anna.clicks("4 шт.").await;
    anna.reads(&["4 шт.", "Всё верно?"]).await;
    anna.clicks("Курьером").await;
    anna.reads(&["Курьер · пешком", "Всё верно?"]).await;
    anna.picture("0-review").await;
    anna.clicks("Документы").await;
    anna.reads(&["Какие документы?"]).await;
    anna.clicks("УПД").await;
    anna.reads(&["УПД: приложен", "Какие документы?"]).await;
    anna.clicks("Готово").await;
    anna.reads(&["УПД: приложен", "Всё верно?"]).await;
    anna.clicks("✅ Сохранить").await;
    anna.reads(&["Д-1 · ТСН «Ромашка» · есть цена"]).await;
    anna.picture("1-priced").await;

    anna.clicks("Согласовать время").await;
    anna.clicks("✅ Дальше").await;
    anna.clicks("📨 Отправить").await;
    olga.reads(&["Когда удобно принять доставку №Д-1?"]).await;
    olga.clicks("24 нояб., вт").await;
    olga.reads(&["Договорились"]).await;
    anna.reads(&["Д-1", "Время согласовано в боте: Ольга"]).await;

    // Nobody answers at Dostavista: the booking waits, says so, and is made once.
    anna.sees("[data-fault='dostavista']").await.click().await.unwrap();
    anna.clicks("Вызвать курьера").await;
    anna.reads(&["Д-1", "Достависта сейчас недоступна"]).await;
    anna.picture("2-waits").await;
    anna.sees("[data-fault='dostavista']").await.click().await.unwrap();
    anna.an_hour_later().await;
    anna.reads(&["Д-1 · ТСН «Ромашка»", "Достависта, заказ 1250001"]).await;
    for _ in 0..6 {
        anna.an_hour_later().await;
    }
    olga.reads(&["Привезли доставку №Д-1"]).await;
    let asked = anna.picture("3-asked").await;
    olga.clicks("Всё получил").await;
    olga.reads(&["Спасибо"]).await;
    anna.reads(&["Д-1 · ТСН «Ромашка» · клиент получил"]).await;
    assert_ne!(anna.picture("4-received").await, asked, "the card has changed in place");
    anna.sees("[data-clock-move='morning']").await.click().await.unwrap();
    anna.sees(":not(.busy) > [data-clock][datetime^='2026-11-25T06:0']").await;
    anna.reads(&["25 нояб., ср", "Открыто 2 документа"]).await;
    anna.picture("5-morning").await;
    let violations = anna.0.find_all(Locator::Css("[data-violations]")).await.unwrap();
    assert!(violations.is_empty(), "rules of the Bot API were broken");
    anna.0.close().await.unwrap();
}

#[tokio::test]
async fn three_people_agree_on_a_day_in_three_taps_and_it_is_moved() {
    let (_demo, port) = demo();
    let (_driver, client) = browser().await;
    client.goto(&format!("http://127.0.0.1:{port}/")).await.expect("the page opens");
    let anna = Page(client, KEEPERS[0]);
    let (olga, sergey) = (anna.of(OLGA), anna.of("Сергей"));

    anna.writes("/installs").await;
    anna.clicks("Без даты").await;
    anna.clicks("М-1 · ТСН «Ромашка»").await;
    anna.reads(&["М-1 · ТСН «Ромашка» · нужна дата", "Отметьте дни"]).await;
    // One tap each.
    anna.clicks("Предложить клиенту").await;
    olga.reads(&["Монтаж №М-1", "Когда удобно?"]).await;
    let asked = anna.picture("6-days-asked").await;
    olga.clicks("Подходит любой").await;
    sergey.reads(&["М-1 · ТСН «Ромашка»", "Возьмите день"]).await;
    sergey.clicks("26 нояб., чт, 09:00").await;
    sergey.reads(&["Ваш выезд: 26 нояб., чт, 09:00–13:00"]).await;
    olga.reads(&["Договорились: 26 нояб., чт, 09:00–13:00"]).await;
    anna.reads(&["М-1 · ТСН «Ромашка» · дата согласована", "26 нояб., чт, 09:00–13:00, приедет Сергей"]).await;
    assert_ne!(anna.picture("7-day-agreed").await, asked);

    olga.clicks("Перенести").await;
    olga.clicks("Некому встретить").await;
    olga.reads(&["Прежняя дата отменена", "Когда удобно?"]).await;
    sergey.reads(&["26 нояб., чт, 09:00–13:00 отменяется"]).await;
    anna.reads(&["М-1 · ТСН «Ромашка» · спросили клиента", "Некому встретить"]).await;
    anna.picture("8-day-moved").await;
    let violations = anna.0.find_all(Locator::Css("[data-violations]")).await.unwrap();
    assert!(violations.is_empty(), "rules of the Bot API were broken");
    anna.0.close().await.unwrap();
}

#[tokio::test]
async fn ten_calls_are_ten_taps_and_the_bank_moves_the_share_of_those_who_pay_in_time() {
    let (_demo, port) = demo();
    let (_driver, client) = browser().await;
    client.goto(&format!("http://127.0.0.1:{port}/")).await.expect("the page opens");
    let anna = Page(client, KEEPERS[0]);
    let (olga, viktor) = (anna.of(OLGA), anna.of("Виктор"));

    anna.writes("/round").await;
    anna.reads(&["За час реально", "Оплата в срок"]).await;
    let before = anna.last("Оплата в срок [0-9]+,[0-9] %").await;
    anna.clicks("▶️ Начать").await;
    let outcomes =
        ["📵 Не взял", "💰 Оплатил", "🧾 Просит счёт", "📵 Не взял", "⚖️ Спорит", "📵 Не взял", "💰 Оплатил"];
    for (n, outcome) in (1..).zip(outcomes.into_iter().chain(["📵 Не взял"; 3])) {
        anna.reads(&["у клиента", &format!("Обзвон · {n} из")]).await;
        anna.clicks(outcome).await;
    }
    anna.reads(&["Обзвон · 11 из", "у клиента"]).await;
    anna.clicks("🤝 Обещал").await;
    anna.reads(&["К какому дню"]).await;
    anna.clicks("сегодня").await;
    anna.reads(&["до 24 нояб., вт", "Обзвон · 12 из"]).await;
    anna.picture("9-round").await;

    olga.writes("/pay").await;
    olga.clicks("Счёт").await;
    olga.reads(&["Скопировать назначение"]).await;
    olga.reads(&["QR"]).await;
    olga.picture("10-pay-kit").await;

    anna.sees("[data-clock-move='morning']").await.click().await.unwrap();
    anna.sees(":not(.busy) > [data-clock][datetime^='2026-11-25T06:0']").await;
    anna.sees("[data-bank]").await.click().await.unwrap();
    anna.sees("[data-bank]:not(.busy)").await;
    anna.writes("/digest").await;
    anna.reads(&["25 нояб., ср", "Оплата в срок"]).await;
    assert_ne!(anna.last("Оплата в срок [0-9]+,[0-9] %").await, before, "the bank has told of money");
    viktor.writes("/collection").await;
    viktor.reads(&["Деньги отдела на 25 нояб., ср"]).await;
    anna.picture("11-share").await;
    let violations = anna.0.find_all(Locator::Css("[data-violations]")).await.unwrap();
    assert!(violations.is_empty(), "rules of the Bot API were broken");
    anna.0.close().await.unwrap();
}
