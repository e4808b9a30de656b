//! The id of a payment: its account's id and a part of its own, so that every key of a notification follows from it.

use crate::AccountId;
use crate::id::{IdError, is_base32};

/// Digits of the payment's own part: 48 bits of time, 32 of chance.
const OWN: usize = 16;
/// Digits of an account's id.
const ACCOUNT: usize = 32;

/// A payment. Of fixed length, so that in a concatenation without delimiters it has one end only.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PaymentId(String);

impl PaymentId {
    /// The id of a new payment of an account; `ordered` is a time-ordered id in base 32, of which the head is taken.
    pub fn new(account: &AccountId, ordered: &str) -> Result<Self, IdError> {
        let own = ordered.get(..OWN).ok_or(IdError::Malformed)?;
        Self::parse(&format!("{account}{own}"))
    }

    /// Reads an id that came back to us.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        is_base32(text, ACCOUNT + OWN).then(|| Self(text.to_owned())).ok_or(IdError::Malformed)
    }

    /// The account it is for.
    pub fn account(&self) -> AccountId {
        AccountId::head_of(&self.0)
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(PaymentId, IdError);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OrganizationId;
    use crate::account::AccountNumber;

    #[test]
    fn a_payment_knows_its_account() {
        let organization = OrganizationId::from_random([7; 8]);
        let account = AccountId::of(&organization, &AccountNumber::parse("100200300").unwrap());
        let payment = PaymentId::new(&account, "0123456789abcdefghjkmnpqrs").unwrap();
        assert_eq!((payment.account(), payment.as_str().len()), (account, 48));
        assert_eq!(PaymentId::parse(payment.as_str()), Ok(payment));
    }

    #[test]
    fn a_foreign_text_is_no_payment() {
        for text in ["", "FF790ABCD", "../etc", &"0".repeat(47), &"0".repeat(49), &"A".repeat(48), &"#".repeat(48)] {
            assert!(PaymentId::parse(text).is_err(), "{text}");
        }
    }
}
