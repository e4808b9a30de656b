//! Text of several lines that a person wrote: messages, comments.

use unicode_normalization::UnicodeNormalization;

use crate::line_text::is_invisible;

crate::refusals! {
    /// Why a text cannot be sent.
    pub enum LongTextError {
        Empty = "required", "Заполните это поле.";
        TooLong = "too_long", "Не более 4000 знаков.";
        Control = "control_characters", "В тексте есть недопустимые управляющие символы.";
    }
}

/// The longest text, in characters: two pages.
pub const LONGEST: usize = 4000;

/// Lines of text, not empty, at most [`LONGEST`] characters, composed (NFC). What nobody sees but a paste from another
/// program brings along (marks of no width, marks that reorder letters) is left out; joiners stay, because signs like
/// «👩‍👧» are made with them.
#[derive(Clone, PartialEq, Eq)]
pub struct LongText(String);

impl LongText {
    /// Tidies and checks the text.
    pub fn parse(text: &str) -> Result<Self, LongTextError> {
        let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace('\t', " ");
        if text.chars().any(|letter| letter.is_control() && letter != '\n') {
            return Err(LongTextError::Control);
        }
        let is_kept = |letter: &char| matches!(letter, '\n' | '\u{200c}' | '\u{200d}') || !is_invisible(*letter);
        let text: String = text.chars().filter(is_kept).nfc().collect();
        let text = text.trim();
        if text.chars().all(|letter| letter.is_whitespace() || is_invisible(letter)) {
            return Err(LongTextError::Empty);
        }
        if text.chars().count() > LONGEST {
            return Err(LongTextError::TooLong);
        }
        Ok(Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(LongText, LongTextError);

/// What people write never shows in a log.
impl std::fmt::Debug for LongText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LongText(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, LongTextError> {
        LongText::parse(text).map(|text| text.as_str().to_owned())
    }

    #[test]
    fn lines_stay_and_ends_are_trimmed() {
        assert_eq!(read("  Течёт кран.\r\nНа кухне.\tСрочно \n"), Ok("Течёт кран.\nНа кухне. Срочно".into()));
        assert_eq!(read("и\u{306}од"), Ok("йод".into()));
    }

    #[test]
    fn what_nobody_sees_is_left_out() {
        assert_eq!(read("за\u{ad}яв\u{200b}ка \u{202e}123\u{feff}"), Ok("заявка 123".into()));
        assert_eq!(read("👩\u{200d}👧"), Ok("👩\u{200d}👧".into()));
    }

    #[test]
    fn nothing_visible_is_no_text() {
        for text in ["", " \n\t ", "\u{200b}\u{feff}", "\u{200d}\u{200c}"] {
            assert_eq!(read(text), Err(LongTextError::Empty), "{text:?}");
        }
    }

    #[test]
    fn control_characters_are_refused() {
        for text in ["a\0b", "a\u{7}b", "a\u{1b}[0mb"] {
            assert_eq!(read(text), Err(LongTextError::Control), "{text:?}");
        }
    }

    #[test]
    fn four_thousand_characters_fit_and_one_more_does_not() {
        assert!(read(&"ю".repeat(LONGEST)).is_ok());
        assert_eq!(read(&"ю".repeat(LONGEST + 1)), Err(LongTextError::TooLong));
    }
}
