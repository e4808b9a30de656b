//! Randomness, so that tests and demo data are repeatable.

use std::sync::{Arc, Mutex, PoisonError};

use domain::{OrganizationId, UserId, id::base32};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::error::ApiError;

/// Where random bytes come from. Clones share one source.
#[derive(Debug, Clone)]
pub enum Random {
    /// The operating system.
    System,
    /// A sequence that follows from a seed.
    Seeded(Arc<Mutex<[u8; 32]>>),
}

impl Random {
    /// A repeatable sequence.
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Arc::new(Mutex::new(Sha256::digest(seed.to_be_bytes()).into())))
    }

    /// Random bytes; fails only where the operating system has none.
    pub fn bytes<const N: usize>(&self) -> Result<[u8; N], ApiError> {
        let mut bytes = [0; N];
        match self {
            Self::System => system_fill(&mut bytes)?,
            Self::Seeded(state) => {
                let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
                for chunk in bytes.chunks_mut(32) {
                    *state = Sha256::digest(*state).into();
                    let block: [u8; 32] = Sha256::digest([state.as_slice(), b"out"].concat()).into();
                    chunk.copy_from_slice(&block[..chunk.len()]);
                }
            }
        }
        Ok(bytes)
    }

    /// A secret of 256 bits as text of 52 characters.
    pub fn secret(&self) -> Result<String, ApiError> {
        Ok(base32(&self.bytes::<32>()?, 52))
    }

    /// An unguessable short id as text of 26 characters (130 bits).
    pub fn id(&self) -> Result<String, ApiError> {
        Ok(base32(&self.bytes::<17>()?, 26))
    }

    /// An id that sorts by time: milliseconds, then 80 random bits.
    pub fn ordered_id(&self, now: Timestamp) -> Result<String, ApiError> {
        let milliseconds = u64::try_from(now.as_millisecond()).unwrap_or(0).to_be_bytes();
        let random: [u8; 10] = self.bytes()?;
        Ok(base32(&[&milliseconds[2..], &random].concat(), 26))
    }

    /// An id for a new person.
    pub fn user_id(&self) -> Result<UserId, ApiError> {
        Ok(UserId::from_random(self.bytes()?))
    }

    /// An id for a new company.
    pub fn organization_id(&self) -> Result<OrganizationId, ApiError> {
        Ok(OrganizationId::from_random(self.bytes()?))
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the place where randomness enters")]
fn system_fill(bytes: &mut [u8]) -> Result<(), ApiError> {
    getrandom::fill(bytes).map_err(|error| ApiError::internal(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_sequence() {
        let (one, other) = (Random::seeded(1), Random::seeded(1));
        assert_eq!(one.secret().unwrap(), other.secret().unwrap());
        assert_ne!(one.secret().unwrap(), one.secret().unwrap());
    }

    #[test]
    fn ordered_ids_sort_by_time() {
        let random = Random::seeded(1);
        let earlier = random.ordered_id(Timestamp::from_second(1_000_000).unwrap()).unwrap();
        let later = random.ordered_id(Timestamp::from_second(1_000_001).unwrap()).unwrap();
        assert!(earlier < later);
    }
}
