//! Hashes of what is not stored as it is.

use sha2::{Digest, Sha256};

/// SHA-256 in hexadecimal. For secrets of 256 random bits, which need no slow hash.
pub fn sha256(text: &str) -> String {
    let digest: [u8; 32] = Sha256::digest(text).into();
    let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
    digest.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Equality whose time does not depend on where the texts differ.
pub fn equal(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    one.len() == other.len() && one.iter().zip(other).fold(0, |diff, (a, b)| diff | (a ^ b)) == 0
}

/// The stored form of an account's access code: salted with the account, because the codes are short.
pub fn access_code(account: &domain::AccountId, code: &domain::account::AccessCode) -> String {
    sha256(&format!("{account}\0{}", code.as_str()))
}
