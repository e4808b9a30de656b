//! What a mail says.

use domain::{AccountId, AppealId, OrderId, PaymentId, UserId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::follows;
use crate::entities::mailing::MailingOf;

/// What a message says; the mailer knows the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "template", rename_all = "snake_case")]
pub enum Content {
    /// Confirms the address of a new registration; carries a link with a token.
    Activation {
        /// Who registers.
        user: UserId,
    },
    /// Somebody tried to register with an address that has an account, or to take it for theirs.
    AlreadyRegistered {
        /// The owner.
        user: UserId,
    },
    /// Somebody forgot the password; carries a link with a token.
    PasswordReset {
        /// Whose.
        user: UserId,
    },
    /// The password is another one now.
    PasswordChanged {
        /// Whose.
        user: UserId,
    },
    /// Confirms a new address; carries a link with a token.
    EmailChange {
        /// Whose.
        user: UserId,
        /// SHA-256 of the new address: the link is good for no other.
        address_hash: String,
    },
    /// Tells the present address that another one was asked for.
    EmailChangeAsked {
        /// Whose.
        user: UserId,
    },
    /// Tells the old address that it is another one now.
    EmailChanged {
        /// Whose.
        user: UserId,
    },
    /// A copied session was noticed and ended.
    SessionStolen {
        /// Whose.
        user: UserId,
    },
    /// Somebody signed in after many wrong passwords.
    SignedInAfterFailures {
        /// Whose.
        user: UserId,
        /// With which program, in words.
        device: String,
        /// From which network, in words.
        place: String,
        /// When.
        at: Timestamp,
    },
    /// The person is erased; the last letter.
    Erased {
        /// Who it was: nothing must be left of them when the letter says so.
        user: UserId,
        /// Their login.
        login: String,
    },
    /// A while after that: what came too late to be erased with the rest. No letter.
    ErasedLate {
        /// Who it was.
        user: UserId,
    },
    /// Money was posted.
    PaymentReceived {
        /// The payment.
        payment: PaymentId,
    },
    /// The company gave money of a payment back.
    PaymentRefunded {
        /// The payment.
        payment: PaymentId,
        /// The company's id of the refund.
        refund: String,
    },
    /// The company moved an order of a paid service.
    OrderMoved {
        /// The order.
        order: OrderId,
        /// Which of its moves, counted from one.
        number: usize,
    },
    /// The company said something to an appeal.
    AppealAnswered {
        /// The appeal.
        appeal: AppealId,
        /// The message.
        message: String,
    },
    /// Mistakes in texts that were reported within a while, to the operator.
    TyposReported {
        /// From when on.
        from: Timestamp,
        /// Before when.
        until: Timestamp,
    },
    /// Readings of an account's meters are due.
    ReadingsReminder {
        /// Who wanted to be reminded.
        user: UserId,
        /// Of which account.
        account: AccountId,
        /// First day of the window.
        since: Date,
        /// Last day of the window.
        until: Date,
    },
    /// The receipts of a closing, to everybody who wants them: comes to a [`Content::Receipt`] for each.
    Mailing(MailingOrder),
    /// A receipt to a person who wants it.
    Receipt(ReceiptOrder),
    /// Written by a newer version of ours: left for a mailer that knows the words.
    #[serde(other)]
    Unknown,
}

impl Content {
    /// Whom it is about; `None` for what is not known.
    pub fn user(&self) -> Option<&UserId> {
        match self {
            Self::Activation { user }
            | Self::AlreadyRegistered { user }
            | Self::PasswordReset { user }
            | Self::PasswordChanged { user }
            | Self::EmailChange { user, .. }
            | Self::EmailChangeAsked { user }
            | Self::EmailChanged { user }
            | Self::SessionStolen { user }
            | Self::SignedInAfterFailures { user, .. }
            | Self::Erased { user, .. }
            | Self::ErasedLate { user }
            | Self::ReadingsReminder { user, .. } => Some(user),
            Self::Receipt(order) => Some(&order.user),
            Self::PaymentReceived { .. }
            | Self::PaymentRefunded { .. }
            | Self::OrderMoved { .. }
            | Self::AppealAnswered { .. }
            | Self::TyposReported { .. }
            | Self::Mailing(_)
            | Self::Unknown => None,
        }
    }
}

/// A look through the subscriptions of a company, and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailingOrder {
    /// Which closing.
    pub of: MailingOf,
    /// When the period was closed: who subscribed later waits for the next one.
    pub closed_at: Timestamp,
    /// The shard of subscriptions that is looked through.
    pub shard: u8,
    /// Where in it the look goes on; nothing at its beginning.
    #[serde(default)]
    pub cursor: Option<String>,
}

/// A receipt that is wanted by mail. Address and contents are those of the moment when it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptOrder {
    /// The mailing that it belongs to.
    pub of: MailingOf,
    /// Who wants it.
    pub user: UserId,
    /// The account.
    pub account: AccountId,
    /// The version of the receipt, as its statement and its requisites have it: nobody is mailed one twice.
    pub statement_version: u32,
}

impl ReceiptOrder {
    /// The id of its message and of its trace: the same receipt for the same person has one of each for ever.
    pub fn id(&self) -> String {
        let Self { of, user, account, statement_version } = self;
        follows('z', &format!("{user} {account} {} {statement_version}", of.period))
    }
}
