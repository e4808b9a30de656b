//! Money that a provider took and that was not posted.

use domain::{Money, OrganizationId, PaymentId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, Pattern, keys};

/// Money that a company's own shop told of and that nothing was posted for: somebody has to look at it. A movement that is
/// told of again stands where it stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnpostedMoney {
    /// The company.
    pub organization: OrganizationId,
    /// The shop's number at the provider.
    pub shop: String,
    /// The provider's id of the movement.
    pub operation: String,
    /// The payment that was named, whether there is one or not.
    pub payment: PaymentId,
    /// How much was taken.
    pub amount: Money,
    /// Stable code of why it was not posted.
    pub reason: String,
    /// The same in a sentence for people.
    pub message: String,
    /// When it was told last.
    pub at: Timestamp,
}

/// As long as a claim about money may be brought (ГК РФ, ст. 196).
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 366 * 3);

impl Entity for UnpostedMoney {
    const TYPE: &'static str = "unposted_money";
    fn key(&self) -> Key {
        keys::unposted_money(&self.organization, &self.shop, &self.operation)
    }
    fn expires_at(&self) -> Option<Timestamp> {
        self.at.checked_add(KEPT).ok()
    }
}

/// What was not posted for a company, by shop and movement.
pub struct UnpostedOf<'a> {
    /// The company.
    pub organization: &'a OrganizationId,
}

impl Pattern for UnpostedOf<'_> {
    type Output = UnpostedMoney;
    fn partition(&self) -> String {
        keys::unreported_partition(self.organization)
    }
    fn prefix(&self) -> String {
        keys::UNPOSTED.to_owned()
    }
    fn consistent(&self) -> bool {
        true
    }
}
