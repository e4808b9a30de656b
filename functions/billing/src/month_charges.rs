//! The sums of a month.

use domain::line_text::LineText;
use domain::statement::{Statement, Totals};
use domain::{Money, Period};
use serde::Serialize;
use utoipa::ToSchema;

/// What a month came to, in kopecks. `total = charged + recalculated + privileges`.
#[derive(Debug, Serialize, ToSchema)]
pub struct MonthCharges {
    /// The month.
    #[schema(value_type = String, example = "2026-09")]
    period: Period,
    /// Sum of the base charges.
    #[schema(value_type = i64)]
    charged: Money,
    /// Sum of the recalculations.
    #[schema(value_type = i64)]
    recalculated: Money,
    /// Sum of the privileges, zero or negative.
    #[schema(value_type = i64)]
    privileges: Money,
    /// Corrected charges of all services.
    #[schema(value_type = i64)]
    total: Money,
    /// Penalty («пени»).
    #[schema(value_type = i64)]
    penalty: Money,
    /// What the receipt asked for; never negative.
    #[schema(value_type = i64)]
    to_pay: Money,
    /// Corrected charges by service, in the order of the statement; they add up to `total`.
    services: Vec<ServiceCharges>,
}

/// What a service came to.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceCharges {
    /// The company's code of the service.
    #[schema(value_type = String)]
    service: LineText,
    /// Name for people.
    #[schema(value_type = String)]
    name: LineText,
    /// Corrected charge.
    #[schema(value_type = i64)]
    total: Money,
}

impl MonthCharges {
    /// The sums of a statement.
    pub fn of(period: Period, statement: &Statement) -> Self {
        let Totals { charged, recalculated, privileges, .. } = statement.totals();
        Self {
            period,
            charged,
            recalculated,
            privileges,
            total: Money::checked_sum(statement.lines.iter().map(|line| line.total)).unwrap_or_default(),
            penalty: statement.penalty,
            to_pay: statement.to_pay,
            services: services(statement),
        }
    }
}

/// Several lines of one service are one sum.
fn services(statement: &Statement) -> Vec<ServiceCharges> {
    let mut services: Vec<ServiceCharges> = Vec::with_capacity(statement.lines.len());
    for line in &statement.lines {
        match services.iter_mut().find(|known| known.service == line.service) {
            Some(known) => known.total = known.total.checked_add(line.total).unwrap_or(known.total),
            None => services.push(ServiceCharges {
                service: line.service.clone(),
                name: line.name.clone(),
                total: line.total,
            }),
        }
    }
    services
}
