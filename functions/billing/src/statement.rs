//! A statement as residents see it: the names under which it was loaded, its closing, and its sums.

use domain::account::AccountNumber;
use domain::line_text::LineText;
use domain::statement::{self, Channel, Totals};
use domain::{Decimal, Money, Period, number};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use table::entities::period::PeriodStatus;
use table::pages::Publication;
use utoipa::ToSchema;

/// Charges of a closed period. Amounts are kopecks; balances are debts where positive.
/// `closing = opening + charged + recalculated + privileges + penalty − paid`.
#[derive(Debug, Serialize, ToSchema)]
pub struct Statement {
    /// Number of the account with the company.
    #[schema(value_type = String, example = "100200300")]
    account: AccountNumber,
    /// The month.
    #[schema(value_type = String, example = "2026-09")]
    period: Period,
    /// Always `closed`: an open period shows no charges.
    #[schema(schema_with = closed)]
    status: PeriodStatus,
    /// How many times the period has been closed.
    version: u32,
    /// When it was closed last.
    #[schema(value_type = String, format = DateTime)]
    closed_at: Timestamp,
    /// An earlier closing of the period showed other charges of this account, or other common needs of a service that is
    /// among them.
    corrected: bool,
    /// Balance at the beginning.
    #[schema(value_type = i64)]
    opening: Money,
    /// One a service.
    lines: Vec<Line>,
    /// Penalty («пени»).
    #[schema(value_type = i64)]
    penalty: Money,
    /// Money received.
    payments: Vec<StatementPayment>,
    /// Balance at the end.
    #[schema(value_type = i64)]
    closing: Money,
    /// What the receipt asks for; never negative.
    #[schema(value_type = i64)]
    to_pay: Money,
    /// Something of the balance is paid by instalments: `to_pay` is not all of it.
    by_instalments: bool,
    /// The last day to pay it without penalty: as the closing has it, else as the law does (ЖК РФ, ст. 155, ч. 1).
    #[schema(value_type = String, format = Date, example = "2026-10-15")]
    due_date: Date,
    /// Sum of the base charges.
    #[schema(value_type = i64)]
    charged: Money,
    /// Sum of the recalculations.
    #[schema(value_type = i64)]
    recalculated: Money,
    /// Sum of the privileges, zero or negative.
    #[schema(value_type = i64)]
    privileges: Money,
    /// Sum of the money received.
    #[schema(value_type = i64)]
    paid: Money,
}

/// The charge for one service.
#[derive(Debug, Serialize, ToSchema)]
pub struct Line {
    /// The company's code of the service.
    #[schema(value_type = String)]
    service: LineText,
    /// Name for people.
    #[schema(value_type = String)]
    name: LineText,
    /// Unit of the volumes.
    #[schema(value_type = String)]
    unit: LineText,
    /// Volume consumed in the premises.
    #[serde(with = "number::text")]
    #[schema(value_type = String, example = "6.44")]
    individual_volume: Decimal,
    /// Share of the common-house volume (ОДН).
    #[serde(with = "number::text")]
    #[schema(value_type = String, example = "0")]
    odn_volume: Decimal,
    /// Roubles a unit.
    #[serde(with = "number::text")]
    #[schema(value_type = String, example = "145.97")]
    tariff: Decimal,
    /// Base charge.
    #[schema(value_type = i64)]
    base: Money,
    /// Multiplying coefficient where there is no meter that there should be, and what of the base it makes (ПП 354, п. 42).
    #[serde(skip_serializing_if = "Option::is_none")]
    multiplier: Option<Multiplied>,
    /// Corrections with their reasons.
    recalculations: Vec<Recalculation>,
    /// Privilege, zero or negative.
    #[schema(value_type = i64)]
    privilege: Money,
    /// Corrected charge.
    #[schema(value_type = i64)]
    total: Money,
}

/// What a multiplying coefficient makes of a charge.
#[derive(Debug, Serialize, ToSchema)]
pub struct Multiplied {
    /// The coefficient.
    #[serde(with = "number::text")]
    #[schema(value_type = String, example = "1.5")]
    coefficient: Decimal,
    /// The excess, a part of the base.
    #[schema(value_type = i64)]
    excess: Money,
}

/// A correction of a charge.
#[derive(Debug, Serialize, ToSchema)]
pub struct Recalculation {
    /// The period that is corrected.
    #[schema(value_type = String, example = "2026-08")]
    period: Period,
    /// Negative where the charge is reduced.
    #[schema(value_type = i64)]
    amount: Money,
    /// Why.
    #[schema(value_type = String)]
    reason: LineText,
}

/// Money received in the period.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatementPayment {
    /// Our payment where the money came through the cabinet.
    #[schema(value_type = Option<String>)]
    id: Option<LineText>,
    /// Day of the receipt.
    #[schema(value_type = String, format = Date)]
    date: Date,
    /// Negative for money given back.
    #[schema(value_type = i64)]
    amount: Money,
    /// The way it came.
    #[schema(schema_with = http::schemas::channel)]
    channel: Channel,
}

/// Schema of the one status that a statement can have.
pub fn closed() -> utoipa::openapi::schema::Object {
    http::schemas::enumeration(&[PeriodStatus::Closed])
}

impl Statement {
    /// What was published, read.
    pub fn of(
        account: AccountNumber,
        publication: &Publication,
        statement: statement::Statement,
        corrected: bool,
    ) -> Self {
        let Totals { charged, recalculated, privileges, paid } = statement.totals();
        Self {
            account,
            period: publication.closed.period,
            status: PeriodStatus::Closed,
            version: publication.closed.version,
            closed_at: publication.closed.closed_at,
            corrected,
            opening: statement.opening,
            lines: statement.lines.into_iter().map(Line::of).collect(),
            penalty: statement.penalty,
            payments: statement.payments.into_iter().map(StatementPayment::of).collect(),
            closing: statement.closing,
            to_pay: statement.to_pay,
            by_instalments: !statement.extras.instalments.is_empty(),
            due_date: publication.due_date,
            charged,
            recalculated,
            privileges,
            paid,
        }
    }
}

impl Line {
    fn of(line: statement::Line) -> Self {
        let recalculation =
            |statement::Recalculation { period, amount, reason }| Recalculation { period, amount, reason };
        Self {
            service: line.service,
            name: line.name,
            unit: line.unit,
            individual_volume: line.individual_volume,
            odn_volume: line.odn_volume,
            tariff: line.tariff,
            base: line.base,
            multiplier: line.multiplier.map(|it| Multiplied { coefficient: it.coefficient, excess: it.excess }),
            recalculations: line.recalculations.into_iter().map(recalculation).collect(),
            privilege: line.privilege,
            total: line.total,
        }
    }
}

impl StatementPayment {
    fn of(statement::Receipt { id, date, amount, channel }: statement::Receipt) -> Self {
        Self { id, date, amount, channel }
    }
}
