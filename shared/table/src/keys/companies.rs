//! Companies: details, directory, exchange keys, periods.

use domain::{OrganizationId, Period};

use super::Key;

/// A company's partition: its details, requisites at closings, list of keys.
pub fn organization_partition(organization: &OrganizationId) -> String {
    format!("ORGANIZATION#{organization}")
}

/// The company.
pub fn organization(organization: &OrganizationId) -> Key {
    Key::new(organization_partition(organization), "ORGANIZATION")
}

/// The closings of a period and the requisites that its receipts carry.
pub fn requisites(organization: &OrganizationId, period: Period) -> Key {
    Key::new(organization_partition(organization), format!("REQUISITES#{period}"))
}

/// The calendar of the company's closed periods.
pub fn closed_periods(organization: &OrganizationId) -> Key {
    Key::new(organization_partition(organization), "CLOSED_PERIODS")
}

/// The directory of companies. One partition: companies are thousands, entries are small, answers are cached.
pub const DIRECTORY: &str = "DIRECTORY";

/// Entries of the directory begin with this.
pub const DIRECTORY_ENTRY: &str = "ORGANIZATION#";

/// A company in the directory.
pub fn directory_entry(organization: &OrganizationId) -> Key {
    Key::new(DIRECTORY.to_owned(), format!("{DIRECTORY_ENTRY}{organization}"))
}

/// An exchange key, by its public prefix.
pub fn exchange_key(prefix: &str) -> Key {
    Key::new(format!("EXCHANGE_KEY#{prefix}"), "EXCHANGE_KEY")
}

/// Exchange keys of a company begin with this.
pub const KEY_LISTING: &str = "EXCHANGE_KEY#";

/// That a company has an exchange key.
pub fn key_listing(organization: &OrganizationId, prefix: &str) -> Key {
    Key::new(organization_partition(organization), format!("{KEY_LISTING}{prefix}"))
}

/// Periods of a company.
pub fn periods_partition(organization: &OrganizationId) -> String {
    format!("PERIODS#{organization}")
}

/// Periods begin with this.
pub const PERIOD: &str = "PERIOD#";

/// A billing period of a company: open or closed.
pub fn period(organization: &OrganizationId, period: Period) -> Key {
    Key::new(periods_partition(organization), format!("{PERIOD}{period}"))
}

/// Closings and reopenings begin with this.
pub const PERIOD_EVENT: &str = "EVENT#";

/// The trace of a closing or a reopening: a version is closed once and reopened at most once, in this order of words.
pub fn period_event(organization: &OrganizationId, period: Period, version: u32, became: &str) -> Key {
    Key::new(periods_partition(organization), format!("{PERIOD_EVENT}{period}#{version:05}#{became}"))
}
