//! Who wants which receipts by mail. The attachment of the person tells it; the subscription beside it is what a closing
//! finds its readers by, spread over shards of the company. Both change in one transaction.

use domain::{AccountId, OrganizationId, UserId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, Pattern, Table, Transaction, Update, keys};

/// A person wants the receipts of an account by mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptSubscription {
    /// The account.
    pub account: AccountId,
    /// The person.
    pub user: UserId,
    /// Since when: closings before that are none of theirs.
    pub since: Timestamp,
}

impl Entity for ReceiptSubscription {
    const TYPE: &'static str = "receipt_subscription";
    fn key(&self) -> Key {
        keys::receipt_subscription(&self.account, &self.user)
    }
}

/// Subscriptions to the receipts of a company, one shard of them.
pub struct SubscribersOf<'a> {
    /// The company.
    pub organization: &'a OrganizationId,
    /// The shard.
    pub shard: u8,
}

impl Pattern for SubscribersOf<'_> {
    type Output = ReceiptSubscription;
    fn partition(&self) -> String {
        keys::subscribers_partition(self.organization, self.shard)
    }
    fn prefix(&self) -> String {
        keys::SUBSCRIBER.to_owned()
    }
    fn consistent(&self) -> bool {
        true
    }
}

/// The step that fails where the account is not attached any more.
pub const ATTACHMENT_STEP: &str = "attachment";

impl Transaction {
    /// Begins a subscription; the caller changes the attachment.
    #[must_use]
    pub fn subscribing(self, subscription: &ReceiptSubscription) -> Self {
        let ReceiptSubscription { account, user, since } = subscription;
        // Asked for twice, it stays the older one.
        let subscription = Update::at(subscription.key())
            .set("type", ReceiptSubscription::TYPE)
            .set("account", account)
            .set("user", user)
            .set_if_absent("since", since);
        self.update("receipt_subscription", subscription)
    }

    /// Ends a subscription; the caller changes the attachment.
    #[must_use]
    pub fn unsubscribing(self, account: &AccountId, user: &UserId) -> Self {
        self.delete("receipt_subscription", keys::receipt_subscription(account, user))
    }
}

impl Table {
    /// Turns the mailing of receipts off at an attachment; refused where it is off, or nothing is attached.
    pub fn without_receipts(&self, account: &AccountId, user: &UserId) -> Transaction {
        self.switched_off("receipt_mailing", account, user).unsubscribing(account, user)
    }

    /// Turns the reminders of readings off in the same way.
    pub fn without_reminders(&self, account: &AccountId, user: &UserId) -> Transaction {
        self.switched_off("readings_reminder", account, user).not_reminding(account, user)
    }

    fn switched_off(&self, switch: &str, account: &AccountId, user: &UserId) -> Transaction {
        let attachment = Update::at(keys::attachment(user, account)).equals(switch, true).set(switch, false);
        self.transaction().update(ATTACHMENT_STEP, attachment)
    }

    /// Takes an account from a person, with all mail about it.
    pub fn detaching(&self, account: &AccountId, user: &UserId) -> Transaction {
        let attachment = Update::at(keys::attachment(user, account)).exists();
        let steps = self.transaction().delete_if(ATTACHMENT_STEP, attachment);
        steps.unsubscribing(account, user).not_reminding(account, user)
    }
}
