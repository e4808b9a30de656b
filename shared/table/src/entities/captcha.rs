//! A captcha that waits for its answer.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, keys};

/// A captcha. The answer is kept as it is: it is worthless after five minutes and shown to the caller anyway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Captcha {
    /// Random id.
    pub id: String,
    /// What the image shows, in capital letters.
    pub answer: String,
    /// What the text begins with whose hash a browser looks for instead.
    #[serde(default)]
    pub salt: String,
    /// With how many zero bits that hash has to begin; 0 where no work is taken.
    #[serde(default)]
    pub bits: u32,
    /// From when it is worthless.
    pub valid_until: Timestamp,
}

impl Entity for Captcha {
    const TYPE: &'static str = "captcha";
    fn key(&self) -> Key {
        keys::captcha(&self.id)
    }
    fn expires_at(&self) -> Option<Timestamp> {
        Some(self.valid_until)
    }
}
