//! Meters of an account.

use domain::AccountId;
use domain::line_text::LineText;
use domain::meter::{Resource, Source, Value};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, Pattern, keys};

/// A meter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeterItem {
    /// Follows from account and serial number.
    pub id: String,
    /// The account.
    pub account: AccountId,
    /// Serial number.
    pub serial: LineText,
    /// What it measures.
    pub resource: Resource,
    /// Unit of its readings.
    pub unit: LineText,
    /// Tariff zones, 1 to 3.
    pub zones: u8,
    /// Digits before the point.
    pub digits: u8,
    /// Day by which it must be verified.
    pub verification_due: Date,
    /// Where it stands.
    #[serde(default)]
    pub place: Option<LineText>,
    /// Values at installation, one a zone, as the accounting system told.
    pub initial: Vec<Value>,
    /// The latest reading; the installation's until there is another.
    pub last: LastReading,
}

/// The latest reading of a meter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastReading {
    /// One value a zone.
    pub values: Vec<Value>,
    /// When it was taken; unknown for the installation's.
    pub taken_on: Option<Date>,
    /// Where it came from.
    pub source: Source,
}

impl Entity for MeterItem {
    const TYPE: &'static str = "meter";
    fn key(&self) -> Key {
        keys::meter(&self.account, &self.id)
    }
}

/// The meters of an account.
pub struct MetersOf<'a> {
    /// The account.
    pub account: &'a AccountId,
}

impl Pattern for MetersOf<'_> {
    type Output = MeterItem;
    fn partition(&self) -> String {
        keys::account_partition(self.account)
    }
    fn prefix(&self) -> String {
        keys::METER.to_owned()
    }
}
