//! Identifiers. Opaque to everybody outside; an account's id also tells which organization it belongs to, so
//! that every key of a resident's page follows from the token and the path.

use sha2::{Digest, Sha256};

use crate::account::AccountNumber;

/// Crockford's base 32 in lower case: no letters that people take for digits.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const ORGANIZATION_LENGTH: usize = 12;
const LOCAL_LENGTH: usize = 20;
/// Digits of an account's id.
pub(crate) const ACCOUNT_LENGTH: usize = ORGANIZATION_LENGTH + LOCAL_LENGTH;
/// Digits that something of an account has of its own.
pub(crate) const OWN_LENGTH: usize = 16;

crate::refusals! {
    /// Why a text is not an identifier.
    pub enum IdError {
        Malformed = "id_malformed", "Такого идентификатора не бывает.";
    }
}

/// A management company.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganizationId(String);

impl OrganizationId {
    /// Makes an id out of random bytes (60 bits are used).
    pub fn from_random(bytes: [u8; 8]) -> Self {
        Self(base32(&bytes, ORGANIZATION_LENGTH))
    }

    /// Reads an id that came back to us.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        is_base32(text, ORGANIZATION_LENGTH).then(|| Self(text.to_owned())).ok_or(IdError::Malformed)
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(OrganizationId, IdError);

/// A personal account: follows from its organization and its number, so it is never looked up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId(String);

impl AccountId {
    /// The id of the account with this number in this organization.
    pub fn of(organization: &OrganizationId, number: &AccountNumber) -> Self {
        let mut hash = Sha256::new();
        hash.update(organization.as_str());
        hash.update([0]);
        hash.update(number.as_str());
        let digest: [u8; 32] = hash.finalize().into();
        Self(format!("{organization}{}", base32(&digest, LOCAL_LENGTH)))
    }

    /// Reads an id that came back to us.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        is_base32(text, ACCOUNT_LENGTH).then(|| Self(text.to_owned())).ok_or(IdError::Malformed)
    }

    /// The account whose id an id of more digits begins with.
    pub(crate) fn head_of(digits: &str) -> Self {
        Self(digits.chars().take(ACCOUNT_LENGTH).collect())
    }

    /// The organization that keeps this account.
    pub fn organization(&self) -> OrganizationId {
        OrganizationId(self.0.chars().take(ORGANIZATION_LENGTH).collect())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(AccountId, IdError);

/// Makes the type of an id that begins with its account's and has 16 digits of its own (48 bits of time, 32 of chance),
/// so that every key of its thing follows from it. Of fixed length, so that in a concatenation it has one end only.
#[macro_export]
macro_rules! id_of_account {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The id of something new of an account; `ordered` is a time-ordered id in base 32, of which the head is
            /// taken.
            pub fn new(account: &$crate::AccountId, ordered: &str) -> Result<Self, $crate::id::IdError> {
                let own = ordered.get(..$crate::id::OWN_LENGTH).ok_or($crate::id::IdError::Malformed)?;
                Self::parse(&format!("{account}{own}"))
            }

            /// Reads an id that came back to us.
            pub fn parse(text: &str) -> Result<Self, $crate::id::IdError> {
                let length = $crate::id::ACCOUNT_LENGTH + $crate::id::OWN_LENGTH;
                let good = $crate::id::is_base32(text, length);
                good.then(|| Self(text.to_owned())).ok_or($crate::id::IdError::Malformed)
            }

            /// The account it belongs to.
            pub fn account(&self) -> $crate::AccountId {
                $crate::AccountId::head_of(&self.0)
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        $crate::text_newtype!($name, $crate::id::IdError);
    };
}

/// A registered person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserId(String);

impl UserId {
    /// Makes an id out of random bytes.
    pub fn from_random(bytes: [u8; 16]) -> Self {
        Self(base32(&bytes, 25))
    }

    /// Reads an id that came back to us.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        is_base32(text, 25).then(|| Self(text.to_owned())).ok_or(IdError::Malformed)
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(UserId, IdError);

/// The text is so many base-32 digits.
pub(crate) fn is_base32(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| ALPHABET.contains(&byte))
}

/// The first `length` base-32 digits of the bytes, most significant bits first.
pub fn base32(bytes: &[u8], length: usize) -> String {
    let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| (byte >> (7 - at % 8)) & 1);
    let digit = |at: usize| (0..5).fold(0_u8, |value, step| (value << 1) | bit(at * 5 + step));
    (0..length).map(|at| char::from(ALPHABET[usize::from(digit(at))])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn organization() -> OrganizationId {
        OrganizationId::from_random([7; 8])
    }

    #[test]
    fn an_account_knows_its_organization() {
        let number = AccountNumber::parse("100200300").unwrap();
        let account = AccountId::of(&organization(), &number);
        assert_eq!(account.organization(), organization());
        assert_eq!(AccountId::parse(account.as_str()), Ok(account));
    }

    #[test]
    fn the_same_number_elsewhere_is_another_account() {
        let number = AccountNumber::parse("100200300").unwrap();
        let elsewhere = OrganizationId::from_random([8; 8]);
        assert_ne!(AccountId::of(&organization(), &number), AccountId::of(&elsewhere, &number));
    }

    #[test]
    fn a_foreign_text_is_no_id() {
        for text in ["", "../etc", "ACCOUNT#1", "abcdefghijkl", "0123456789abc", "0123456789AB"] {
            assert!(OrganizationId::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn base32_takes_five_bits_at_a_time() {
        assert_eq!(base32(&[0xff, 0x00], 3), "zw0");
    }
}
