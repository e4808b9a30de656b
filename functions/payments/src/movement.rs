//! A row of movements as residents see it.

use domain::line_text::LineText;
use domain::statement::{Channel, Receipt};
use domain::{Money, Period, movements};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// How the balance moved in a period. Amounts are kopecks; balances are debts where positive.
/// `closing = opening + charged + recalculated + penalty − received`.
#[derive(Debug, Serialize, ToSchema)]
pub struct Movement {
    /// The month.
    #[schema(value_type = String, example = "2026-09")]
    period: Period,
    /// Balance at the beginning.
    #[schema(value_type = i64)]
    opening: Money,
    /// Base charges less privileges.
    #[schema(value_type = i64)]
    charged: Money,
    /// Corrections of this and of past periods.
    #[schema(value_type = i64)]
    recalculated: Money,
    /// Penalty («пени»).
    #[schema(value_type = i64)]
    penalty: Money,
    /// Money received.
    #[schema(value_type = i64)]
    received: Money,
    /// Balance at the end.
    #[schema(value_type = i64)]
    closing: Money,
    /// Every receipt of money.
    payments: Vec<MovementPayment>,
}

/// A receipt of money.
#[derive(Debug, Serialize, ToSchema)]
pub struct MovementPayment {
    /// Our payment where the money came through the cabinet.
    #[schema(value_type = Option<String>)]
    id: Option<LineText>,
    /// The day.
    #[schema(value_type = String, format = Date)]
    date: Date,
    /// Negative for money given back.
    #[schema(value_type = i64)]
    amount: Money,
    /// The way it came.
    #[schema(schema_with = http::schemas::channel)]
    channel: Channel,
}

impl Movement {
    /// The row of a period.
    pub fn of(row: movements::Movement) -> Self {
        let payment = |Receipt { id, date, amount, channel }| MovementPayment { id, date, amount, channel };
        Self {
            period: row.period,
            opening: row.opening,
            charged: row.charged,
            recalculated: row.recalculated,
            penalty: row.penalty,
            received: row.received,
            closing: row.closing,
            payments: row.payments.into_iter().map(payment).collect(),
        }
    }
}
