use super::digits::{digits, weighted_sum};

crate::refusals! {
    /// Why a text is not an ИНН.
    pub enum InnError {
        Characters = "inn_characters", "ИНН состоит только из цифр.";
        Length = "inn_length", "В ИНН 10 или 12 цифр.";
        CheckDigit = "inn_check_digit", "Контрольная цифра ИНН не сходится, проверьте номер.";
    }
}

const WEIGHTS_10: [u32; 9] = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const WEIGHTS_11: [u32; 10] = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const WEIGHTS_12: [u32; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

/// ИНН: 10 digits for a legal entity, 12 for a person; the last one or two are check digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Inn(String);

impl Inn {
    /// Accepts exactly 10 or 12 digits with right check digits.
    ///
    /// A number of zeros alone satisfies the arithmetic and is refused: no region has the code 00.
    pub fn parse(text: &str) -> Result<Self, InnError> {
        let digits = digits(text).ok_or(InnError::Characters)?;
        let right = match digits.len() {
            10 => check_digit(&digits, &WEIGHTS_10),
            12 => check_digit(&digits, &WEIGHTS_11) && check_digit(&digits, &WEIGHTS_12),
            _ => return Err(InnError::Length),
        };
        if !right || text.starts_with("00") {
            return Err(InnError::CheckDigit);
        }
        Ok(Self(text.to_owned()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(Inn, InnError);

/// Whether the digit after the weighted ones is the remainder that it should be.
fn check_digit(digits: &[u32], weights: &[u32]) -> bool {
    let (body, rest) = digits.split_at(weights.len());
    rest.first() == Some(&(weighted_sum(body, weights) % 11 % 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_right_check_digits() {
        for text in ["7707083893", "3628001234", "500100732259"] {
            assert_eq!(Inn::parse(text).map(|number| number.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn refuses_any_single_wrong_digit() {
        for text in ["7707083893", "500100732259"] {
            for place in 0..text.len() {
                let mut bytes = text.as_bytes().to_vec();
                bytes[place] = if bytes[place] == b'9' { b'0' } else { bytes[place] + 1 };
                let changed = String::from_utf8(bytes).unwrap();
                assert_eq!(Inn::parse(&changed), Err(InnError::CheckDigit), "{changed}");
            }
        }
    }

    #[test]
    fn refuses_other_lengths_and_characters() {
        assert_eq!(Inn::parse("77070838930"), Err(InnError::Length));
        assert_eq!(Inn::parse(""), Err(InnError::Length));
        assert_eq!(Inn::parse("770708389З"), Err(InnError::Characters));
        assert_eq!(Inn::parse("٧٧٠٧٠٨٣٨٩٣"), Err(InnError::Characters));
    }

    #[test]
    fn refuses_zeros() {
        assert_eq!(Inn::parse("0000000000"), Err(InnError::CheckDigit));
        assert_eq!(Inn::parse("000000000000"), Err(InnError::CheckDigit));
    }
}
