//! Common needs as residents see them: the numbers of the house, the share of the account, and the way between.

use domain::common_needs::{Calculation, Case, Premises, Share, formula};
use domain::line_text::LineText;
use domain::{Decimal, Money, Period, number};
use jiff::Timestamp;
use serde::Serialize;
use table::entities::account::AccountItem;
use table::entities::period::PeriodStatus;
use table::pages::PublishedCommonNeeds;
use utoipa::ToSchema;

/// Common needs (ОДН) of a closed period.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommonNeeds {
    /// The month.
    #[schema(value_type = String, example = "2026-09")]
    period: Period,
    /// Always `closed`: an open period shows nothing.
    #[schema(schema_with = crate::statement::closed)]
    status: PeriodStatus,
    /// How many times the period has been closed.
    version: u32,
    /// When it was closed last.
    #[schema(value_type = String, format = DateTime)]
    closed_at: Timestamp,
    /// One a service; none where the company calculates none for the house.
    items: Vec<CommonNeedsItem>,
}

/// The calculation of a service. Volumes are in its unit, areas in square metres.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommonNeedsItem {
    /// The company's code of the service.
    #[schema(value_type = String)]
    service: LineText,
    /// Name for people; null where the account does not list its services.
    #[schema(value_type = Option<String>)]
    name: Option<LineText>,
    /// Unit of the volumes; null where the account does not list its services.
    #[schema(value_type = Option<String>)]
    unit: Option<LineText>,
    /// What the house meter measured; null where there is none.
    #[serde(with = "number::text::option")]
    #[schema(value_type = Option<String>, example = "1000")]
    house_volume: Option<Decimal>,
    /// Sum of the individual meters.
    #[serde(with = "number::text")]
    #[schema(value_type = String, example = "750")]
    individual: Decimal,
    /// Sum of what was charged by norm.
    #[serde(with = "number::text")]
    #[schema(value_type = String, example = "100")]
    by_norm: Decimal,
    /// Sum of the non-residential premises.
    #[serde(with = "number::text")]
    #[schema(value_type = String, example = "50")]
    non_residential: Decimal,
    /// Whatever else was taken off.
    #[serde(with = "number::text")]
    #[schema(value_type = String, example = "0")]
    other: Decimal,
    /// The common volume of the house as it comes out; may be negative.
    #[serde(with = "number::text")]
    #[schema(value_type = String, example = "100")]
    volume: Decimal,
    /// The norm of the house; null where there is none.
    #[serde(with = "number::text::option")]
    #[schema(value_type = Option<String>, example = "120")]
    cap: Option<Decimal>,
    /// The volume that is charged to the house.
    #[serde(with = "number::text")]
    #[schema(value_type = String, example = "100")]
    applied_volume: Decimal,
    /// Which rule made the one of the other.
    #[schema(schema_with = case)]
    case: Case,
    /// Area of all premises that share the volume.
    #[serde(with = "number::text")]
    #[schema(value_type = String, example = "4000")]
    area_total: Decimal,
    /// Area of the account.
    #[serde(with = "number::text")]
    #[schema(value_type = String, example = "50")]
    area: Decimal,
    /// What falls to the account, up to six digits after the point.
    #[serde(with = "number::text")]
    #[schema(value_type = String, example = "1.25")]
    share: Decimal,
    /// Roubles a unit.
    #[serde(with = "number::text")]
    #[schema(value_type = String, example = "40")]
    tariff: Decimal,
    /// The exact share times the tariff, rounded once, in kopecks.
    #[schema(value_type = i64, example = 5_000)]
    amount: Money,
    /// The calculation filled in, line by line, for people.
    #[schema(example = "ОДН дома: 1000 − 50 − 100 − 750 − 0 = 100")]
    formula: String,
}

fn case() -> utoipa::openapi::schema::Object {
    http::schemas::enumeration(&[
        Case::Measured,
        Case::Capped,
        Case::AboveCap,
        Case::Carried,
        Case::SubtractedByArea,
        Case::SubtractedByResidents,
        Case::ByNorm,
    ])
}

impl CommonNeeds {
    /// What was published, of the services that the account has.
    pub fn of(PublishedCommonNeeds { closed, account, calculations }: PublishedCommonNeeds) -> Self {
        let has = |service: &LineText| {
            account.services.is_empty() || account.services.iter().any(|known| known.code == *service)
        };
        let calculations = calculations.into_iter().filter(|calculation| has(&calculation.service));
        Self {
            period: closed.period,
            status: PeriodStatus::Closed,
            version: closed.version,
            closed_at: closed.closed_at,
            items: calculations.map(|calculation| CommonNeedsItem::of(calculation, &account)).collect(),
        }
    }
}

impl CommonNeedsItem {
    fn of(calculation: Calculation, account: &AccountItem) -> Self {
        let premises = Premises { area: account.area, residents: account.residents };
        let Share { volume: share, amount } = calculation.share(premises);
        let service = account.services.iter().find(|service| service.code == calculation.service);
        let (volume, applied_volume) = (calculation.volume(), calculation.applied_volume());
        let (case, formula) = (calculation.case(), formula(&calculation, premises));
        let volumes = calculation.volumes;
        Self {
            name: service.map(|service| service.name.clone()),
            unit: service.map(|service| service.unit.clone()),
            service: calculation.service,
            house_volume: volumes.house_volume,
            individual: volumes.individual,
            by_norm: volumes.by_norm,
            non_residential: volumes.non_residential,
            other: volumes.other,
            volume,
            cap: volumes.cap,
            applied_volume,
            case,
            area_total: volumes.area_total,
            area: account.area,
            share,
            tariff: volumes.tariff,
            amount,
            formula,
        }
    }
}
