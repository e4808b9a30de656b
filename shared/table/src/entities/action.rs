//! What a person did in the cabinet: shown to the person, kept for a year, erased with the person.

use domain::UserId;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, Pattern, keys};

/// How long an action is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 366);

/// An entry of the audit trail of a person. It is written in the transaction of the change that it tells of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Whose.
    pub user: UserId,
    /// Begins with the time.
    pub id: String,
    /// What was done.
    pub code: ActionCode,
    /// What it was done to, in the person's own words: an account number.
    #[serde(default)]
    pub detail: Option<String>,
    /// Stable code of why it was refused, where it was.
    #[serde(default)]
    pub reason: Option<String>,
    /// With which program, in words.
    pub device: String,
    /// From which network, in words.
    pub place: String,
    /// When.
    pub at: Timestamp,
}

/// What can be done. The frontend has a sentence for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActionCode {
    /// The address of a registration was confirmed.
    Activated,
    /// Accepted a newer version of the agreement.
    AgreementAccepted,
    /// Signed in.
    SignedIn,
    /// Signed in after many wrong passwords.
    SignedInAfterFailures,
    /// Signed out.
    SignedOut,
    /// Signed out of all browsers.
    SignedOutEverywhere,
    /// Ended another session.
    SessionEnded,
    /// Ended all other sessions.
    SessionsEnded,
    /// A copied session was noticed and ended.
    SessionStolen,
    /// Changed the password.
    PasswordChanged,
    /// Chose a new password by a link.
    PasswordReset,
    /// Asked for another address.
    EmailChangeAsked,
    /// Took that back.
    EmailChangeWithdrawn,
    /// Confirmed the other address.
    EmailChanged,
    /// Changed the mailing subscriptions, as long as they were the person's and not each account's.
    MailingsChanged,
    /// Attached an account.
    AccountAttached,
    /// Detached an account.
    AccountDetached,
    /// Gave an account a name of its own, or took it away.
    AccountRenamed,
    /// Wants the receipts of an account by mail.
    ReceiptsSubscribed,
    /// Wants them no longer.
    ReceiptsUnsubscribed,
    /// Wants to be reminded of an account's readings.
    RemindersSubscribed,
    /// Wants that no longer.
    RemindersUnsubscribed,
    /// Sent readings of meters.
    ReadingsSent,
    /// Ordered a payment and went to the provider.
    PaymentStarted,
    /// Ordered a payment that cannot be: nothing was begun.
    PaymentOrderRefused,
    /// The provider told of money for a payment of the person in a way that does not fit it: nothing was posted.
    PaymentNoticeRefused,
    /// Written by a newer version of ours.
    #[serde(other)]
    Unknown,
}

impl Entity for Action {
    const TYPE: &'static str = "action";
    fn key(&self) -> Key {
        keys::action(&self.user, &self.id)
    }
    fn expires_at(&self) -> Option<Timestamp> {
        self.at.checked_add(KEPT).ok()
    }
}

/// The actions of a person.
pub struct ActionsOf<'a> {
    /// The person.
    pub user: &'a UserId,
}

impl Pattern for ActionsOf<'_> {
    type Output = Action;
    fn partition(&self) -> String {
        keys::user_partition(self.user)
    }
    fn prefix(&self) -> String {
        keys::ACTION.to_owned()
    }
    fn newest_first(&self) -> bool {
        true
    }
}
