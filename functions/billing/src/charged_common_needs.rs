//! What an account was charged for common needs, beside our own calculation.

use domain::common_needs::{Calculation, Premises, statement_doubt};
use domain::statement::{Line, Statement};
use domain::{Decimal, Money, number};
use serde::Serialize;
use utoipa::ToSchema;

/// What a statement charges for the common needs of a service.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChargedCommonNeeds {
    /// In the unit of the service.
    #[serde(with = "number::text")]
    #[schema(value_type = String, example = "1.25")]
    volume: Decimal,
    /// In kopecks.
    #[schema(value_type = i64, example = 5_000)]
    amount: Money,
    /// It is not what the calculation gives, by more than rounding.
    differs: bool,
}

impl ChargedCommonNeeds {
    /// What a statement says of the service of a calculation. Nothing where it has no line of it: whether the account had
    /// the service then, nobody knows by now, and where it had, the exchange has told who loaded the statement.
    pub fn of(statement: &Statement, calculation: &Calculation, premises: Premises) -> Option<Self> {
        let lines = || statement.lines.iter().filter(|line| line.service == calculation.service);
        lines().next().is_some().then(|| Self {
            volume: lines().map(|line| line.odn_volume).sum(),
            amount: Money::checked_sum(lines().map(Line::common_base)).unwrap_or_default(),
            differs: statement_doubt(&statement.lines, calculation, premises, false).is_some(),
        })
    }
}
