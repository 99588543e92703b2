//! The QR code with the details of a payment, ГОСТ Р 56042-2014: for those whose bank reads it.
//!
//! The standard speaks of payers who are persons, but banks of companies read it too. It is no code of СБП.

use super::{
    Bill, Buyer, Seller,
    plain::{legible, one_line, shortened, windows_1251},
};
use qrcode::{Color, EcLevel, QrCode, Version, bits::Bits};

/// Characters of the payee's name, of the bank's and of the document's number (ГОСТ Р 56042-2014, tables 2 and 3).
const NAME: usize = 160;
const BANK: usize = 45;
const NUMBER: usize = 15;
/// Bytes of the mandatory part, the 8 of the service part not counted.
const MANDATORY: usize = 300;
/// White modules around the code (ISO/IEC 18004).
const QUIET: usize = 4;
/// Pixels of a module.
const SCALE: usize = 8;

/// The bytes of the code: UTF-8 (`ST00012`), or windows-1251 (`ST00011`) if the mandatory part is too long in UTF-8.
///
/// Names longer than the standard allows lose their last words; then windows-1251, a byte a character, always fits.
pub fn payload(seller: &Seller, buyer: &Buyer, bill: &Bill, purpose: &str) -> Vec<u8> {
    let mandatory = vec![
        ("Name", one_line(&seller.name)),
        ("PersonalAcc", seller.account.clone()),
        ("BankName", one_line(&seller.bank_with_city())),
        ("BIC", seller.bik.clone()),
        ("CorrespAcc", seller.corr_account.clone().unwrap_or_else(|| "0".to_owned())),
    ];
    let mut optional = vec![
        ("Sum", bill.sum.kopecks().to_string()),
        ("Purpose", one_line(purpose)),
        ("PayeeINN", seller.inn.clone()),
        ("PayerINN", buyer.inn.clone()),
    ];
    optional.extend(seller.kpp.clone().map(|kpp| ("KPP", kpp)));
    let number = one_line(&bill.number);
    // A number cut short would be that of another invoice.
    if number.chars().count() <= NUMBER {
        optional.push(("DocNo", number));
    }
    optional.push(("DocDate", bill.issued_on.format("%d.%m.%Y").to_string()));
    encoded(mandatory, optional)
}

/// Names and values of the standard, in their order.
type Fields = Vec<(&'static str, String)>;

fn encoded(mut mandatory: Fields, mut optional: Fields) -> Vec<u8> {
    shorten(&mut mandatory);
    let fits = 2 + joined(&mandatory, "|").len() <= MANDATORY;
    if !fits {
        for (_, value) in mandatory.iter_mut().chain(&mut optional) {
            *value = legible(value);
        }
        // What windows-1251 lacks may have become longer.
        shorten(&mut mandatory);
    }
    let separator = separator(&mut mandatory, &mut optional);
    mandatory.extend(optional);
    let charset = if fits { '2' } else { '1' };
    let text = format!("ST0001{charset}{separator}{}", joined(&mandatory, &separator.to_string()));
    if fits { text.into_bytes() } else { windows_1251(&text) }
}

fn shorten(mandatory: &mut Fields) {
    for (name, value) in mandatory {
        match *name {
            "Name" => *value = shortened(value, NAME),
            "BankName" => *value = shortened(value, BANK),
            _ => {}
        }
    }
}

fn joined(fields: &Fields, separator: &str) -> String {
    fields.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(separator)
}

/// A mark that no value has: `|` or, if it is taken, another one. If all are taken, values lose their `|`.
fn separator(mandatory: &mut Fields, optional: &mut Fields) -> char {
    let taken = |c: char| mandatory.iter().chain(optional.iter()).any(|(_, value)| value.contains(c));
    if let Some(free) = "|~^_;$!*&%@#\\`{}[]<>?+'\",:/()-.".chars().find(|c| !taken(*c)) {
        return free;
    }
    for (_, value) in mandatory.iter_mut().chain(optional) {
        *value = value.replace('|', "/");
    }
    '|'
}

/// A QR code: dark and light modules without the white border.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    width: usize,
    dark: Vec<bool>,
}

impl Matrix {
    /// The smallest code that holds these bytes as they are, with level M of correction. `None`: over 2331 bytes.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let code = (1..=40).find_map(|version| {
            let mut bits = Bits::new(Version::Normal(version));
            bits.push_byte_data(bytes).ok()?;
            bits.push_terminator(EcLevel::M).ok()?;
            QrCode::with_bits(bits, EcLevel::M).ok()
        })?;
        let width = code.width();
        Some(Self { width, dark: code.into_colors().into_iter().map(|color| color == Color::Dark).collect() })
    }

    /// Modules of a side.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Whether a module is dark; outside all are light.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.width && y < self.width && self.dark[y * self.width + x]
    }

    /// A black-and-white PNG with the white border, 8 pixels a module.
    pub fn png(&self) -> Option<Vec<u8>> {
        let side = (self.width + 2 * QUIET) * SCALE;
        let mut rows = Vec::with_capacity(side * side / 8);
        for y in 0..self.width + 2 * QUIET {
            // A module is a byte of eight pixels.
            let row = (0..self.width + 2 * QUIET).map(|x| {
                let dark = x >= QUIET && y >= QUIET && self.is_dark(x - QUIET, y - QUIET);
                if dark { 0x00 } else { 0xff }
            });
            let row: Vec<u8> = row.collect();
            for _ in 0..SCALE {
                rows.extend_from_slice(&row);
            }
        }
        let side = u32::try_from(side).ok()?;
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, side, side);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::One);
        let mut writer = encoder.write_header().ok()?;
        writer.write_image_data(&rows).ok()?;
        writer.finish().ok()?;
        Some(file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        money::Money,
        paykit::{
            purpose,
            samples::{bill, buyer, scanned, seller},
        },
    };
    use encoding_rs::WINDOWS_1251;
    use proptest::prelude::*;

    /// The fields of a code, split as its fifth to eighth bytes say.
    fn read(bytes: &[u8]) -> Vec<(String, String)> {
        let text = match &bytes[..7] {
            b"ST00012" => String::from_utf8(bytes.to_vec()).unwrap(),
            b"ST00011" => WINDOWS_1251.decode(bytes).0.into_owned(),
            other => panic!("{other:?}"),
        };
        let separator = text[7..].chars().next().unwrap();
        let pair = |field: &str| field.split_once('=').map(|(key, value)| (key.to_owned(), value.to_owned())).unwrap();
        text[8..].split(separator).map(pair).collect()
    }

    fn value(fields: &[(String, String)], key: &str) -> String {
        fields.iter().find(|(known, _)| known == key).map(|(_, value)| value.clone()).unwrap()
    }

    /// The standard's own example; it ends with one more separator, which only stands between the parts.
    #[test]
    fn the_example_of_the_standard_is_reproduced() {
        let example = "ST00012|Name=ООО «Три кита»|PersonalAcc=40702810138250123017|BankName=ОАО \"БАНК\"|BIC=044525225|\
                       CorrespAcc=30101810965770000413|";
        let seller = Seller {
            account: "40702810138250123017".to_owned(),
            bank: "ОАО \"БАНК\"".to_owned(),
            bank_city: None,
            corr_account: Some("30101810965770000413".to_owned()),
            ..seller()
        };
        let made = String::from_utf8(payload(&seller, &buyer(), &bill(), "Оплата")).unwrap();
        assert!(made.starts_with(example), "{made}");
        let rest = "Sum=1234560|Purpose=Оплата|PayeeINN=7707083893|PayerINN=5029069967|KPP=770101001|DocNo=118|\
                    DocDate=15.05.2026";
        assert_eq!(&made[example.len()..], rest);
    }

    #[test]
    fn another_reader_reads_the_picture() {
        let purpose = purpose(&bill(), seller().vat);
        let bytes = payload(&seller(), &buyer(), &bill(), &purpose);
        let png = Matrix::of(&bytes).unwrap().png().unwrap();
        assert_eq!(scanned(&png), bytes);
        assert_eq!(value(&read(&bytes), "Purpose"), purpose);
    }

    #[test]
    fn a_long_name_is_told_in_windows_1251_and_a_longer_one_loses_words() {
        let long = Seller {
            name: format!("Общество {}", "с ограниченной ответственностью ".repeat(4)), ..seller()
        };
        let bytes = payload(&long, &buyer(), &bill(), "Оплата");
        assert!(bytes.starts_with(b"ST00011|"));
        assert_eq!(value(&read(&bytes), "Name"), long.name.trim());
        assert_eq!(scanned(&Matrix::of(&bytes).unwrap().png().unwrap()), bytes);
        let longer = Seller {
            name: "Общество с ограниченной ответственностью ".repeat(9), ..seller()
        };
        let name = value(&read(&payload(&longer, &buyer(), &bill(), "Оплата")), "Name");
        assert!(name.chars().count() <= 160 && name.ends_with(" с ограниченной"), "{name}");
    }

    #[test]
    fn a_value_never_breaks_the_code() {
        let odd = Seller { name: "А|Б~В".to_owned(), corr_account: None, ..seller() };
        let bytes = payload(&odd, &buyer(), &bill(), "Оплата");
        assert!(bytes.starts_with(b"ST00012^"));
        assert_eq!(
            (value(&read(&bytes), "Name"), value(&read(&bytes), "CorrespAcc")),
            ("А|Б~В".to_owned(), "0".to_owned())
        );
        let all: String = (' '..='~').filter(|c| !c.is_alphanumeric()).collect();
        let odd = Seller { name: format!("А{all}"), ..odd };
        assert_eq!(value(&read(&payload(&odd, &buyer(), &bill(), "")), "Name"), format!("А{all}").replace('|', "/"));
        let numbered = Bill { number: "0000-0000-0000-0118".to_owned(), ..bill() };
        assert!(!read(&payload(&seller(), &buyer(), &numbered, "")).iter().any(|(key, _)| key == "DocNo"));
    }

    #[test]
    fn too_many_bytes_are_no_code() {
        assert!(Matrix::of(&[b'x'; 2331]).is_some() && Matrix::of(&[b'x'; 2332]).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_code_is_within_the_rules(name in "[\\PC\n]{1,200}", bank in "\\PC{1,60}", kopecks in 1_i64..=i64::MAX) {
            let seller = Seller { name, bank, ..seller() };
            let bill = Bill { sum: Money::from_kopecks(kopecks), ..bill() };
            let bytes = payload(&seller, &buyer(), &bill, "Оплата по счёту");
            let fields = read(&bytes);
            prop_assert_eq!(value(&fields, "Sum"), kopecks.to_string());
            prop_assert_eq!(value(&fields, "PersonalAcc"), seller.account);
            prop_assert_eq!(value(&fields, "Purpose"), "Оплата по счёту");
            let end = bytes.windows(4).position(|part| part == b"Sum=").unwrap();
            prop_assert!(end - 8 <= 300, "{} bytes", end - 8);
            prop_assert!(Matrix::of(&bytes).is_some());
        }
    }
}
