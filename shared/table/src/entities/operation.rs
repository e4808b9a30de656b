//! Movements of money at the payment provider and the ledger of an account. Both are written once and stay for ever.

use domain::account::AccountNumber;
use domain::line_text::LineText;
use domain::{AccountId, Money, OrganizationId, PaymentId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, Pattern, keys};

/// A movement that a shop at the provider told of. That it can be put only once is what keeps money from being posted
/// twice, however late a notification is repeated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperationItem {
    /// Name of the provider.
    pub provider: String,
    /// The shop there. The provider's ids are unique among all shops, but each company signs for its own only.
    pub shop: String,
    /// The provider's id of it.
    pub id: String,
    /// The payment that it paid.
    pub payment: PaymentId,
    /// How much.
    pub amount: Money,
    /// When it was posted.
    pub at: Timestamp,
}

impl Entity for OperationItem {
    const TYPE: &'static str = "operation";
    fn key(&self) -> Key {
        keys::operation(&self.provider, &self.shop, &self.id)
    }
}

/// Money of an account that moved through the cabinet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// The payment, and by it the account.
    pub payment: PaymentId,
    /// The provider's id of the operation, or the company's id of the refund.
    pub movement: LineText,
    /// Kopecks; below zero for money given back.
    pub amount: Money,
    /// When.
    pub at: Timestamp,
}

impl Entity for LedgerEntry {
    const TYPE: &'static str = "ledger_entry";
    fn key(&self) -> Key {
        if self.amount.is_negative() {
            keys::ledger_refund(&self.payment, self.movement.as_str())
        } else {
            keys::ledger_entry(&self.payment, self.movement.as_str())
        }
    }
}

/// The refund that a company's id belongs to: statements name a refund by its id alone, so no other one of the account
/// ever has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundId {
    /// The payment that it gave back, and by it the account.
    pub payment: PaymentId,
    /// The company's id.
    pub id: LineText,
}

impl Entity for RefundId {
    const TYPE: &'static str = "refund_id";
    fn key(&self) -> Key {
        keys::refund_id(&self.payment.account(), self.id.as_str())
    }
}

/// The ledger of an account, payment by payment.
pub struct LedgerOf<'a> {
    /// The account.
    pub account: &'a AccountId,
}

impl Pattern for LedgerOf<'_> {
    type Output = LedgerEntry;
    fn partition(&self) -> String {
        keys::account_partition(self.account)
    }
    fn prefix(&self) -> String {
        keys::LEDGER.to_owned()
    }
    fn consistent(&self) -> bool {
        true
    }
}

/// Money that came through the cabinet and that no statement has reported yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreportedPayment {
    /// The company.
    pub organization: OrganizationId,
    /// The payment, and by it the account.
    pub payment: PaymentId,
    /// Number of the account in the company.
    pub number: AccountNumber,
    /// How much was paid.
    pub amount: Money,
    /// When.
    pub at: Timestamp,
}

impl Entity for UnreportedPayment {
    const TYPE: &'static str = "unreported_payment";
    fn key(&self) -> Key {
        keys::unreported_payment(&self.organization, self.at, &self.payment)
    }
}

/// Payments of a company that were posted before a moment and that no statement has reported, oldest first.
pub struct UnreportedBefore<'a> {
    /// The company.
    pub organization: &'a OrganizationId,
    /// The moment.
    pub before: Timestamp,
}

impl Pattern for UnreportedBefore<'_> {
    type Output = UnreportedPayment;
    fn partition(&self) -> String {
        keys::unreported_partition(self.organization)
    }
    fn prefix(&self) -> String {
        keys::UNREPORTED.to_owned()
    }
    fn range(&self) -> Option<(String, String)> {
        Some((keys::UNREPORTED.to_owned(), keys::unreported_since(self.before)))
    }
    fn consistent(&self) -> bool {
        true
    }
}
