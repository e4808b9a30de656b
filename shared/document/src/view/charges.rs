//! Sections 3 and 5: the calculation of the charges, and the reasons of recalculations.

use domain::Money;
use domain::statement::{Line, Statement};
use serde::Serialize;

use crate::format::{decimal, decimal_or_dash, money, money_or_dash};

/// Section 3.
#[derive(Debug, Serialize)]
pub struct Charges {
    lines: Vec<Charge>,
    individual: String,
    common: String,
    base: String,
    recalculated: String,
    privileges: String,
    services: String,
    penalty: String,
    total: String,
}

/// One service.
#[derive(Debug, Serialize)]
struct Charge {
    name: String,
    unit: String,
    individual_volume: String,
    odn_volume: String,
    tariff: String,
    individual: String,
    common: String,
    base: String,
    recalculated: String,
    privilege: String,
    total: String,
}

/// One recalculation.
#[derive(Debug, Serialize)]
pub struct Recalculated {
    service: String,
    period: String,
    reason: String,
    amount: String,
}

impl Charges {
    pub fn of(statement: &Statement) -> Self {
        let totals = statement.totals();
        let services = sum(statement.lines.iter().map(|line| line.total));
        Self {
            lines: statement.lines.iter().map(Charge::of).collect(),
            individual: money(sum(statement.lines.iter().map(Line::individual_base))),
            common: money_or_dash(sum(statement.lines.iter().map(Line::common_base))),
            base: money(totals.charged),
            recalculated: money_or_dash(totals.recalculated),
            privileges: money_or_dash(totals.privileges),
            services: money(services),
            penalty: money(statement.penalty),
            total: money(sum([services, statement.penalty])),
        }
    }
}

impl Charge {
    fn of(line: &Line) -> Self {
        Self {
            name: line.name.to_string(),
            unit: line.unit.to_string(),
            individual_volume: decimal_or_dash(line.individual_volume),
            odn_volume: decimal_or_dash(line.odn_volume),
            tariff: decimal(line.tariff),
            individual: money_or_dash(line.individual_base()),
            common: money_or_dash(line.common_base()),
            base: money(line.base),
            recalculated: money_or_dash(line.recalculated().unwrap_or_default()),
            privilege: money_or_dash(line.privilege),
            total: money(line.total),
        }
    }
}

/// All recalculations with the services that they belong to, in the order of the services.
pub fn recalculated(statement: &Statement) -> Vec<Recalculated> {
    let of_line = |line: &Line| {
        let name = line.name.to_string();
        let recalculated = line.recalculations.iter().map(move |recalculation| Recalculated {
            service: name.clone(),
            period: recalculation.period.in_russian(),
            reason: recalculation.reason.to_string(),
            amount: money(recalculation.amount),
        });
        recalculated.collect::<Vec<_>>()
    };
    statement.lines.iter().flat_map(of_line).collect()
}

/// A service whose charge is multiplied.
#[derive(Debug, Serialize)]
pub struct Multiplied {
    service: String,
    coefficient: String,
    excess: String,
}

/// The services whose charges are multiplied, with what they are higher by it.
pub fn multiplied(statement: &Statement) -> Vec<Multiplied> {
    let multiplied = |line: &Line| {
        let multiplier = line.multiplier?;
        Some(Multiplied {
            service: line.name.to_string(),
            coefficient: decimal(multiplier.coefficient),
            excess: money(multiplier.excess),
        })
    };
    statement.lines.iter().filter_map(multiplied).collect()
}

/// Sums of a checked statement fit.
fn sum(amounts: impl IntoIterator<Item = Money>) -> Money {
    Money::checked_sum(amounts).unwrap_or_default()
}
