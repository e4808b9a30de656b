//! Houses and accounts: meters and readings, statements, common needs.

use domain::house::HouseCode;
use domain::{AccountId, OrganizationId, Period};
use jiff::civil::Date;

use super::Key;

/// A house's partition: the house, its accounts, its common needs, its loads.
pub fn house_partition(organization: &OrganizationId, code: &HouseCode) -> String {
    format!("HOUSE#{organization}#{code}")
}

/// The house.
pub fn house(organization: &OrganizationId, code: &HouseCode) -> Key {
    Key::new(house_partition(organization, code), "HOUSE")
}

/// Accounts of a house begin with this.
pub const HOUSE_ACCOUNT: &str = "ACCOUNT#";

/// That an account belongs to a house.
pub fn house_account(organization: &OrganizationId, code: &HouseCode, account: &AccountId) -> Key {
    Key::new(house_partition(organization, code), format!("{HOUSE_ACCOUNT}{account}"))
}

/// The common needs of a house in a period.
pub fn common_needs(organization: &OrganizationId, code: &HouseCode, period: Period) -> Key {
    Key::new(house_partition(organization, code), format!("ODN#{period}"))
}

/// How often statements and common needs of a house were loaded for a period.
pub fn house_loads(organization: &OrganizationId, code: &HouseCode, period: Period) -> Key {
    Key::new(house_partition(organization, code), format!("LOADS#{period}"))
}

/// An account's partition: the account, its meters and their readings, its statements.
pub fn account_partition(account: &AccountId) -> String {
    format!("ACCOUNT#{account}")
}

/// The account.
pub fn account(account: &AccountId) -> Key {
    Key::new(account_partition(account), "ACCOUNT")
}

/// Meters of an account begin with this.
pub const METER: &str = "METER#";

/// A meter of an account.
pub fn meter(account: &AccountId, meter: &str) -> Key {
    Key::new(account_partition(account), format!("{METER}{meter}"))
}

/// Readings of an account's meters begin with this.
pub const READING: &str = "READING#";

/// Readings of a meter begin with this; those of a day with the day after it.
pub fn readings_of(meter: &str) -> String {
    format!("{READING}{meter}#")
}

/// A reading of a meter; ids are ordered by time, so a correction follows what it replaces.
pub fn reading(account: &AccountId, meter: &str, taken_on: Date, id: &str) -> Key {
    Key::new(account_partition(account), format!("{}{taken_on}#{id}", readings_of(meter)))
}

/// Statements of an account begin with this.
pub const STATEMENT: &str = "STATEMENT#";

/// The statement of an account for a period.
pub fn statement(account: &AccountId, period: Period) -> Key {
    Key::new(account_partition(account), format!("{STATEMENT}{period}"))
}
