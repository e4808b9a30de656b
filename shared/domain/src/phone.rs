//! Telephone numbers of people.

use crate::line_text::is_invisible;

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
    /// Parses what people write, and what programs and pages put into it for looks: spaces, brackets, dashes and what is not
    /// seen are left out, a leading 8 of Russia becomes +7.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let signs: String = text.chars().filter(|sign| !is_between(*sign)).collect();
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

/// What stands between digits and says nothing.
fn is_between(sign: char) -> bool {
    let is_dash = matches!(sign, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}');
    is_dash || matches!(sign, '(' | ')') || sign.is_whitespace() || is_invisible(sign)
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
    fn what_a_page_or_a_program_puts_between_the_digits_is_left_out() {
        for text in [
            "\u{202a}+7\u{a0}917\u{202f}123\u{2011}45\u{2011}67\u{202c}",
            "8\u{2009}(917)\u{2009}123\u{2013}45\u{2014}67",
            "\u{feff}7\u{200b}917\u{2212}123\u{ad}45\u{ff0d}67\t\n",
        ] {
            assert_eq!(Phone::parse(text).unwrap().as_str(), "+79171234567", "{text:?}");
        }
    }

    #[test]
    fn what_cannot_be_called_is_refused() {
        for text in [
            "",
            "123",
            "+7917",
            "917 123-45-67",
            "+7917123456a",
            "٠٩١٧١٢٣٤٥٦٧",
            "+0123456789012",
            "\u{a0}\u{2011}\u{202a}",
            "+7917\u{2022}1234567",
            "8７917123456",
            "++79171234567",
        ] {
            assert_eq!(Phone::parse(text), Err(PhoneError::Malformed), "{text}");
        }
    }
}
