//! A billing period of a company: the fence between loading and closing.

use domain::{OrganizationId, Period};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, Pattern, keys};

/// A period of a company. Every chunk of loaded statements goes through a conditional update of this item, so a load
/// is either wholly before a closing or refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodItem {
    /// The company.
    pub organization: OrganizationId,
    /// The month.
    pub period: Period,
    /// Whether residents see it.
    pub status: PeriodStatus,
    /// How many times it has been closed; 0 before the first time.
    #[serde(default)]
    pub version: u32,
    /// How many statements it holds.
    #[serde(default)]
    pub statements: u64,
    /// When it was closed last.
    #[serde(default)]
    pub closed_at: Option<Timestamp>,
}

/// Whether residents see a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodStatus {
    /// The accountant works on it.
    Open,
    /// Charges are published.
    Closed,
}

impl Entity for PeriodItem {
    const TYPE: &'static str = "period";
    fn key(&self) -> Key {
        keys::period(&self.organization, self.period)
    }
}

/// Periods of a company, newest first.
pub struct PeriodsOf<'a> {
    /// The company.
    pub organization: &'a OrganizationId,
}

impl Pattern for PeriodsOf<'_> {
    type Output = PeriodItem;
    fn partition(&self) -> String {
        keys::periods_partition(self.organization)
    }
    fn prefix(&self) -> String {
        keys::PERIOD.to_owned()
    }
    fn newest_first(&self) -> bool {
        true
    }
}
