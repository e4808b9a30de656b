//! The secret of a link in a mail.

use domain::UserId;

use crate::{ApiResult, Random, hash};

/// Characters of the random part: 256 bits.
const SECRET: usize = 52;

/// A random secret, and whose it is: so the person and the token are read together. In the link it is one word.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkSecret {
    user: UserId,
    secret: String,
}

impl LinkSecret {
    /// A new one for a person.
    pub fn mint(random: &Random, user: &UserId) -> ApiResult<Self> {
        Ok(Self { user: user.clone(), secret: random.secret()? })
    }

    /// Reads the word of a link.
    pub fn parse(word: &str) -> Option<Self> {
        let (secret, user) = word.split_at_checked(SECRET)?;
        let plain = secret.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let user = UserId::parse(user).ok().filter(|_| plain)?;
        Some(Self { user, secret: secret.to_owned() })
    }

    /// The word of the link.
    pub fn word(&self) -> String {
        format!("{}{}", self.secret, self.user)
    }

    /// Whose it is.
    pub fn user(&self) -> &UserId {
        &self.user
    }

    /// What is stored of it.
    pub fn hash(&self) -> String {
        hash::sha256(&self.secret)
    }
}

/// A secret never shows in a log.
impl std::fmt::Debug for LinkSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LinkSecret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_reads_back() {
        let random = Random::seeded(1);
        let secret = LinkSecret::mint(&random, &random.user_id().unwrap()).unwrap();
        assert_eq!(LinkSecret::parse(&secret.word()), Some(secret));
    }

    #[test]
    fn what_is_no_word_of_ours_does_not_read() {
        for word in ["", "#", "../../x", &"0".repeat(76), &"0".repeat(78), &"я".repeat(77), &"x".repeat(10_000)] {
            assert_eq!(LinkSecret::parse(word), None, "{word:.20}");
        }
        assert!(LinkSecret::parse(&"0".repeat(77)).is_some());
    }
}
