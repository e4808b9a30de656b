use super::digits::digits;

crate::refusals! {
    /// Why a text is not a БИК.
    pub enum BicError {
        Characters = "bic_characters", "БИК состоит только из цифр.";
        Length = "bic_length", "В БИК 9 цифр.";
    }
}

/// БИК: 9 digits. It has no check digit of its own; the account's control key covers it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bic(String);

impl Bic {
    /// Accepts exactly 9 digits.
    pub fn parse(text: &str) -> Result<Self, BicError> {
        if digits(text).ok_or(BicError::Characters)?.len() != 9 {
            return Err(BicError::Length);
        }
        Ok(Self(text.to_owned()))
    }

    /// Whether it names a bank: participants of the Treasury have other first digits.
    pub(super) fn is_of_bank(&self) -> bool {
        self.0.starts_with("04")
    }

    /// Digits 7 to 9: the bank within its region.
    pub(super) fn bank(&self) -> &str {
        &self.0[6..]
    }

    /// Digits 5 and 6: the branch of the Bank of Russia.
    pub(super) fn branch(&self) -> &str {
        &self.0[4..6]
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(Bic, BicError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_digits_are_a_bic() {
        assert_eq!(Bic::parse("044525225").map(|bic| bic.to_string()), Ok("044525225".to_owned()));
        assert_eq!(Bic::parse("04452522"), Err(BicError::Length));
        assert_eq!(Bic::parse("04452522О"), Err(BicError::Characters), "a letter О");
    }
}
