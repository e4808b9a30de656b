//! E-mail addresses.

crate::refusals! {
    /// Why a text is not an address that mail can be sent to.
    pub enum EmailError {
        Empty = "required", "Укажите электронную почту.";
        TooLong = "email_too_long", "Адрес электронной почты — не более 254 знаков.";
        Malformed = "email_malformed", "Проверьте адрес электронной почты. Он выглядит так: name@example.ru";
    }
}

/// The longest address and its longest part before the `@`, in bytes (RFC 5321).
const LONGEST: usize = 254;
const LONGEST_LOCAL: usize = 64;

/// An address in ASCII, as the person wrote it: `local@domain`, without quotes, comments and address literals.
#[derive(Clone, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// Parses an address.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let email = text.trim_matches(' ');
        if email.is_empty() {
            return Err(EmailError::Empty);
        }
        if email.len() > LONGEST {
            return Err(EmailError::TooLong);
        }
        let good = email.rsplit_once('@').is_some_and(|(local, domain)| is_local(local) && is_domain(domain));
        good.then(|| Self(email.to_owned())).ok_or(EmailError::Malformed)
    }

    /// Equal for addresses that reach the same mailbox as far as anybody can tell: case does not matter.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(Email, EmailError);

/// A person's address never shows in a log.
impl std::fmt::Debug for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Email(…)")
    }
}

/// Words of RFC 5322's `atext` joined by single dots.
fn is_local(local: &str) -> bool {
    let atext = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
    local.len() <= LONGEST_LOCAL && local.split('.').all(|word| !word.is_empty() && word.bytes().all(atext))
}

/// Host name with at least one dot; the last label is no number, so it is no IP address.
fn is_domain(domain: &str) -> bool {
    let labels: Vec<&str> = domain.split('.').collect();
    let top = labels.last().is_some_and(|label| label.len() >= 2 && !label.bytes().all(|byte| byte.is_ascii_digit()));
    labels.len() >= 2 && top && labels.into_iter().all(is_label)
}

fn is_label(label: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&label.len()) && label.bytes().all(allowed) && !label.starts_with('-') && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_and_unusual_addresses_are_good() {
        for text in ["ivanov@example.ru", "i.ivanov+dom@mail.example.co", "o'neil@xn--e1afmkfd.xn--p1ai", "1@2.ru"] {
            assert_eq!(Email::parse(text).unwrap().as_str(), text);
        }
        assert_eq!(Email::parse(" a@example.ru ").unwrap().as_str(), "a@example.ru");
    }

    #[test]
    fn what_no_mail_can_be_sent_to_is_refused() {
        let bad = [
            "a",
            "@example.ru",
            "a@",
            "a@b",
            "a@b.c",
            "a@@b.ru",
            "a b@c.ru",
            ".a@b.ru",
            "a.@b.ru",
            "a..b@c.ru",
            "a@-b.ru",
            "a@b-.ru",
            "a@b..ru",
            "a@127.0.0.1",
            "a@[127.0.0.1]",
            "\"a\"@b.ru",
            "a@b.ru,c@d.ru",
            "<a@b.ru>",
            "a@b.ru.",
            "иван@example.ru",
        ];
        for text in bad {
            assert_eq!(Email::parse(text), Err(EmailError::Malformed), "{text}");
        }
    }

    #[test]
    fn an_address_carries_no_header_into_a_mail() {
        for text in ["a@b.ru\r\nBcc: c@d.ru", "a@b.ru\n", "a\r\n@b.ru", "a@b\0.ru", "a@b.ru\u{2028}"] {
            assert_eq!(Email::parse(text), Err(EmailError::Malformed), "{text:?}");
        }
    }

    #[test]
    fn an_address_has_at_most_254_bytes_and_64_before_the_at() {
        let domain = format!("{}.{}.{}.ru", "b".repeat(63), "c".repeat(63), "d".repeat(59));
        assert!(Email::parse(&format!("{}@{domain}", "a".repeat(63))).is_ok());
        assert_eq!(Email::parse(&format!("{}@{domain}", "a".repeat(64))), Err(EmailError::TooLong));
        assert!(Email::parse(&format!("{}@b.ru", "a".repeat(64))).is_ok());
        assert_eq!(Email::parse(&format!("{}@b.ru", "a".repeat(65))), Err(EmailError::Malformed));
    }

    #[test]
    fn case_makes_no_other_address() {
        assert_eq!(Email::parse("A@Example.RU").unwrap().key(), Email::parse("a@example.ru").unwrap().key());
    }
}
