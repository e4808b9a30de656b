//! Texts of a bounded length: what a person or a company writes for others to read. Whatever is taken shows what it is:
//! it has a letter that is seen, and none that is not.

mod letters;

use unicode_normalization::UnicodeNormalization as _;

use crate::code::{Refusal, serde_error};

pub use letters::{is_invisible, is_letter};

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

impl std::fmt::Display for TextError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for TextError {}

/// One line, not empty, of at most `MOST` characters. What is not seen is refused: names are compared, and whoever loads
/// them can mend them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line<const MOST: usize>(String);

impl<const MOST: usize> Line<MOST> {
    /// Trims, composes and checks the text.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text: String = bounded(text, MOST)?.nfc().collect();
        let seen: String = letters::seen(&text).collect();
        let seen = not_blank(&seen)?;
        if text.chars().count() > MOST {
            return Err(TextError::TooLong(MOST));
        }
        if seen == text && !text.contains('\n') { Ok(Self(text)) } else { Err(TextError::Control) }
    }
}

/// Lines and paragraphs, not empty, of at most `MOST` characters, with `\n` between lines. What nobody sees but a paste
/// from another program brings along is left out: who types here cannot find it. Never shown in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Prose<const MOST: usize>(String);

impl<const MOST: usize> Prose<MOST> {
    /// The most characters.
    pub const LONGEST: usize = MOST;

    /// Tidies and checks the text; every way to end a line becomes one.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = bounded(text, MOST)?.replace("\r\n", "\n");
        let text = text.replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace('\t', " ");
        if text.chars().any(|letter| letter.is_control() && letter != '\n') {
            return Err(TextError::Control);
        }
        let seen: String = letters::seen(&text).nfc().collect();
        let seen = not_blank(&seen)?;
        if seen.chars().count() > MOST { Err(TextError::TooLong(MOST)) } else { Ok(Self(seen.to_owned())) }
    }
}

impl<const MOST: usize> std::fmt::Debug for Prose<MOST> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Prose(…)")
    }
}

/// The text as one line of what is seen, with single spaces. What a person selects on a page has line ends and soft
/// hyphens in it, and nobody can take them out.
pub fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let seen: String = letters::seen(&spaced).nfc().collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Counted first: what is far too long is not brought into order.
fn bounded(text: &str, most: usize) -> Result<&str, TextError> {
    let text = text.trim();
    if text.chars().count() > 4 * most { Err(TextError::TooLong(most)) } else { Ok(text) }
}

fn not_blank(seen: &str) -> Result<&str, TextError> {
    let text = seen.trim();
    if text.is_empty() { Err(TextError::Empty) } else { Ok(text) }
}

/// As [`crate::text_newtype`], for a newtype with a bound.
macro_rules! text_with_bound {
    ($name:ident) => {
        impl<const MOST: usize> $name<MOST> {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl<const MOST: usize> std::fmt::Display for $name<MOST> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<const MOST: usize> std::str::FromStr for $name<MOST> {
            type Err = TextError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
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
text_with_bound!(Line);
text_with_bound!(Prose);

#[cfg(test)]
mod tests;
