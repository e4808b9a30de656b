//! Identifiers of ГИС ЖКХ that accounts are known under.

use domain::{AccountId, OrganizationId};

use super::Key;

/// Accounts under an identifier of ГИС ЖКХ: several companies may serve the same premises.
pub fn alias_partition(kind: &str, identifier: &str) -> String {
    format!("ALIAS#{kind}#{identifier}")
}

/// Accounts under an identifier begin with this.
pub const ALIAS: &str = "ACCOUNT#";

/// Those of a company begin with this, because the id of an account begins with its company's.
pub fn alias_prefix(organization: &OrganizationId) -> String {
    format!("{ALIAS}{organization}")
}

/// That an account is known under an identifier of ГИС ЖКХ.
pub fn alias(kind: &str, identifier: &str, account: &AccountId) -> Key {
    Key::new(alias_partition(kind, identifier), format!("{ALIAS}{account}"))
}
