//! Reminders of readings.

use domain::{AccountId, OrganizationId, UserId};

use super::Key;

/// Who is to be reminded of readings, company by company; read by one worker, in order.
pub fn reminders_partition(organization: &OrganizationId) -> String {
    format!("REMINDERS#{organization}")
}

/// Subscriptions begin with this.
pub const SUBSCRIPTION: &str = "ACCOUNT#";

/// That a person wants to be reminded of an account's readings.
pub fn subscription(account: &AccountId, user: &UserId) -> Key {
    Key::new(reminders_partition(&account.organization()), format!("{SUBSCRIPTION}{account}#{user}"))
}

/// How far a company's reminding has come.
pub fn reminder_run(organization: &OrganizationId) -> Key {
    Key::new(reminders_partition(organization), "RUN")
}
