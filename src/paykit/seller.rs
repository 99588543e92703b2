//! Who is paid: our own company as banks know it, checked so that a slip in the settings never reaches an invoice.

use super::vat::Vat;
use crate::inn;
use serde::{Deserialize, Serialize};

/// A company or an entrepreneur that sells, with its bank account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seller {
    /// As invoices write it: `ООО «Три кита»`.
    pub name: String,
    /// The tax number: 10 digits, or 12 of an entrepreneur.
    pub inn: String,
    /// The code of the reason of registration; an entrepreneur has none.
    pub kpp: Option<String>,
    /// The legal address.
    pub address: Option<String>,
    /// The bank's name.
    pub bank: String,
    /// The bank's city.
    pub bank_city: Option<String>,
    /// The bank's code: 9 digits.
    pub bik: String,
    /// The settlement account: 20 characters.
    pub account: String,
    /// The bank's correspondent account; a bank served by the treasury has none.
    pub corr_account: Option<String>,
    /// Who signs as the head: `Иванов И. И.`
    pub director: Option<String>,
    /// Who signs as the accountant.
    pub accountant: Option<String>,
    /// What is said of VAT.
    pub vat: Vat,
}

/// Which detail is wrong and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip {
    /// The field of [`Seller`].
    pub field: &'static str,
    /// What it should be.
    pub needed: &'static str,
}

impl Seller {
    /// The first detail that cannot be right.
    pub fn check(&self) -> Result<(), Slip> {
        let slip = |field, needed| Err(Slip { field, needed });
        if self.name.trim().is_empty() {
            return slip("name", "the seller's name is needed");
        }
        if !inn::is_valid(&self.inn) {
            return slip("inn", "10 or 12 digits with right check digits are needed");
        }
        match self.kpp.as_deref() {
            Some(_) if self.inn.len() == 12 => return slip("kpp", "an entrepreneur has none"),
            Some(kpp) if !is_kpp(kpp) => return slip("kpp", "9 characters such as 770101001 are needed"),
            None if self.inn.len() == 10 => return slip("kpp", "a company has one: 9 characters such as 770101001"),
            _ => {}
        }
        if self.bank.trim().is_empty() {
            return slip("bank", "the bank's name is needed");
        }
        if !is_bik(&self.bik) {
            return slip("bik", "9 digits are needed");
        }
        if !is_account(&self.account, &self.bik) {
            return slip("account", "20 digits whose control key fits the BIK are needed");
        }
        match self.corr_account.as_deref() {
            Some(account) if !is_corr_account(account, &self.bik) => {
                slip("corr_account", "20 digits whose control key fits the BIK are needed")
            }
            _ => Ok(()),
        }
    }

    /// The bank as invoices write it: with its city.
    pub fn bank_with_city(&self) -> String {
        match &self.bank_city {
            Some(city) => format!("{}, {city}", self.bank),
            None => self.bank.clone(),
        }
    }
}

/// Nine characters: the tax office, two digits or capital letters of the reason, a number (order ММВ-7-6/435@).
pub fn is_kpp(kpp: &str) -> bool {
    let digit = |at: usize, byte: u8| byte.is_ascii_digit() || ((4..6).contains(&at) && byte.is_ascii_uppercase());
    kpp.len() == 9 && kpp.bytes().enumerate().all(|(at, byte)| digit(at, byte))
}

/// Nine digits.
pub fn is_bik(bik: &str) -> bool {
    bik.len() == 9 && bik.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the control key of a settlement account fits the bank: by the last three digits of its BIK.
pub fn is_account(account: &str, bik: &str) -> bool {
    is_bik(bik) && key_fits(&bik[6..], account)
}

/// Whether the control key of a correspondent account fits the bank: by `0` and the fifth and sixth digits of its BIK.
pub fn is_corr_account(account: &str, bik: &str) -> bool {
    is_bik(bik) && key_fits(&format!("0{}", &bik[4..6]), account)
}

/// The control key (Bank of Russia, 8 September 1997, № 515): three digits of the bank and the account, weighed 7-1-3,
/// add up to a whole ten. In the sixth place clearing currencies have a letter.
fn key_fits(bank: &str, account: &str) -> bool {
    if account.len() != 20 || !account.is_ascii() {
        return false;
    }
    let digit = |(at, c): (usize, char)| match c {
        '0'..='9' => c.to_digit(10),
        _ if at == 3 + 5 => "ABCEHKMPTX".find(c).and_then(|value| u32::try_from(value).ok()),
        _ => None,
    };
    let digits: Option<Vec<u32>> = bank.chars().chain(account.chars()).enumerate().map(digit).collect();
    digits.is_some_and(|digits| {
        let sum: u32 = digits.iter().zip([7, 1, 3].iter().cycle()).map(|(digit, weight)| digit * weight % 10).sum();
        sum.is_multiple_of(10)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paykit::samples::seller;
    use proptest::prelude::*;

    #[test]
    fn a_company_and_an_entrepreneur_are_right() {
        assert_eq!(seller().check(), Ok(()));
        let entrepreneur = Seller { inn: "500100732259".to_owned(), kpp: None, corr_account: None, ..seller() };
        assert_eq!(entrepreneur.check(), Ok(()));
    }

    #[test]
    fn a_slip_is_told_with_its_field() {
        let some = |text: &str| Some(text.to_owned());
        for (field, wrong) in [
            ("name", Seller { name: " ".to_owned(), ..seller() }),
            ("inn", Seller { inn: "7707083894".to_owned(), ..seller() }),
            ("kpp", Seller { kpp: some("77010100"), ..seller() }),
            ("kpp", Seller { kpp: None, ..seller() }),
            ("kpp", Seller { inn: "500100732259".to_owned(), ..seller() }),
            ("bank", Seller { bank: String::new(), ..seller() }),
            ("bik", Seller { bik: "04452522".to_owned(), ..seller() }),
            ("account", Seller { bik: "044525593".to_owned(), ..seller() }),
            ("corr_account", Seller { corr_account: some("30101810400000000226"), ..seller() }),
        ] {
            assert_eq!(wrong.check().unwrap_err().field, field);
        }
    }

    #[test]
    fn known_banks_have_known_correspondent_accounts() {
        for (bik, account) in [
            ("044525225", "30101810400000000225"),
            ("044525593", "30101810200000000593"),
            ("044525187", "30101810700000000187"),
            ("044525974", "30101810145250000974"),
        ] {
            assert!(is_corr_account(account, bik), "{bik}");
            assert!(!is_account(account, bik), "{bik}: a settlement account has a key of its own");
        }
    }

    #[test]
    fn only_the_shape_of_a_number_is_taken() {
        for (kpp, right) in
            [("770101001", true), ("7701AB001", true), ("77010100А", false), ("A70101001", false), ("7701ab001", false)]
        {
            assert_eq!(is_kpp(kpp), right, "{kpp}");
        }
        assert!(!is_bik("04452522Б") && !is_bik("0445252255") && is_bik("044525225"));
        assert!(!is_account("4070281000000000000٣", "044525225") && !is_account("", "044525225"));
    }

    #[test]
    fn an_account_in_a_clearing_currency_has_a_letter() {
        let keys = (0..10).map(|key| format!("40702A10{key}00000000001"));
        let right: Vec<String> = keys.filter(|account| is_account(account, "044525225")).collect();
        assert_eq!(right.len(), 1, "{right:?}");
        assert!(is_account(&right[0].replace('A', "0"), "044525225"), "A is counted as 0");
        assert!(!is_account(&right[0].replace('A', "D"), "044525225"));
    }

    proptest! {
        #[test]
        fn one_key_of_ten_fits_and_any_changed_digit_shows(
            bik in "[0-9]{9}", before in "[0-9]{8}", after in "[0-9]{11}", at in 0_usize..20, by in 1_u8..10,
        ) {
            let accounts = (0..10).map(|key| format!("{before}{key}{after}"));
            let right: Vec<String> = accounts.filter(|account| is_account(account, &bik)).collect();
            prop_assert_eq!(right.len(), 1);
            let mut changed = right[0].clone().into_bytes();
            changed[at] = b'0' + (changed[at] - b'0' + by) % 10;
            prop_assert!(!is_account(std::str::from_utf8(&changed).unwrap(), &bik));
        }
    }
}
