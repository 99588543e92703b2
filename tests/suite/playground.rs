//! The page of `mosbot demo` in a real browser: a manager logs a call with clicks, the clock moves to the next working
//! morning, the digest comes with the overdue total of the books.

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

/// A page with Anna's phone on it.
struct Page(Client);

impl Page {
    async fn sees(&self, css: &str) -> Element {
        self.0.wait().for_element(Locator::Css(css)).await.unwrap_or_else(|error| panic!("{css}: {error}"))
    }

    /// Waits for the last bubble of Anna's phone that contains all of `words`.
    async fn reads(&self, words: &[&str]) {
        let conditions: Vec<String> = words.iter().map(|word| format!("contains(., \"{word}\")")).collect();
        let conditions = conditions.join(" and ");
        let path = format!("//*[@data-name='{}']//*[@data-from='bot'][{conditions}]", KEEPERS[0]);
        let found = self.0.wait().for_element(Locator::XPath(&path)).await;
        if found.is_err() {
            let shown = self.sees(&format!("[data-name='{}']", KEEPERS[0])).await.text().await.unwrap_or_default();
            panic!("no bubble with {words:?}:\n{shown}");
        }
    }

    /// Clicks the last button of Anna's phone with these words.
    async fn clicks(&self, words: &str) {
        let path = format!("(//*[@data-name='{}']//*[@data-button][contains(., \"{words}\")])[last()]", KEEPERS[0]);
        let button = self.0.wait().for_element(Locator::XPath(&path)).await;
        button.unwrap_or_else(|error| panic!("«{words}»: {error}")).click().await.expect("a click");
    }

    async fn writes(&self, words: &str) {
        let phone = format!("[data-name='{}']", KEEPERS[0]);
        self.sees(&format!("{phone} [data-input]")).await.send_keys(words).await.expect("typed");
        self.sees(&format!("{phone} [data-send]")).await.click().await.expect("sent");
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
    let page = Page(client);
    let hint = page.sees("[data-hint]").await.text().await.unwrap();
    assert!(hint.contains("Попробуйте"), "the first screen explains itself: {hint}");
    for role in ["manager", "head", "client", "support"] {
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
