//! What a closing published of an item, remembered beneath the draft of the next one: a content that comes back before that
//! closing is no change to who saw it.

use serde::{Deserialize, Serialize};

use crate::TableError;
use crate::entities::account::AccountFacts;
use crate::entities::statement::account_of;
use crate::packed::Packed;

/// A published content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// Its fingerprint.
    pub(crate) fingerprint: String,
    /// The closing since which it is the same.
    pub(crate) since: u32,
    /// The account it was made out to, of a statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) facts: Option<Packed>,
}

impl Earlier {
    /// What a draft of closing number `draft` remembers, put in place of an item of closing number `version`: that item
    /// where it was published, else what it remembered itself.
    pub(crate) fn beneath(draft: u32, version: u32, old: Self, remembered: Option<Self>) -> Option<Self> {
        if version < draft { Some(old) } else { remembered }
    }

    /// The account that a statement was made out to; `None` where that was not kept.
    pub fn account(&self) -> Result<Option<AccountFacts>, TableError> {
        account_of(self.facts.as_ref())
    }
}
