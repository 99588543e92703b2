//! `[seller]`: who is paid. Without it clients get no pay kit with their invoices.

use super::Wrong;
use crate::paykit::{Slip, Vat};
use serde::Deserialize;

/// `[seller]`. All of it may be left out; if anything is set, whatever an invoice cannot do without is needed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Seller {
    /// As invoices write it: `ООО «Три кита»`.
    pub name: String,
    /// The tax number: 10 digits, or 12 of an entrepreneur.
    pub inn: String,
    /// The code of the reason of registration; an entrepreneur has none.
    pub kpp: String,
    /// The legal address; may be left out.
    pub address: String,
    /// The bank's name.
    pub bank: String,
    /// The bank's city; may be left out.
    pub bank_city: String,
    /// The bank's code: 9 digits.
    pub bik: String,
    /// The settlement account: 20 characters; spaces and dots do not matter.
    pub account: String,
    /// The bank's correspondent account.
    pub corr_account: String,
    /// Who signs as the head; may be left out.
    pub director: String,
    /// Who signs as the accountant; may be left out.
    pub accountant: String,
    /// `Без НДС` or `НДС 22 %`.
    pub vat: String,
}

impl Seller {
    pub(super) fn check(&self) -> Result<(), Wrong> {
        self.seller().map(drop)
    }

    /// Who is paid; `None` if nothing is set.
    pub fn seller(&self) -> Result<Option<crate::paykit::Seller>, Wrong> {
        if self.values().iter().all(|value| value.trim().is_empty()) {
            return Ok(None);
        }
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let digits = |text: &str| text.replace([' ', '\u{a0}', '.'], "");
        let vat = Vat::parse(&self.vat)
            .ok_or_else(|| Wrong("seller.vat: 'Без НДС' or a rate such as 'НДС 22 %' is needed".to_owned()))?;
        let seller = crate::paykit::Seller {
            name: self.name.trim().to_owned(),
            inn: digits(&self.inn),
            kpp: some(&digits(&self.kpp)),
            address: some(&self.address),
            bank: self.bank.trim().to_owned(),
            bank_city: some(&self.bank_city),
            bik: digits(&self.bik),
            account: digits(&self.account),
            corr_account: some(&digits(&self.corr_account)),
            director: some(&self.director),
            accountant: some(&self.accountant),
            vat,
        };
        seller.check().map_err(|Slip { field, needed }| Wrong(format!("seller.{field}: {needed}")))?;
        Ok(Some(seller))
    }

    fn values(&self) -> [&str; 12] {
        [
            &self.name,
            &self.inn,
            &self.kpp,
            &self.address,
            &self.bank,
            &self.bank_city,
            &self.bik,
            &self.account,
            &self.corr_account,
            &self.director,
            &self.accountant,
            &self.vat,
        ]
    }
}

#[cfg(test)]
mod tests {
    use crate::{config::Config, paykit::Vat};

    const WHOLE: &str = "[seller]\nname = 'ООО «Три кита»'\ninn = '7707083893'\nkpp = '770101001'\nbank = 'ПАО Сбербанк'\n\
                         bik = '044525225'\naccount = '40702.810.5.38000005024'\n\
                         corr_account = '30101 810 4 00000000225'\nvat = 'Без НДС'\n";

    #[test]
    fn without_a_seller_there_is_none_and_with_one_it_is_whole() {
        assert_eq!(Config::default().seller.seller().unwrap(), None);
        let seller = Config::from_sources(Some(WHOLE), []).unwrap().seller.seller().unwrap().unwrap();
        assert_eq!((seller.account.as_str(), seller.vat), ("40702810538000005024", Vat::Without));
        assert_eq!((seller.address, seller.kpp.as_deref()), (None, Some("770101001")));
    }

    #[test]
    fn a_wrong_or_missing_setting_of_the_seller_is_named() {
        for (from, to, named) in [
            ("inn = '7707083893'", "inn = '7707083894'", "seller.inn: "),
            ("kpp = '770101001'\n", "", "seller.kpp: "),
            ("bik = '044525225'", "bik = '044525593'", "seller.account: "),
            ("00000000225'", "00000000226'", "seller.corr_account: "),
            ("vat = 'Без НДС'", "vat = 'НДС 21 %'", "seller.vat: "),
            ("vat = 'Без НДС'", "", "seller.vat: "),
            ("name = 'ООО «Три кита»'\n", "", "seller.name: "),
            ("bank = 'ПАО Сбербанк'\n", "", "seller.bank: "),
        ] {
            assert!(WHOLE.contains(from), "{from}");
            let said = Config::from_sources(Some(&WHOLE.replace(from, to)), []).unwrap_err().to_string();
            assert!(said.starts_with(named), "{said}");
        }
        let said = Config::from_sources(Some("[seller]\niban = '1'"), []).unwrap_err().to_string();
        assert!(said.contains("iban"), "{said}");
    }
}
