//! Secrets of companies that lie in the table: sealed with a key that does not.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use sha2::{Digest as _, Sha256};

use crate::{ApiError, Random};

/// The shortest secret that a key is made of, in characters.
const SHORTEST: usize = 32;

/// The key that companies' secrets are sealed with: 256 bits.
#[derive(Clone)]
pub struct SealingKey([u8; 32]);

/// A secret never shows in a log.
impl std::fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealingKey(…)")
    }
}

/// Why a secret is not sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// Too short to be a generated secret.
    #[error("a sealing key follows from a secret of at least 32 characters")]
    Key,
    /// Another key, another owner, or not as it was sealed.
    #[error("the secret does not open")]
    Closed,
}

impl SealingKey {
    /// A key of these bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The key that follows from a generated secret.
    pub fn parse(secret: &str) -> Result<Self, SealError> {
        let secret = secret.trim();
        (secret.len() >= SHORTEST).then(|| Self(Sha256::digest(secret).into())).ok_or(SealError::Key)
    }

    /// Seals a secret for its owner: for anybody else it does not open.
    pub fn seal(&self, secret: &str, owner: &str, random: &Random) -> Result<String, ApiError> {
        let nonce: [u8; NONCE_LEN] = random.bytes()?;
        let mut text = secret.as_bytes().to_vec();
        let sealed = self.cipher().and_then(|cipher| {
            let aad = Aad::from(owner.as_bytes());
            cipher
                .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut text)
                .map_err(|_| SealError::Closed)
        });
        sealed.map_err(|error| ApiError::internal(&error))?;
        Ok(STANDARD.encode([nonce.as_slice(), &text].concat()))
    }

    /// Opens what was sealed for this owner.
    pub fn open(&self, sealed: &str, owner: &str) -> Result<String, SealError> {
        let bytes = STANDARD.decode(sealed).map_err(|_| SealError::Closed)?;
        let (nonce, text) = bytes.split_at_checked(NONCE_LEN).ok_or(SealError::Closed)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| SealError::Closed)?;
        let mut text = text.to_vec();
        let opened = self.cipher()?.open_in_place(nonce, Aad::from(owner.as_bytes()), &mut text);
        let opened = opened.map_err(|_| SealError::Closed)?;
        String::from_utf8(opened.to_vec()).map_err(|_| SealError::Closed)
    }

    fn cipher(&self) -> Result<LessSafeKey, SealError> {
        UnboundKey::new(&AES_256_GCM, &self.0).map(LessSafeKey::new).map_err(|_| SealError::Key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> SealingKey {
        SealingKey::new([7; 32])
    }

    #[test]
    fn a_secret_opens_for_its_owner_only() {
        let sealed = key().seal("QWERTY", "company-1", &Random::seeded(1)).unwrap();
        assert!(!sealed.contains("QWERTY"));
        assert_eq!(key().open(&sealed, "company-1").unwrap(), "QWERTY");
        assert!(key().open(&sealed, "company-2").is_err());
        assert!(SealingKey::new([8; 32]).open(&sealed, "company-1").is_err());
    }

    #[test]
    fn what_was_not_sealed_does_not_open() {
        for text in ["", "QWERTY", "AAAA", &STANDARD.encode([0; 40])] {
            assert!(key().open(text, "company-1").is_err(), "{text}");
        }
    }

    #[test]
    fn a_key_follows_from_a_long_secret() {
        let secret = "0123456789abcdefghijklmnopqrstuv";
        let sealed = SealingKey::parse(secret).unwrap().seal("QWERTY", "1", &Random::seeded(1)).unwrap();
        assert_eq!(SealingKey::parse(&format!("{secret}\n")).unwrap().open(&sealed, "1").unwrap(), "QWERTY");
        assert!(SealingKey::parse(&secret[1..]).is_err());
    }
}
