//! Online payments of an account and what happened to them.

use domain::account::AccountNumber;
use domain::email::Email;
use domain::payment::{OnlineEntry, Payment};
use domain::phone::Phone;
use domain::{AccountId, Money, PaymentId, UserId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::entities::organization::first_provider;
use crate::feed::{Event, Feed};
use crate::{Entity, Key, Pattern, Update, keys};

/// A payment as it stands. Whoever changes it must have seen its number of moves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentItem {
    /// What was ordered and where it stands.
    pub payment: Payment,
    /// Number of its account in the company.
    pub number: AccountNumber,
    /// Who ordered it.
    pub user: UserId,
    /// Name of the payment provider where it was ordered.
    #[serde(default = "first_provider")]
    pub provider: String,
    /// The shop at the provider.
    pub shop: String,
    /// Where the confirmation goes; nobody knows any more once the person was erased.
    #[serde(default)]
    pub email: Option<Email>,
    /// Where the fiscal receipt goes instead, if the person wanted so.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// When it was ordered.
    pub created_at: Timestamp,
    /// How many moves it has made.
    pub moves: u32,
}

impl PaymentItem {
    /// The payment after a move.
    #[must_use]
    pub fn moved(&self, payment: Payment) -> Self {
        Self { payment, moves: self.moves.saturating_add(1), ..self.clone() }
    }

    /// Nobody has moved it since it was read.
    pub fn unmoved(&self) -> Update {
        Update::at(self.key()).equals("moves", self.moves)
    }

    /// What the accounting system is told of it.
    pub fn posted(&self, operation: &str) -> PaymentPosted {
        PaymentPosted {
            payment: self.payment.id().clone(),
            account: self.number.clone(),
            amount: self.payment.amount(),
            test: self.payment.is_test(),
            operation: operation.to_owned(),
        }
    }

    /// What it adds to the account when it is paid by this movement.
    pub fn entry(&self, at: Timestamp) -> Option<OnlineEntry> {
        let id = domain::line_text::LineText::parse(self.payment.id().as_str()).ok()?;
        let amount = self.payment.amount();
        Some(OnlineEntry {
            id,
            payment: self.payment.id().clone(),
            paid: amount,
            amount,
            at,
            reported: None,
            held: None,
            told: Vec::new(),
        })
    }
}

/// That money was posted, for the accounting system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentPosted {
    /// The payment.
    pub payment: PaymentId,
    /// Number of the account.
    pub account: AccountNumber,
    /// How much.
    pub amount: Money,
    /// No real money moved.
    pub test: bool,
    /// The provider's id of the operation.
    pub operation: String,
}

impl Event for PaymentPosted {
    const FEED: Feed = Feed::Payments;
}

impl Entity for PaymentItem {
    const TYPE: &'static str = "payment";
    fn key(&self) -> Key {
        keys::payment(self.payment.id())
    }
}

/// A change of a payment: what leads to the person who ordered it is gone. It counts as a move, so that nobody who has
/// read the payment before writes it back.
pub(crate) fn without_contact(id: &PaymentId) -> Update {
    Update::at(keys::payment(id)).remove("email").remove("phone").add("moves", 1).exists()
}

/// That a person has ordered a payment. It leads from the person to the payment, and goes with the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderedPayment {
    /// The person.
    pub user: UserId,
    /// The payment.
    pub payment: PaymentId,
}

impl Entity for OrderedPayment {
    const TYPE: &'static str = "ordered_payment";
    fn key(&self) -> Key {
        keys::ordered_payment(&self.user, &self.payment)
    }
}

/// Payments of an account, newest first.
pub struct PaymentsOf<'a> {
    /// The account.
    pub account: &'a AccountId,
}

impl Pattern for PaymentsOf<'_> {
    type Output = PaymentItem;
    fn partition(&self) -> String {
        keys::account_partition(self.account)
    }
    fn prefix(&self) -> String {
        keys::PAYMENT.to_owned()
    }
    fn newest_first(&self) -> bool {
        true
    }
}

/// That a call has ordered a payment: the same call again is answered with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentRequest {
    /// The account.
    pub account: AccountId,
    /// Who called.
    pub user: UserId,
    /// SHA-256 of the idempotency key.
    pub key_hash: String,
    /// SHA-256 of what was asked for.
    pub fingerprint: String,
    /// What it came to.
    pub payment: PaymentId,
}

impl Entity for PaymentRequest {
    const TYPE: &'static str = "payment_request";
    fn key(&self) -> Key {
        keys::payment_request(&self.account, &self.user, &self.key_hash)
    }
}

/// What a payment became, when and why. Never changed, never deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentEvent {
    /// The payment.
    pub payment: PaymentId,
    /// Its number among the moves of the payment; 0 for its order.
    pub number: u32,
    /// The status it came to.
    pub became: String,
    /// Why.
    pub cause: Cause,
    /// When.
    pub at: Timestamp,
    /// The network that the call came from; empty where the clock did it.
    pub network: String,
    /// The provider's id of the movement, or the company's id of the refund.
    #[serde(default)]
    pub movement: Option<String>,
    /// Money that moved.
    #[serde(default)]
    pub amount: Option<Money>,
    /// Why, in the words of the company's accountant.
    #[serde(default)]
    pub reason: Option<String>,
    /// Public part of the exchange key that did it.
    #[serde(default)]
    pub key_prefix: Option<String>,
}

/// Why a payment moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// A person ordered it.
    Ordered,
    /// The provider asked whether it may take the money.
    ProviderAsked,
    /// The provider took the money in time.
    ProviderTook,
    /// The provider took the money after the payment had failed or expired.
    ProviderTookLate,
    /// The provider sent the person back without a payment.
    ReturnedUnpaid,
    /// Nobody paid within the term.
    TermEnded,
    /// The company gave money back.
    CompanyRefunded,
}

impl PaymentEvent {
    /// What the item has just become.
    pub fn of(item: &PaymentItem, cause: Cause, at: Timestamp, network: String) -> Self {
        let became = match item.payment.state() {
            domain::payment::State::Created => "created",
            domain::payment::State::Pending => "pending",
            domain::payment::State::Paid { .. } => "paid",
            domain::payment::State::Failed => "failed",
            domain::payment::State::Expired => "expired",
            domain::payment::State::Refunded { .. } => "refunded",
        };
        let payment = item.payment.id().clone();
        let became = became.to_owned();
        Self {
            payment,
            number: item.moves,
            became,
            cause,
            at,
            network,
            movement: None,
            amount: None,
            reason: None,
            key_prefix: None,
        }
    }
}

impl Entity for PaymentEvent {
    const TYPE: &'static str = "payment_event";
    fn key(&self) -> Key {
        keys::payment_event(&self.payment, self.number)
    }
}

/// What happened to a payment, oldest first.
pub struct PaymentEventsOf<'a> {
    /// The payment.
    pub payment: &'a PaymentId,
}

impl Pattern for PaymentEventsOf<'_> {
    type Output = PaymentEvent;
    fn partition(&self) -> String {
        keys::account_partition(&self.payment.account())
    }
    fn prefix(&self) -> String {
        keys::payment_events(self.payment)
    }
    fn consistent(&self) -> bool {
        true
    }
}
