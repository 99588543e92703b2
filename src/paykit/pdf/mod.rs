//! The invoice as a sheet of A4: the bank's details above, so that they can be retyped from the top, then who sells what to
//! whom, the sum in figures and in words, a QR code and places to sign.

mod sheet;

#[cfg(test)]
mod tests;

use super::{
    Bill, Buyer, Line, Matrix, Seller, Vat,
    plain::{one_line, shortened},
    words::{day, sum as in_words},
};
use crate::money::{Money, grouped};
use sheet::{HEIGHT, Sheets, Style, WIDTH};

const LEFT: f32 = 40.0;
const RIGHT: f32 = WIDTH - LEFT;
const TOP: f32 = 36.0;
/// Nothing but the foot goes below.
const BOTTOM: f32 = HEIGHT - 48.0;
/// From line to line of the text.
const STEP: f32 = 11.0;
/// White around what stands in a cell.
const PAD: f32 = 4.0;
/// The thickness of rules.
const RULE: f32 = 0.6;
const TEXT: Style = Style::plain(9.0);
const STRONG: Style = Style::bold(9.0);
const SMALL: Style = Style::plain(7.0);
/// Where the columns of the table begin and, last, where it ends.
const COLUMNS: [f32; 7] = [LEFT, LEFT + 24.0, LEFT + 275.0, LEFT + 323.0, LEFT + 361.0, LEFT + 436.0, RIGHT];
/// What stands above them.
const HEAD: [&str; 6] = ["№", "Наименование", "Кол-во", "Ед.", "Цена, руб.", "Сумма, руб."];
/// Characters of what is sold: so many lines fit on a sheet.
const NAME: usize = 1000;
/// The side of the QR code.
const CODE: f32 = 112.0;

/// The PDF file. `None` only if the drawing fails.
pub fn invoice(seller: &Seller, buyer: &Buyer, bill: &Bill, purpose: &str, code: &Matrix) -> Option<Vec<u8>> {
    let title = format!("Счёт на оплату № {} от {}", one_line(&bill.number), day(bill.issued_on));
    let mut page = Page { sheets: Sheets::new(), y: TOP };
    page.bank(seller);
    page.title(&title);
    page.field(
        "Поставщик:",
        STRONG,
        &party(&seller.name, &seller.inn, seller.kpp.as_deref(), seller.address.as_deref()),
    );
    page.field("Покупатель:", STRONG, &party(&buyer.name, &buyer.inn, buyer.kpp.as_deref(), None));
    page.field("Оплатить до:", TEXT, &day(bill.due_on));
    page.field("Назначение:", TEXT, purpose);
    let lines = if bill.lines.is_empty() { vec![whole(bill)] } else { bill.lines.clone() };
    page.table(&lines);
    page.totals(bill.sum, seller.vat, lines.len());
    page.signatures(seller, code);
    let count = page.sheets.count();
    if count > 1 {
        page.sheets.foot(LEFT, HEIGHT - 26.0, SMALL, |number| format!("{title}, страница {number} из {count}"));
    }
    page.sheets.pdf(&title, &seller.name, bill.issued_on)
}

/// The only line of an invoice whose lines are not known.
fn whole(bill: &Bill) -> Line {
    let name = format!("Услуги по счёту № {} от {}", bill.number, day(bill.issued_on));
    Line { name, quantity: 1.into(), unit: String::new(), price: bill.sum, sum: bill.sum }
}

/// `ООО «Три кита», ИНН 7707083893, КПП 770101001, address`.
fn party(name: &str, inn: &str, kpp: Option<&str>, address: Option<&str>) -> String {
    let kpp = kpp.map(|kpp| format!("КПП {kpp}"));
    let parts = [Some(name.to_owned()), Some(format!("ИНН {inn}")), kpp, address.map(str::to_owned)];
    one_line(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// `12 345,60`.
fn figures(sum: Money) -> String {
    let kopecks = sum.kopecks().unsigned_abs();
    let sign = if sum < Money::ZERO { "−" } else { "" };
    format!("{sign}{},{:02}", grouped(kopecks / 100, '\u{a0}'), kopecks % 100)
}

/// The sheet being filled, from the top down.
struct Page {
    sheets: Sheets,
    /// The lower end of what is drawn.
    y: f32,
}

impl Page {
    /// Goes over to a new sheet if `height` does not fit on this one; tells whether it did.
    fn fit(&mut self, height: f32) -> bool {
        let over = self.y + height > BOTTOM;
        if over {
            self.sheets.turn();
            self.y = TOP;
        }
        over
    }

    fn across(&mut self, from: f32, to: f32, y: f32) {
        self.sheets.bar(from, y - RULE / 2.0, to - from, RULE);
    }

    fn down(&mut self, x: f32, from: f32, to: f32) {
        self.sheets.bar(x - RULE / 2.0, from - RULE / 2.0, RULE, to - from + RULE);
    }

    /// Lines from `top` down; their number.
    fn block(&mut self, x: f32, top: f32, style: Style, lines: &[String]) {
        let mut base = top + PAD + style.size - 1.0;
        for line in lines {
            self.sheets.text(x + PAD, base, style, line);
            base += STEP;
        }
    }

    /// The bank's details as payment orders place them.
    fn bank(&mut self, seller: &Seller) {
        let (label, value) = (LEFT + 290.0, LEFT + 330.0);
        let bank = TEXT.lines(&one_line(&seller.bank_with_city()), label - LEFT - 2.0 * PAD);
        let name = TEXT.lines(&one_line(&seller.name), label - LEFT - 2.0 * PAD);
        let row = STEP + PAD + 1.0;
        let (top, first) = (self.y, self.y + (height(bank.len()) + SMALL.size + PAD).max(2.0 * row));
        let second = first + row;
        let end = second + height(name.len()) + SMALL.size + PAD;
        self.block(LEFT, top, TEXT, &bank);
        self.sheets.text(LEFT + PAD, first - PAD, SMALL, "Банк получателя");
        let corr = seller.corr_account.clone().unwrap_or_default();
        for (y, name, told) in
            [(top, "БИК", &seller.bik), (top + row, "Сч. №", &corr), (first, "Сч. №", &seller.account)]
        {
            self.block(label, y, TEXT, &[name.to_owned()]);
            self.block(value, y, TEXT, std::slice::from_ref(told));
        }
        self.block(LEFT, first, TEXT, &[format!("ИНН {}", seller.inn)]);
        if let Some(kpp) = &seller.kpp {
            self.block(LEFT + 145.0, first, TEXT, &[format!("КПП {kpp}")]);
            self.down(LEFT + 145.0, first, second);
        }
        self.block(LEFT, second, TEXT, &name);
        self.sheets.text(LEFT + PAD, end - PAD, SMALL, "Получатель");
        for (from, to, y) in [
            (LEFT, RIGHT, top),
            (label, value, top + row),
            (LEFT, RIGHT, first),
            (LEFT, label, second),
            (LEFT, RIGHT, end),
        ] {
            self.across(from, to, y);
        }
        for x in [LEFT, label, value, RIGHT] {
            self.down(x, top, end);
        }
        self.y = end;
    }

    fn title(&mut self, title: &str) {
        let style = Style::bold(14.0);
        self.y += 16.0;
        for line in style.lines(title, RIGHT - LEFT) {
            self.y += 17.0;
            self.sheets.text(LEFT, self.y, style, &line);
        }
        self.y += 8.0;
        self.sheets.bar(LEFT, self.y, RIGHT - LEFT, 1.4);
        self.y += 6.0;
    }

    /// A named line above the table.
    fn field(&mut self, name: &str, style: Style, text: &str) {
        let value = LEFT + 72.0;
        let lines = style.lines(&one_line(text), RIGHT - value - PAD);
        self.block(LEFT - PAD, self.y, TEXT, &[name.to_owned()]);
        self.block(value - PAD, self.y, style, &lines);
        self.y += height(lines.len());
    }

    fn table(&mut self, lines: &[Line]) {
        self.y += 8.0;
        self.row(STRONG, &HEAD.map(str::to_owned));
        for (at, line) in lines.iter().enumerate() {
            self.row(
                TEXT,
                &[
                    (at + 1).to_string(),
                    shortened(&one_line(&line.name), NAME),
                    line.quantity.normalize().to_string().replace('.', ","),
                    one_line(&line.unit),
                    figures(line.price),
                    figures(line.sum),
                ],
            );
        }
    }

    /// A row with its rules; a new sheet begins with the head of the table.
    fn row(&mut self, style: Style, cells: &[String; 6]) {
        let cells: Vec<Vec<String>> = cells
            .iter()
            .enumerate()
            .map(|(at, cell)| style.lines(cell, COLUMNS[at + 1] - COLUMNS[at] - 2.0 * PAD))
            .collect();
        let tall = height(cells.iter().map(Vec::len).max().unwrap_or(1));
        if self.fit(tall) {
            self.row(STRONG, &HEAD.map(str::to_owned));
        }
        self.across(LEFT, RIGHT, self.y);
        self.across(LEFT, RIGHT, self.y + tall);
        for x in COLUMNS {
            self.down(x, self.y, self.y + tall);
        }
        for (at, lines) in cells.iter().enumerate() {
            let (from, to) = (COLUMNS[at], COLUMNS[at + 1]);
            let mut base = self.y + PAD + style.size - 1.0;
            for line in lines {
                match at {
                    _ if style == STRONG => self.sheets.text_around(f32::midpoint(from, to), base, style, line),
                    1 => self.sheets.text(from + PAD, base, style, line),
                    0 | 3 => self.sheets.text_around(f32::midpoint(from, to), base, style, line),
                    _ => self.sheets.text_to(to - PAD, base, style, line),
                }
                base += STEP;
            }
        }
        self.y += tall;
    }

    fn totals(&mut self, sum: Money, vat: Vat, count: usize) {
        let words = STRONG.lines(&in_words(sum), RIGHT - LEFT);
        // What is signed stays on one sheet.
        self.fit(64.0 + height(words.len()) + 24.0 + CODE);
        self.y += 5.0;
        let vat = match vat {
            Vat::Without => ("Без НДС".to_owned(), "–".to_owned()),
            Vat::Included(rate) => (format!("В том числе НДС {rate} %"), figures(vat.part(sum))),
        };
        for (name, told) in [("Итого".to_owned(), figures(sum)), vat, ("Всего к оплате".to_owned(), figures(sum))]
        {
            self.y += 13.0;
            self.sheets.text_to(COLUMNS[5] - PAD, self.y, STRONG, &format!("{name}:"));
            self.sheets.text_to(RIGHT - PAD, self.y, STRONG, &told);
        }
        self.y += 20.0;
        self.sheets.text(LEFT, self.y, TEXT, &format!("Всего наименований {count}, на сумму {} руб.", figures(sum)));
        self.y += 2.0;
        self.block(LEFT - PAD, self.y, STRONG, &words);
        self.y += height(words.len()) + 4.0;
        self.sheets.bar(LEFT, self.y, RIGHT - LEFT, 1.4);
    }

    /// Places to sign on the left, the code on the right.
    fn signatures(&mut self, seller: &Seller, code: &Matrix) {
        let head = if seller.inn.len() == 12 { "Предприниматель" } else { "Руководитель" };
        let mut signers = vec![(head, &seller.director)];
        if seller.inn.len() == 10 || seller.accountant.is_some() {
            signers.push(("Бухгалтер", &seller.accountant));
        }
        let (sign, name) = (LEFT + 92.0, LEFT + 212.0);
        let mut base = self.y + 44.0;
        for (post, signer) in signers {
            self.sheets.text(LEFT, base, STRONG, post);
            self.across(sign, name - 8.0, base + 2.0);
            let who = signer.as_deref().map(one_line).unwrap_or_default();
            self.sheets.text(name, base, TEXT, &who);
            base += 36.0;
        }
        let x = RIGHT - CODE - 8.0;
        self.sheets.code(x, self.y + 14.0, CODE, code);
        self.sheets.text_around(x + CODE / 2.0, self.y + CODE + 28.0, SMALL, "QR для оплаты по реквизитам");
    }
}

/// The height of so many lines in a cell; there are never more than some hundreds.
fn height(lines: usize) -> f32 {
    STEP * f32::from(u16::try_from(lines).unwrap_or(u16::MAX)) + PAD
}
