crate::refusals! {
    /// Why a text is not a КПП.
    pub enum KppError {
        Characters = "kpp_characters", "КПП состоит из цифр; на пятом и шестом месте могут быть заглавные латинские буквы.";
        Length = "kpp_length", "В КПП 9 знаков.";
    }
}

/// КПП: 9 characters, digits; the fifth and sixth may be Latin capitals.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kpp(String);

impl Kpp {
    /// Accepts exactly 9 characters; a КПП has no check digit.
    pub fn parse(text: &str) -> Result<Self, KppError> {
        let right = text.chars().enumerate().all(|(place, character)| {
            character.is_ascii_digit() || (matches!(place, 4 | 5) && character.is_ascii_uppercase())
        });
        if !right {
            return Err(KppError::Characters);
        }
        if text.len() != 9 {
            return Err(KppError::Length);
        }
        Ok(Self(text.to_owned()))
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(Kpp, KppError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_digits_and_letters_of_the_reason() {
        assert!(Kpp::parse("773601001").is_ok());
        assert!(Kpp::parse("7736AB001").is_ok());
    }

    #[test]
    fn refuses_letters_elsewhere_and_other_lengths() {
        assert_eq!(Kpp::parse("A73601001"), Err(KppError::Characters));
        assert_eq!(Kpp::parse("7736АБ001"), Err(KppError::Characters), "Cyrillic");
        assert_eq!(Kpp::parse("77360100"), Err(KppError::Length));
    }
}
