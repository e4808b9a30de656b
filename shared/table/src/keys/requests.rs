//! Calls that may come twice.

use domain::UserId;

use super::Key;

/// What a call of a person came to, by the SHA-256 of its idempotency key.
pub fn request(user: &UserId, key_hash: &str) -> Key {
    Key::new(format!("REQUEST#{user}#{key_hash}"), "REQUEST")
}
