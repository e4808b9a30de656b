//! A payment as residents see it.

use domain::payment::State;
use domain::{Money, PaymentId, Period, UserId};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use table::entities::account::AccountItem;
use table::entities::payment::PaymentItem;
use utoipa::ToSchema;

/// An online payment of an account.
#[derive(Debug, Serialize, ToSchema)]
pub struct Payment {
    /// Opaque id; the accounting system reports the payment by it.
    #[schema(value_type = String)]
    id: PaymentId,
    /// Kopecks.
    #[schema(value_type = i64)]
    amount: Money,
    /// Where it stands.
    status: Status,
    /// Whoever asks has ordered it; otherwise somebody else who has attached the account.
    mine: bool,
    /// Why it failed; null unless it did.
    failure: Option<Failure>,
    /// Kopecks given back by the company; whole or a part where the status is `refunded`.
    #[schema(value_type = i64)]
    refunded: Money,
    /// No real money moves: the provider's test mode.
    test: bool,
    /// When it was ordered.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// Until when it can be paid.
    #[schema(value_type = String, format = DateTime)]
    payable_until: Timestamp,
    /// When the money was posted.
    #[schema(value_type = Option<String>, format = DateTime)]
    paid_at: Option<Timestamp>,
    /// The provider's number of the operation.
    operation: Option<String>,
    /// The company's accounting has reported it («учтён»).
    reported: bool,
    /// The period in whose statement it was reported, unless that is long ago.
    #[schema(value_type = Option<String>, example = "2026-10")]
    reported_in: Option<Period>,
}

/// Where a payment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PaymentStatus)]
pub enum Status {
    /// The person was sent to the provider.
    Created,
    /// The provider is taking the money.
    Pending,
    /// The money is posted.
    Paid,
    /// It was not paid.
    Failed,
    /// The company gave money back.
    Refunded,
}

/// Why a payment was not paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PaymentFailure)]
pub enum Failure {
    /// The provider sent the person back without it.
    Refused,
    /// Nobody paid in time.
    Expired,
}

/// Payment and account are read at once, not at one moment.
const JUST_NOW: SignedDuration = SignedDuration::from_hours(1);

impl Payment {
    /// The payment at a moment, beside its account, as a person sees it.
    pub fn of(item: &PaymentItem, account: Option<&AccountItem>, person: &UserId, now: Timestamp) -> Self {
        let payment = &item.payment;
        let (status, failure) = status(&payment.state_at(now));
        let operation = payment.operation();
        let entry =
            account.and_then(|account| account.online.iter().find(|entry| entry.id.as_str() == payment.id().as_str()));
        // What is no longer remembered beside the account was reported long ago; what was paid just now may not have been
        // there yet when the account was read.
        let reported = operation.is_some_and(|operation| match entry {
            Some(entry) => entry.reported.is_some(),
            None => now.duration_since(operation.at) > JUST_NOW,
        });
        Self {
            id: payment.id().clone(),
            amount: payment.amount(),
            status,
            mine: item.user == *person,
            failure,
            refunded: payment.refunded(),
            test: payment.is_test(),
            created_at: item.created_at,
            payable_until: payment.payable_until(),
            paid_at: operation.map(|operation| operation.at),
            operation: operation.map(|operation| operation.id.clone()),
            reported,
            reported_in: entry.and_then(|entry| entry.reported).map(|report| report.period),
        }
    }
}

const fn status(state: &State) -> (Status, Option<Failure>) {
    match state {
        State::Created => (Status::Created, None),
        State::Pending => (Status::Pending, None),
        State::Paid { .. } => (Status::Paid, None),
        State::Refunded { .. } => (Status::Refunded, None),
        State::Failed => (Status::Failed, Some(Failure::Refused)),
        State::Expired => (Status::Failed, Some(Failure::Expired)),
    }
}
