//! Paid services and their orders.

use domain::paid_service::ServiceCode;
use domain::{OrderId, OrganizationId};

use super::{Key, account_partition};

/// The catalogue of a company.
pub fn paid_services_partition(organization: &OrganizationId) -> String {
    format!("PAID_SERVICES#{organization}")
}

/// Paid services begin with this.
pub const PAID_SERVICE: &str = "SERVICE#";

/// A paid service of a company.
pub fn paid_service(organization: &OrganizationId, code: &ServiceCode) -> Key {
    Key::new(paid_services_partition(organization), format!("{PAID_SERVICE}{code}"))
}

/// Orders of an account begin with this.
pub const ORDER: &str = "ORDER#";

/// An order. Ids of orders begin with their account's and sort by time.
pub fn order(id: &OrderId) -> Key {
    Key::new(account_partition(&id.account()), format!("{ORDER}{id}"))
}
