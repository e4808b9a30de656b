//! A reading as the accounting system sends it.

use domain::account::AccountNumber;
use domain::line_text::LineText;
use domain::meter::{MeterError, Source, meter_id, serial_identity};
use domain::reading::ReadingRefusal;
use domain::{AccountId, OrganizationId};
use http::FieldProblem;
use jiff::civil::Date;
use serde::Deserialize;
use table::{Key, keys};

use crate::bulk::{Row, fault};

/// A row of the load; its natural key is the account, the meter and the day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingRow {
    /// Number of the account.
    pub account: AccountNumber,
    /// Serial number of the meter.
    pub meter: LineText,
    /// The day.
    pub taken_on: Date,
    /// One value a zone.
    pub values: Vec<String>,
    /// Where it came from.
    pub source: Source,
}

impl ReadingRow {
    /// The account.
    pub fn account(&self, organization: &OrganizationId) -> AccountId {
        AccountId::of(organization, &self.account)
    }

    /// Where the meter stands.
    pub fn meter_key(&self, organization: &OrganizationId) -> Key {
        let account = self.account(organization);
        keys::meter(&account, &meter_id(&account, &self.meter))
    }
}

impl Row for ReadingRow {
    const KEY: &'static [&'static str] = &["account", "meter", "taken_on"];

    fn key(&self) -> String {
        format!("{}:{}:{}", self.account, self.meter, self.taken_on)
    }

    fn identity(&self) -> String {
        format!("{}:{}:{}", self.account, serial_identity(&self.meter), self.taken_on)
    }

    fn check(&self) -> Result<(), FieldProblem> {
        if self.source == Source::Installation {
            return Err(fault("source", &ReadingRefusal::Installation));
        }
        if !(1990..=2099).contains(&self.taken_on.year()) {
            return Err(fault("taken_on", &MeterError::ServiceLife));
        }
        Ok(())
    }
}
