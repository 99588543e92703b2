//! Who pays whom for what in the tests, and readers that know nothing of how the files were made.

use super::{Bill, Buyer, Line, Seller, Vat};
use crate::{features::payments::read_statement, money::Money};
use chrono::NaiveDate;

/// A day written as ISO 8601.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A company with an account in a real bank; the account itself is invented, with a right key.
pub fn seller() -> Seller {
    Seller {
        name: "ООО «Три кита»".to_owned(),
        inn: "7707083893".to_owned(),
        kpp: Some("770101001".to_owned()),
        address: Some("105064, г. Москва, ул. Земляной Вал, д. 9, помещ. 3/1".to_owned()),
        bank: "ПАО Сбербанк".to_owned(),
        bank_city: Some("г. Москва".to_owned()),
        bik: "044525225".to_owned(),
        account: "40702810538000005024".to_owned(),
        corr_account: Some("30101810400000000225".to_owned()),
        director: Some("Иванов И. И.".to_owned()),
        accountant: Some("Петрова А. С.".to_owned()),
        vat: Vat::Without,
    }
}

/// An association of flat owners.
pub fn buyer() -> Buyer {
    Buyer {
        name: "ТСН «Ромашка»".to_owned(),
        inn: "5029069967".to_owned(),
        kpp: Some("502901001".to_owned()),
        account: None,
    }
}

/// Two lines, 12 345 roubles 60 kopecks.
pub fn bill() -> Bill {
    Bill {
        number: "118".to_owned(),
        issued_on: day("2026-05-15"),
        due_on: day("2026-05-25"),
        period: Some(day("2026-06-01")),
        sum: Money::from_kopecks(1_234_560),
        lines: vec![
            Line {
                name: "Абонентская плата за обслуживание системы контроля доступа, июнь 2026".to_owned(),
                quantity: 1.into(),
                unit: "мес.".to_owned(),
                price: Money::from_rubles(9_000),
                sum: Money::from_rubles(9_000),
            },
            Line {
                name: "Ключ доступа".to_owned(),
                quantity: 12.into(),
                unit: "шт.".to_owned(),
                price: Money::from_kopecks(27_880),
                sum: Money::from_kopecks(334_560),
            },
        ],
    }
}

/// What a reader of PDF files finds on every sheet, in one line with single spaces.
pub fn sheets(file: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(file).unwrap();
    let sheets = document.get_pages();
    let text = |number: &u32| document.extract_text(&[*number]).unwrap();
    sheets.keys().map(|number| text(number).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// The bytes of a code in a PNG file.
pub fn scanned(png: &[u8]) -> Vec<u8> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let (width, height) = (info.width as usize, info.height as usize);
    let dark = |x: usize, y: usize| pixels[y * info.line_size + x / 8] & (0x80 >> (x % 8)) == 0;
    let mut image = rqrr::PreparedImage::prepare_from_bitmap(width, height, dark);
    let mut bytes = Vec::new();
    image.detect_grids()[0].decode_to(&mut bytes).unwrap();
    bytes
}

/// Sums and purposes of a payment order, as our reader of statements finds them.
pub fn banked(order: &[u8], account: &str) -> Vec<(Money, String)> {
    let told = read_statement(order, &[account.to_owned()]).unwrap();
    told.incoming.into_iter().map(|operation| (operation.sum, operation.purpose)).collect()
}
