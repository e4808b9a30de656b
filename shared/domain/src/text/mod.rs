//! Texts of a bounded length: what a person or a company writes for others to read.

use unicode_normalization::UnicodeNormalization as _;

use crate::code::{Refusal, serde_error};
use crate::line_text::is_invisible;

/// Why a text cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextError {
    /// There is nothing in it.
    Empty,
    /// It has more characters than these.
    TooLong(usize),
    /// It holds what cannot be seen, or what reorders the letters on the screen.
    Control,
}

impl Refusal for TextError {
    fn code(&self) -> &'static str {
        match self {
            Self::Empty => "required",
            Self::TooLong(_) => "too_long",
            Self::Control => "control_characters",
        }
    }

    fn message(&self) -> String {
        match self {
            Self::Empty => "Заполните это поле.".to_owned(),
            Self::TooLong(most) => format!("Не более {most} знаков."),
            Self::Control => "В тексте есть недопустимые управляющие символы.".to_owned(),
        }
    }
}

/// One line, not empty, of at most `MOST` characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line<const MOST: usize>(String);

impl<const MOST: usize> Line<MOST> {
    /// Trims, composes and checks the text.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        checked(text.trim().nfc().collect(), MOST, |_| false).map(Self)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Lines and paragraphs, not empty, of at most `MOST` characters, with `\n` between lines. Never shown in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Prose<const MOST: usize>(String);

impl<const MOST: usize> Prose<MOST> {
    /// Trims, composes and checks the text; every way to end a line becomes one.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
        checked(text.trim().nfc().collect(), MOST, |letter| letter == '\n').map(Self)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MOST: usize> std::fmt::Debug for Prose<MOST> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Prose(…)")
    }
}

fn checked(text: String, most: usize, allowed: fn(char) -> bool) -> Result<String, TextError> {
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    if text.chars().count() > most {
        return Err(TextError::TooLong(most));
    }
    let hidden = text.chars().any(|letter| is_invisible(letter) && !allowed(letter));
    if hidden { Err(TextError::Control) } else { Ok(text) }
}

/// As [`crate::text_newtype`], for a newtype with a bound.
macro_rules! bounded {
    ($name:ident) => {
        impl<const MOST: usize> std::fmt::Display for $name<MOST> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<const MOST: usize> serde::Serialize for $name<MOST> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de, const MOST: usize> serde::Deserialize<'de> for $name<MOST> {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::parse(&text).map_err(|refusal| serde_error(&refusal))
            }
        }
    };
}
bounded!(Line);
bounded!(Prose);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_as_long_as_it_may_be_and_no_longer() {
        assert!(Line::<5>::parse(&"ю".repeat(5)).is_ok());
        assert_eq!(Line::<5>::parse(&"ю".repeat(6)), Err(TextError::TooLong(5)));
        assert_eq!(Prose::<5>::parse(&"ю".repeat(6)), Err(TextError::TooLong(5)));
        assert_eq!(TextError::TooLong(5).message(), "Не более 5 знаков.");
    }

    #[test]
    fn prose_has_lines_and_a_line_has_none() {
        assert_eq!(Prose::<20>::parse(" один\r\nдва\rтри ").unwrap().as_str(), "один\nдва\nтри");
        assert_eq!(Line::<20>::parse("один\nдва"), Err(TextError::Control));
    }

    #[test]
    fn nothing_and_what_cannot_be_seen_is_refused() {
        for text in ["", "  ", "\n\n"] {
            assert_eq!(Prose::<20>::parse(text), Err(TextError::Empty), "{text:?}");
        }
        for text in ["a\0b", "a\u{202e}b", "a\u{200b}b", "a\u{2028}b"] {
            assert_eq!(Prose::<20>::parse(text), Err(TextError::Control), "{text:?}");
        }
    }

    #[test]
    fn prose_does_not_show_in_a_log() {
        assert_eq!(format!("{:?}", Prose::<20>::parse("тайна").unwrap()), "Prose(…)");
    }
}
