//! Reports of mistakes in the texts of the site, for the operator.

use domain::typo::TypoReport;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, Pattern, keys};

/// A report. It does not know who sent it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typo {
    /// Unique.
    pub id: String,
    /// What was noticed.
    pub report: TypoReport,
    /// When.
    pub at: Timestamp,
}

/// How long a report is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

impl Entity for Typo {
    const TYPE: &'static str = "typo";
    fn key(&self) -> Key {
        keys::typo(self.at, &self.id)
    }
    fn expires_at(&self) -> Option<Timestamp> {
        self.at.checked_add(KEPT).ok()
    }
}

/// Reports of a time, oldest first.
pub struct TyposOf {
    /// From when on.
    pub from: Timestamp,
    /// Before when.
    pub until: Timestamp,
}

impl Pattern for TyposOf {
    type Output = Typo;
    fn partition(&self) -> String {
        keys::TYPOS.to_owned()
    }
    fn prefix(&self) -> String {
        keys::TYPO.to_owned()
    }
    fn range(&self) -> Option<(String, String)> {
        Some((keys::typos_since(self.from), keys::typos_since(self.until)))
    }
    fn consistent(&self) -> bool {
        true
    }
}
