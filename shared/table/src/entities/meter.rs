//! Meters of an account.

use domain::line_text::LineText;
use domain::meter::{Resource, Source, Value};
use domain::organization::OverdueVerification;
use domain::reading::{Outlook, Spent};
use domain::{AccountId, Period, UserId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, Pattern, Update, keys};

/// A meter. What the page of an account needs of its readings is here, so that it reads no history.
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
    /// Days that stood in its place, the latest last: a receipt keeps the one that held on its closing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub due_before: Vec<DueUntil>,
    /// When the accounting system first told of it; `None` of the oldest. Unlike `installed_on` it forbids no reading of
    /// the past, but receipts that were closed before do not have the meter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_since: Option<Timestamp>,
    /// Where it stands.
    #[serde(default)]
    pub place: Option<LineText>,
    /// Code of the service that its consumption is charged as.
    #[serde(default)]
    pub service: Option<LineText>,
    /// When it was installed.
    #[serde(default)]
    pub installed_on: Option<Date>,
    /// It was taken away.
    #[serde(default)]
    pub archived: Option<Archived>,
    /// Values at installation, one a zone, as the accounting system told.
    pub initial: Vec<Value>,
    /// The latest reading; the installation's until there is another.
    pub last: LastReading,
    /// What the latest reading was compared with: what a correction of it is compared with too.
    #[serde(default)]
    pub before_last: Option<Before>,
    /// What was consumed lately, in order of time.
    #[serde(default)]
    pub spent: Vec<Spent>,
    /// Goes up with every change: what was decided upon one state is never written over another.
    #[serde(default)]
    pub revision: u32,
}

/// A day of verification that another one has taken the place of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueUntil {
    /// The day.
    pub due: Date,
    /// When the accounting system told the next one.
    pub until: Timestamp,
}

/// Days of verification that are kept: meters are verified once in some years, so these reach further than receipts do.
const DUE_KEPT: usize = 4;

/// A meter that was taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archived {
    /// When.
    pub on: Date,
    /// Serial number of the meter in its place.
    #[serde(default)]
    pub replaced_by: Option<LineText>,
}

/// The latest reading of a meter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastReading {
    /// One value a zone.
    pub values: Vec<Value>,
    /// When it was taken; may be unknown for the installation's.
    pub taken_on: Option<Date>,
    /// Where it came from.
    pub source: Source,
    /// The resident who entered it.
    #[serde(default)]
    pub entered_by: Option<UserId>,
    /// Consumption since the one before, one value a zone; empty for the installation's.
    #[serde(default)]
    pub consumption: Vec<Value>,
    /// Its id in the history; the installation's has none.
    #[serde(default)]
    pub id: Option<String>,
    /// When we learnt it.
    #[serde(default)]
    pub entered_at: Option<Timestamp>,
}

/// Values that a reading was compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// One value a zone.
    pub values: Vec<Value>,
    /// When they were taken; may be unknown for the installation's.
    pub taken_on: Option<Date>,
}

impl LastReading {
    /// The reading that a meter begins with.
    pub fn installation(values: Vec<Value>, installed_on: Option<Date>) -> Self {
        Self {
            values,
            taken_on: installed_on,
            source: Source::Installation,
            entered_by: None,
            consumption: Vec::new(),
            id: None,
            entered_at: None,
        }
    }
}

impl MeterItem {
    /// It measures, and nobody has read it since this day. What it showed when it was installed is no reading of it.
    pub fn is_missing(&self, since: Date) -> bool {
        let read = self.last.taken_on.filter(|_| self.last.source != Source::Installation);
        self.archived.is_none() && read.is_none_or(|day| day < since)
    }

    /// It was known of at this moment.
    pub fn was_known(&self, at: Timestamp) -> bool {
        self.known_since.is_none_or(|since| since <= at)
    }

    /// The day by which it had to be verified, as it was known at a moment.
    pub fn verification_due_at(&self, at: Timestamp) -> Date {
        self.due_before.iter().find(|before| at < before.until).map_or(self.verification_due, |before| before.due)
    }

    /// What `due_before` becomes where a load tells this day.
    pub fn due_before(&self, due: Date, now: Timestamp) -> Vec<DueUntil> {
        let mut kept = self.due_before.clone();
        if due != self.verification_due {
            kept.push(DueUntil { due: self.verification_due, until: now });
        }
        kept.split_off(kept.len().saturating_sub(DUE_KEPT))
    }

    /// A resident may read it: it measures, and the company does not refuse it for its verification.
    pub fn accepts_readings(&self, overdue: OverdueVerification, today: Date) -> bool {
        self.archived.is_none() && !overdue.refuses(today, self.verification_due)
    }

    /// What a period is charged by where no reading counts.
    pub fn outlook(&self, today: Date, period: Period) -> Outlook {
        Outlook::of(self.resource, self.verification_due, &self.spent, today, period)
    }

    /// Nobody has changed the meter since this state of it was read.
    pub fn unchanged(&self) -> Update {
        Update::at(self.key()).exists().equals("revision", self.revision)
    }
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

/// The same for what decides about a write.
pub struct MetersAsTheyAre<'a> {
    /// The account.
    pub account: &'a AccountId,
}

impl Pattern for MetersAsTheyAre<'_> {
    type Output = MeterItem;
    fn partition(&self) -> String {
        keys::account_partition(self.account)
    }
    fn prefix(&self) -> String {
        keys::METER.to_owned()
    }
    fn consistent(&self) -> bool {
        true
    }
}
