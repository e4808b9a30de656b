//! The catalogue of paid services of a company.

use domain::OrganizationId;
use domain::paid_service::PaidService;
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, Pattern, Update, keys};

/// A paid service as the company's accounting system told it, offered or withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaidServiceItem {
    /// The company.
    pub organization: OrganizationId,
    /// What it is.
    pub service: PaidService,
}

impl PaidServiceItem {
    /// Nobody has changed it since it was read.
    pub fn unchanged(&self) -> Update {
        Update::at(self.key()).equals("service", &self.service)
    }
}

impl Entity for PaidServiceItem {
    const TYPE: &'static str = "paid_service";
    fn key(&self) -> Key {
        keys::paid_service(&self.organization, &self.service.code)
    }
}

/// The catalogue of a company. A usual one is one page: its length is bounded
/// (`domain::paid_service::MOST_SERVICES`).
pub struct PaidServicesOf<'a> {
    /// The company.
    pub organization: &'a OrganizationId,
}

impl Pattern for PaidServicesOf<'_> {
    type Output = PaidServiceItem;
    fn partition(&self) -> String {
        keys::paid_services_partition(self.organization)
    }
    fn prefix(&self) -> String {
        keys::PAID_SERVICE.to_owned()
    }
}

/// The catalogue for a load, which counts it.
pub struct PaidServicesAsTheyAre<'a>(pub PaidServicesOf<'a>);

impl Pattern for PaidServicesAsTheyAre<'_> {
    type Output = PaidServiceItem;
    fn partition(&self) -> String {
        self.0.partition()
    }
    fn prefix(&self) -> String {
        self.0.prefix()
    }
    fn consistent(&self) -> bool {
        true
    }
}
