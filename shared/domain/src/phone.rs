//! Telephone numbers of people.

crate::refusals! {
    /// Why a text is no number that a message can be sent to.
    pub enum PhoneError {
        Malformed = "phone_malformed", "Укажите номер телефона, например +7 917 123-45-67.";
    }
}

/// Digits of an international number without its plus (E.164).
const LENGTHS: std::ops::RangeInclusive<usize> = 11..=15;

/// A number in international form, `+79171234567`.
#[derive(Clone, PartialEq, Eq)]
pub struct Phone(String);

impl Phone {
    /// Parses what people write: spaces, brackets and hyphens are left out, a leading 8 of Russia becomes +7.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let signs: String = text.chars().filter(|sign| !matches!(sign, ' ' | '(' | ')' | '-')).collect();
        let digits = signs.strip_prefix('+').map(str::to_owned).or_else(|| russian(&signs));
        let good = |digits: &String| {
            LENGTHS.contains(&digits.len()) && !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit())
        };
        digits.filter(good).map(|digits| Self(format!("+{digits}"))).ok_or(PhoneError::Malformed)
    }

    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(Phone, PhoneError);

/// A person's number never shows in a log.
impl std::fmt::Debug for Phone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Phone(…)")
    }
}

/// Eleven digits that begin with the 8 or the 7 of a Russian number.
fn russian(signs: &str) -> Option<String> {
    let rest = signs.strip_prefix(['7', '8']).filter(|rest| rest.len() == 10)?;
    Some(format!("7{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_write_the_same_number_in_many_ways() {
        for text in ["+79171234567", "8 (917) 123-45-67", "7 917 123 45 67"] {
            assert_eq!(Phone::parse(text).unwrap().as_str(), "+79171234567", "{text}");
        }
    }

    #[test]
    fn what_cannot_be_called_is_refused() {
        for text in ["", "123", "+7917", "917 123-45-67", "+7917123456a", "٠٩١٧١٢٣٤٥٦٧", "+0123456789012"] {
            assert_eq!(Phone::parse(text), Err(PhoneError::Malformed), "{text}");
        }
    }
}
