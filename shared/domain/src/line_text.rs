//! Text of one line that a person or an accounting system wrote: names, addresses, reasons.

use unicode_normalization::UnicodeNormalization;

crate::refusals! {
    /// Why a text cannot stand in a document.
    pub enum LineTextError {
        Empty = "required", "Заполните это поле.";
        TooLong = "too_long", "Не более 300 знаков.";
        Control = "control_characters", "В тексте есть недопустимые управляющие символы.";
    }
}

/// The longest line that documents and pages are laid out for, in characters.
const LONGEST: usize = 300;

/// One line of text, not empty, at most 300 characters, composed (NFC), without control characters and without
/// the marks that reorder the letters on the screen (so that a name shows what it is).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineText(String);

impl LineText {
    /// Trims, composes and checks the text.
    pub fn parse(text: &str) -> Result<Self, LineTextError> {
        let text: String = text.trim().nfc().collect();
        if text.is_empty() {
            return Err(LineTextError::Empty);
        }
        if text.chars().count() > LONGEST {
            return Err(LineTextError::TooLong);
        }
        if text.chars().any(is_invisible) {
            return Err(LineTextError::Control);
        }
        Ok(Self(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(LineText, LineTextError);

/// Control characters, line separators, characters of no width, and the marks that reorder what is seen.
pub fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Latin and Russian letters; whatever reads the same in another script is none.
pub fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphabetic() || matches!(letter, 'А'..='Я' | 'а'..='я' | 'Ё' | 'ё')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_trimmed_and_composed() {
        assert_eq!(LineText::parse("  и\u{306}од ").unwrap().as_str(), "йод");
    }

    #[test]
    fn nothing_is_not_a_text() {
        assert_eq!(LineText::parse(" \t "), Err(LineTextError::Empty));
    }

    #[test]
    fn controls_and_overrides_are_refused() {
        for text in ["a\0b", "a\nb", "a\u{202e}b", "a\u{2066}b", "\u{200b}", "a\u{200d}b", "\u{61c}a"] {
            assert_eq!(LineText::parse(text), Err(LineTextError::Control), "{text:?}");
        }
    }

    #[test]
    fn three_hundred_characters_fit_and_one_more_does_not() {
        assert!(LineText::parse(&"ю".repeat(300)).is_ok());
        assert_eq!(LineText::parse(&"ю".repeat(301)), Err(LineTextError::TooLong));
    }
}
