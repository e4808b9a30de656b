//! Readings of meters: the history, and what the accounting systems hear of it.

use domain::account::AccountNumber;
use domain::line_text::LineText;
use domain::meter::{Resource, Source, Value};
use domain::reading::Confirmation;
use domain::{AccountId, UserId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::feed::{Event, Feed};
use crate::{Entity, Key, Pattern, keys};

/// A reading. It stays when it is replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingItem {
    /// Ordered by time; also the id of its entry in the feed.
    pub id: String,
    /// The account.
    pub account: AccountId,
    /// The meter.
    pub meter: String,
    /// When it was taken.
    pub taken_on: Date,
    /// One value a zone.
    pub values: Vec<Value>,
    /// Consumption since the reading before, one value a zone.
    pub consumption: Vec<Value>,
    /// Where it came from.
    pub source: Source,
    /// The resident who entered it.
    #[serde(default)]
    pub entered_by: Option<UserId>,
    /// What a person confirmed, or was noticed when the accounting system sent it.
    #[serde(default)]
    pub confirmed: Vec<Confirmation>,
    /// When we learnt it.
    pub entered_at: Timestamp,
    /// The reading it was entered in place of.
    #[serde(default)]
    pub replaces: Option<String>,
    /// The reading that was entered in its place.
    #[serde(default)]
    pub replaced_by: Option<String>,
}

impl Entity for ReadingItem {
    const TYPE: &'static str = "reading";
    fn key(&self) -> Key {
        keys::reading(&self.account, &self.meter, self.taken_on, &self.id)
    }
}

/// The readings of a meter, newest first.
pub struct ReadingsOf<'a> {
    /// The account.
    pub account: &'a AccountId,
    /// The meter.
    pub meter: &'a str,
}

impl Pattern for ReadingsOf<'_> {
    type Output = ReadingItem;
    fn partition(&self) -> String {
        keys::account_partition(self.account)
    }
    fn prefix(&self) -> String {
        keys::readings_of(self.meter)
    }
    fn newest_first(&self) -> bool {
        true
    }
}

/// All readings of a meter in the order of their days, for what decides about a write.
pub struct ReadingsAsTheyAre<'a> {
    /// The account.
    pub account: &'a AccountId,
    /// The meter.
    pub meter: &'a str,
}

impl Pattern for ReadingsAsTheyAre<'_> {
    type Output = ReadingItem;
    fn partition(&self) -> String {
        keys::account_partition(self.account)
    }
    fn prefix(&self) -> String {
        keys::readings_of(self.meter)
    }
    fn consistent(&self) -> bool {
        true
    }
}

/// The readings of a meter up to a day, newest first.
pub struct ReadingsUntil<'a> {
    /// The account.
    pub account: &'a AccountId,
    /// The meter.
    pub meter: &'a str,
    /// The last day.
    pub until: Date,
}

impl Pattern for ReadingsUntil<'_> {
    type Output = ReadingItem;
    fn partition(&self) -> String {
        keys::account_partition(self.account)
    }
    fn prefix(&self) -> String {
        keys::readings_of(self.meter)
    }
    fn range(&self) -> Option<(String, String)> {
        // `~` follows every character of an id.
        Some((self.prefix(), keys::reading(self.account, self.meter, self.until, "~").sk))
    }
    fn newest_first(&self) -> bool {
        true
    }
}

/// The readings of a meter that were taken on a day, for what decides about a write.
pub struct ReadingsOfDay<'a> {
    /// The account.
    pub account: &'a AccountId,
    /// The meter.
    pub meter: &'a str,
    /// The day.
    pub taken_on: Date,
}

impl Pattern for ReadingsOfDay<'_> {
    type Output = ReadingItem;
    fn partition(&self) -> String {
        keys::account_partition(self.account)
    }
    fn prefix(&self) -> String {
        format!("{}{}#", keys::readings_of(self.meter), self.taken_on)
    }
    fn consistent(&self) -> bool {
        true
    }
}

/// A resident entered a reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingEntered {
    /// Number of the account.
    pub account: AccountNumber,
    /// Serial number of the meter.
    pub meter: LineText,
    /// What it measures.
    pub resource: Resource,
    /// When it was taken.
    pub taken_on: Date,
    /// One value a zone.
    pub values: Vec<Value>,
    /// Consumption since the reading before, one value a zone.
    pub consumption: Vec<Value>,
    /// What the person confirmed.
    pub confirmed: Vec<Confirmation>,
    /// The entry that this one corrects.
    pub replaces: Option<String>,
}

impl Event for ReadingEntered {
    const FEED: Feed = Feed::Readings;
}
