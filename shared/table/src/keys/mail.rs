//! Mail: the outbox, mailings of receipts and their subscriptions.

use domain::{AccountId, OrganizationId, Period, UserId};

use super::{ATTACHMENT, Key, subscription};

/// How many partitions pending mail is spread over.
pub const OUTBOX_SHARDS: u8 = 8;

/// Pending mail of one shard.
pub fn outbox_partition(shard: u8) -> String {
    format!("OUTBOX#{shard}")
}

/// The shard of what concerns an account: of its subscriptions, of its receipts on their way, of their count, of the copy
/// of the news that its people read.
pub fn account_shard(account: &AccountId) -> u8 {
    let sum: u32 = account.as_str().bytes().map(u32::from).sum();
    u8::try_from(sum % u32::from(OUTBOX_SHARDS)).unwrap_or(0)
}

/// Pending messages begin with this.
pub const MESSAGE: &str = "MESSAGE#";

/// A message that waits to be sent; ids begin with the time, so the oldest comes first.
pub fn message(shard: u8, id: &str) -> Key {
    Key::new(outbox_partition(shard), format!("{MESSAGE}{id}"))
}

/// The record of a message that was sent or given up.
pub fn delivery(id: &str) -> Key {
    Key::new(format!("DELIVERY#{id}"), "DELIVERY")
}

/// Subscriptions to the receipts of a company, one shard of them: what a closing looks through.
pub fn subscribers_partition(organization: &OrganizationId, shard: u8) -> String {
    format!("SUBSCRIBERS#{organization}#{shard}")
}

/// Subscriptions begin with this.
pub const SUBSCRIBER: &str = "SUBSCRIBER#";

/// That a person wants the receipts of an account by mail.
pub fn receipt_subscription(account: &AccountId, user: &UserId) -> Key {
    let partition = subscribers_partition(&account.organization(), account_shard(account));
    Key::new(partition, format!("{SUBSCRIBER}{account}#{user}"))
}

/// The subscriptions that an attachment of a person may have beside it; `None` for the key of anything else.
pub fn subscriptions_beside(user: &UserId, key: &Key) -> Option<[Key; 2]> {
    let account = AccountId::parse(key.sk.strip_prefix(ATTACHMENT)?).ok()?;
    Some([receipt_subscription(&account, user), subscription(&account, user)])
}

/// The mailing of a period: how far each of its versions has come.
pub fn mailing_partition(organization: &OrganizationId, period: Period) -> String {
    format!("MAILING#{organization}#{period}")
}

/// What was counted of the mailing of a version: by the look through the subscriptions, or in one shard of the outbox.
pub fn mailing_part(organization: &OrganizationId, period: Period, version: u32, part: &str) -> Key {
    Key::new(mailing_partition(organization, period), format!("{}{part}", mailing_version(version)))
}

/// The parts of a version begin with this.
pub fn mailing_version(version: u32) -> String {
    format!("{MAILING_VERSION}{version:05}#")
}

/// What was counted of any version begins with this.
pub const MAILING_VERSION: &str = "VERSION#";

/// What was handed over to the provider of mail lately.
pub fn mail_allowance() -> Key {
    Key::new("MAIL_ALLOWANCE#HOURS".to_owned(), "MAIL_ALLOWANCE")
}
