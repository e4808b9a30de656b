//! What the accounting systems hear of appeals.

use domain::account::AccountNumber;
use domain::appeal::{AppealId, Rating, State};
use serde::{Deserialize, Serialize};

use crate::feed::{Event, Feed};

/// Something that a person did with an appeal. It names the message instead of repeating it: an erased person's words
/// are gone from the feed too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealEvent {
    /// The appeal.
    pub appeal: AppealId,
    /// Number of its account.
    pub account: AccountNumber,
    /// What happened.
    pub what: AppealDeed,
    /// Where the appeal stands after it.
    pub status: State,
    /// The message that was written.
    #[serde(default)]
    pub message: Option<String>,
    /// What the latest answer was worth.
    #[serde(default)]
    pub rating: Option<Rating>,
}

/// What a person does with an appeal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppealDeed {
    /// Began it.
    Created,
    /// Wrote more.
    Written,
    /// Needs nothing more.
    Closed,
    /// Is not done with it.
    Reopened,
    /// Said what the answer was worth.
    Rated,
}

impl Event for AppealEvent {
    const FEED: Feed = Feed::Appeals;
}
