//! A person's own name for an attached account.

use crate::text::{Line, TextError};

crate::refusals! {
    /// Why a text cannot name an account.
    pub enum AccountLabelError {
        Empty = "required", "Напишите название или уберите его.";
        TooLong = "too_long", "Название — не более 60 знаков.";
        Control = "control_characters", "В названии есть недопустимые управляющие символы.";
    }
}

/// The longest label that fits into the menu of accounts, in characters.
const LONGEST: usize = 60;

/// «Дача», «Квартира мамы»: one line, 1 to 60 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLabel(Line<LONGEST>);

impl AccountLabel {
    /// Trims, composes and checks the text.
    pub fn parse(text: &str) -> Result<Self, AccountLabelError> {
        Line::parse(text).map(Self).map_err(|error| match error {
            TextError::Empty => AccountLabelError::Empty,
            TextError::TooLong(_) => AccountLabelError::TooLong,
            TextError::Control => AccountLabelError::Control,
        })
    }

    /// The label.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}
crate::text_newtype!(AccountLabel, AccountLabelError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixty_characters_fit_and_one_more_does_not() {
        assert!(AccountLabel::parse(&"ю".repeat(60)).is_ok());
        assert_eq!(AccountLabel::parse(&"ю".repeat(61)), Err(AccountLabelError::TooLong));
        assert_eq!(AccountLabel::parse(&"ю".repeat(301)), Err(AccountLabelError::TooLong));
    }

    #[test]
    fn a_label_is_one_line_that_shows_what_it_is() {
        assert_eq!(AccountLabel::parse(" Дача ").map(|label| label.to_string()), Ok("Дача".to_owned()));
        assert_eq!(AccountLabel::parse(" "), Err(AccountLabelError::Empty));
        assert_eq!(AccountLabel::parse("Да\u{202e}ча"), Err(AccountLabelError::Control));
    }
}
