//! Who wants to be reminded of readings, and how far a day's reminding has come.

use domain::{AccountId, OrganizationId, UserId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, Pattern, Transaction, Update, keys};

/// A person wants to be reminded of an account's readings. Only a way to find them: the attachment decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// The account.
    pub account: AccountId,
    /// The person.
    pub user: UserId,
    /// The latest reminder that was written: first day of its window, and which of the two it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminded: Option<String>,
}

impl Entity for Subscription {
    const TYPE: &'static str = "subscription";
    fn key(&self) -> Key {
        keys::subscription(&self.account, &self.user)
    }
}

impl Transaction {
    /// Begins reminding; the caller changes the attachment. Asked for twice, what was reminded of stays known.
    #[must_use]
    pub fn reminding(self, account: &AccountId, user: &UserId) -> Self {
        let subscription = Update::at(keys::subscription(account, user));
        let subscription = subscription.set("type", Subscription::TYPE).set("account", account).set("user", user);
        self.update("subscription", subscription)
    }

    /// Ends reminding; the caller changes the attachment.
    #[must_use]
    pub fn not_reminding(self, account: &AccountId, user: &UserId) -> Self {
        self.delete("subscription", keys::subscription(account, user))
    }
}

/// Those of a company who want to be reminded.
pub struct SubscriptionsOf<'a> {
    /// The company.
    pub organization: &'a OrganizationId,
}

impl Pattern for SubscriptionsOf<'_> {
    type Output = Subscription;
    fn partition(&self) -> String {
        keys::reminders_partition(self.organization)
    }
    fn prefix(&self) -> String {
        keys::SUBSCRIPTION.to_owned()
    }
}

/// How far the reminding of a company has come on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderRun {
    /// The company.
    pub organization: OrganizationId,
    /// The day in its zone.
    pub day: Date,
    /// Where to go on; `None` at the end.
    #[serde(default)]
    pub cursor: Option<String>,
}

impl Entity for ReminderRun {
    const TYPE: &'static str = "reminder_run";
    fn key(&self) -> Key {
        keys::reminder_run(&self.organization)
    }
}
