use super::digits::digits;

crate::refusals! {
    /// Why a text is not an ОГРН.
    pub enum OgrnError {
        Characters = "ogrn_characters", "ОГРН состоит только из цифр.";
        Length = "ogrn_length", "В ОГРН 13 цифр, в ОГРНИП 15.";
        CheckDigit = "ogrn_check_digit", "Контрольная цифра ОГРН не сходится, проверьте номер.";
    }
}

/// ОГРН of a legal entity (13 digits) or ОГРНИП of an entrepreneur (15): the last digit checks the
/// others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ogrn(String);

impl Ogrn {
    /// Accepts exactly 13 or 15 digits, not beginning with 0, with a right check digit: the
    /// remainder of the number before it by 11 (13 digits) or by 13 (15 digits), its last digit.
    pub fn parse(text: &str) -> Result<Self, OgrnError> {
        let modulus = match digits(text).ok_or(OgrnError::Characters)?.len() {
            13 => 11,
            15 => 13,
            _ => return Err(OgrnError::Length),
        };
        let number: u64 = text.parse().map_err(|_| OgrnError::Characters)?;
        if text.starts_with('0') || number / 10 % modulus % 10 != number % 10 {
            return Err(OgrnError::CheckDigit);
        }
        Ok(Self(text.to_owned()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(Ogrn, OgrnError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_right_check_digits() {
        for text in ["1027700132195", "304500116000157"] {
            assert_eq!(Ogrn::parse(text).map(|number| number.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn refuses_a_wrong_check_digit() {
        assert_eq!(Ogrn::parse("1027700132194"), Err(OgrnError::CheckDigit));
        assert_eq!(Ogrn::parse("304500116000158"), Err(OgrnError::CheckDigit));
        assert_eq!(Ogrn::parse("0000000000000"), Err(OgrnError::CheckDigit));
    }

    #[test]
    fn refuses_other_lengths() {
        assert_eq!(Ogrn::parse("10277001321950"), Err(OgrnError::Length));
    }
}
