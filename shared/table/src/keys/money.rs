//! Money: payments, refused calls of providers, the ledger, what no statement has reported.

use domain::{AccountId, OrganizationId, PaymentId, UserId};
use jiff::Timestamp;

use super::{Key, account_partition, account_shard, user_partition};

/// Payments of an account begin with this.
pub const PAYMENT: &str = "PAYMENT#";

/// An online payment. Ids of payments begin with their account's and sort by time.
pub fn payment(id: &PaymentId) -> Key {
    Key::new(account_partition(&id.account()), format!("{PAYMENT}{id}"))
}

/// That a person has ordered a payment: by this the payment is found when the person is erased.
pub fn ordered_payment(user: &UserId, id: &PaymentId) -> Key {
    Key::new(user_partition(user), format!("{PAYMENT}{id}"))
}

/// The payment that the key of an [`ordered_payment`] names; `None` for the key of anything else.
pub fn payment_ordered_at(key: &Key) -> Option<PaymentId> {
    PaymentId::parse(key.sk.strip_prefix(PAYMENT)?).ok()
}

/// What happened to a payment begins with this.
pub fn payment_events(id: &PaymentId) -> String {
    format!("PAYMENT_EVENT#{id}#")
}

/// A move of a payment.
pub fn payment_event(id: &PaymentId, number: u32) -> Key {
    Key::new(account_partition(&id.account()), format!("{}{number:05}", payment_events(id)))
}

/// That a call has ordered a payment, by the SHA-256 of its idempotency key.
pub fn payment_request(account: &AccountId, user: &UserId, key_hash: &str) -> Key {
    Key::new(account_partition(account), format!("PAYMENT_REQUEST#{user}#{key_hash}"))
}

/// Refused calls of a provider begin with this.
pub const PAYMENT_REFUSAL: &str = "PAYMENT_REFUSAL#";

/// Refused calls of a day that named no payment.
pub fn stray_refusals(day: Timestamp) -> String {
    format!("PAYMENT_REFUSALS#{}", day.strftime("%Y-%m-%d"))
}

/// A refused call of a provider.
pub fn payment_refusal(payment: Option<&PaymentId>, at: Timestamp, id: &str) -> Key {
    let partition = payment.map_or_else(|| stray_refusals(at), |payment| account_partition(&payment.account()));
    Key::new(partition, format!("{PAYMENT_REFUSAL}{id}"))
}

/// The ledger of an account begins with this.
pub const LEDGER: &str = "LEDGER#";

/// Money that moved: by a payment, or back.
pub fn ledger_entry(payment: &PaymentId, movement: &str) -> Key {
    Key::new(account_partition(&payment.account()), format!("{LEDGER}{payment}#{movement}"))
}

/// Money that was given back, by the company's id of the refund: it may be the same text as a provider's id.
pub fn ledger_refund(payment: &PaymentId, refund: &str) -> Key {
    ledger_entry(payment, &format!("REFUND#{refund}"))
}

/// Which payment of an account a company's id of a refund belongs to.
pub fn refund_id(account: &AccountId, refund: &str) -> Key {
    Key::new(account_partition(account), format!("REFUND_ID#{refund}"))
}

/// An operation that a shop told of. Only this shop can have signed for it, so no company can use up the id of another
/// one's operation.
pub fn operation(provider: &str, shop: &str, id: &str) -> Key {
    Key::new(format!("OPERATION#{provider}#{shop}#{id}"), "OPERATION")
}

/// Payments of a company that no statement has reported.
pub fn unreported_partition(organization: &OrganizationId) -> String {
    format!("UNREPORTED#{organization}")
}

/// Unreported payments begin with this.
pub const UNREPORTED: &str = "PAYMENT#";

/// Unreported payments from a moment on, oldest first.
pub fn unreported_since(at: Timestamp) -> String {
    format!("{UNREPORTED}{:012}", at.as_second())
}

/// A payment that no statement has reported.
pub fn unreported_payment(organization: &OrganizationId, at: Timestamp, payment: &PaymentId) -> Key {
    Key::new(unreported_partition(organization), format!("{}#{payment}", unreported_since(at)))
}

/// What was not posted begins with this.
pub const UNPOSTED: &str = "UNPOSTED#";

/// Money that a shop told of and that was not posted.
pub fn unposted_money(organization: &OrganizationId, shop: &str, operation: &str) -> Key {
    Key::new(unreported_partition(organization), format!("{UNPOSTED}{shop}#{operation}"))
}

/// Payments under way of one shard: as many shards as there are of what concerns an account.
pub fn payments_due(shard: u8) -> String {
    format!("PAYMENTS_DUE#{shard}")
}

/// Payments under way begin with this.
pub const PAYMENT_DUE: &str = "PAYMENT#";

/// Payments that are to be looked at from a moment on, the earliest first.
pub fn payments_due_since(at: Timestamp) -> String {
    format!("{PAYMENT_DUE}{:012}", at.as_second())
}

/// A payment under way, by when it is to be looked at.
pub fn payment_due(at: Timestamp, payment: &PaymentId) -> Key {
    let partition = payments_due(account_shard(&payment.account()));
    Key::new(partition, format!("{}#{payment}", payments_due_since(at)))
}
