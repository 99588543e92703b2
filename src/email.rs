//! An e-mail address: parsed once, safe to be written into a header ever after.

use lettre::Address;
use std::fmt;

/// The longest address, bytes (RFC 5321, 4.5.3.1.3 without its brackets).
const LONGEST: usize = 254;

/// A valid address in ASCII and lower case: `buh@example.ru`, `buh@xn--e1afmkfd.xn--p1ai`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

/// Why words are no address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// They do not look like one.
    Form,
    /// The part before `@` has letters that mail servers do not take: Cyrillic ones.
    Letters,
    /// There is no such domain, nor can there be.
    Domain,
}

impl Email {
    /// Reads an address as people write it: with spaces around it, with `mailto:`, in brackets, with a Cyrillic domain.
    pub fn parse(text: &str) -> Result<Self, Unfit> {
        let text = text.trim();
        let text = text.strip_prefix("mailto:").unwrap_or(text);
        let text = text.strip_prefix('<').and_then(|inner| inner.strip_suffix('>')).unwrap_or(text);
        let (local, domain) = text.rsplit_once('@').ok_or(Unfit::Form)?;
        if local.is_empty() || domain.is_empty() || text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(Unfit::Form);
        }
        if !local.is_ascii() {
            return Err(Unfit::Letters);
        }
        let domain = idna::domain_to_ascii_strict(domain).map_err(|_| Unfit::Domain)?;
        let top = domain.rsplit_once('.').map(|(_, top)| top).ok_or(Unfit::Domain)?;
        if top.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Unfit::Domain);
        }
        let address = format!("{}@{domain}", local.to_ascii_lowercase());
        // Quoted parts are lawful and never used: nothing that ends a header may hide in one.
        if local.contains(['"', '\\']) || address.len() > LONGEST || address.parse::<Address>().is_err() {
            return Err(Unfit::Form);
        }
        Ok(Self(address))
    }

    /// In ASCII.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands behind `@`, in ASCII.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// As people read it: `buh@пример.рф`.
    pub fn human(&self) -> String {
        let (local, domain) = self.0.rsplit_once('@').unwrap_or_default();
        format!("{local}@{}", idna::domain_to_unicode(domain).0)
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_people_write_it() {
        let read = |text| Email::parse(text).map(|email| email.as_str().to_owned());
        assert_eq!(read(" Buh@Example.RU ").as_deref(), Ok("buh@example.ru"));
        assert_eq!(read("mailto:a.b+c@mail.example.ru").as_deref(), Ok("a.b+c@mail.example.ru"));
        assert_eq!(read("<buh@example.ru>").as_deref(), Ok("buh@example.ru"));
        assert_eq!(read("buh@Пример.рф").as_deref(), Ok("buh@xn--e1afmkfd.xn--p1ai"));
        assert_eq!(Email::parse("buh@пример.рф").unwrap().human(), "buh@пример.рф");
    }

    #[test]
    fn what_is_none_says_why() {
        for text in ["", "buh", "@example.ru", "buh@", "a b@example.ru", "a@b@example.ru", "a@b.ru, c@d.ru", ".a@b.ru"]
        {
            assert_eq!(Email::parse(text), Err(Unfit::Form), "{text}");
        }
        assert_eq!(Email::parse("бух@example.ru"), Err(Unfit::Letters));
        for text in ["a@localhost", "a@127.0.0.1", "a@[127.0.0.1]", "a@-x.ru", "a@x..ru", "a@x_y.ru"] {
            assert_eq!(Email::parse(text), Err(Unfit::Domain), "{text}");
        }
    }

    #[test]
    fn nothing_of_a_header_gets_in() {
        for text in [
            "a@b.ru\r\nBcc: c@d.ru",
            "a\r\nRCPT TO:<c@d.ru>@b.ru",
            "\"a\r\n\"@b.ru",
            "\"a b\"@c.ru",
            "a@b.ru>\r\nDATA",
            "a\0@b.ru",
        ] {
            assert!(Email::parse(text).is_err(), "{text:?}");
        }
        let long = format!("{}@{}.ru", "a".repeat(64), vec!["b".repeat(60); 4].join("."));
        assert!(Email::parse(&long).is_err());
    }
}
