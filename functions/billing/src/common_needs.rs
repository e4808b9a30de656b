//! Common needs as residents see them: the numbers of the house, the share of the account, and the way between.

use domain::account::Service;
use domain::common_needs::{Calculation, Case, Share, formula};
use domain::line_text::LineText;
use domain::{Decimal, Money, Period, number};
use jiff::Timestamp;
use serde::Serialize;
use table::entities::period::PeriodStatus;
use table::pages::PublishedCommonNeeds;
use utoipa::ToSchema;

use crate::charged_common_needs::ChargedCommonNeeds;

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
    /// Name for people; null where the account was neither charged for it nor lists it.
    #[schema(value_type = Option<String>)]
    name: Option<LineText>,
    /// Unit of the volumes; null where the account was neither charged for it nor lists it.
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
    /// People in the house, where the volume is divided by them; else absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    house_residents: Option<u64>,
    /// People at the account, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    residents: Option<u32>,
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
    /// What the account was charged; null where nothing was charged for the service.
    charged: Option<ChargedCommonNeeds>,
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
    pub fn of(needs: &PublishedCommonNeeds) -> Self {
        let shown = needs.calculations.iter().filter(|calculation| concerns(needs, &calculation.service));
        Self {
            period: needs.closed.period,
            status: PeriodStatus::Closed,
            version: needs.closed.version,
            closed_at: needs.closed.closed_at,
            items: shown.map(|calculation| CommonNeedsItem::of(calculation, needs)).collect(),
        }
    }
}

/// The account has the service, was charged for it, or lists none: then nothing speaks against any.
fn concerns(needs: &PublishedCommonNeeds, service: &LineText) -> bool {
    let is_charged = || needs.statement.iter().flat_map(|it| &it.lines).any(|line| line.service == *service);
    needs.account.services.is_empty() || listed(service, needs).is_some() || is_charged()
}

/// The service as the account lists it now.
fn listed<'a>(service: &LineText, needs: &'a PublishedCommonNeeds) -> Option<&'a Service> {
    needs.account.services.iter().find(|known| known.code == *service)
}

impl CommonNeedsItem {
    fn of(calculation: &Calculation, needs: &PublishedCommonNeeds) -> Self {
        let premises = needs.facts.premises();
        let Share { volume: share, amount } = calculation.share(premises);
        let (name, unit) = name_and_unit(&calculation.service, needs).unzip();
        let volumes = calculation.volumes.clone();
        let by_residents = calculation.case() == Case::SubtractedByResidents;
        Self {
            name,
            unit,
            service: calculation.service.clone(),
            house_volume: volumes.house_volume,
            individual: volumes.individual,
            by_norm: volumes.by_norm,
            non_residential: volumes.non_residential,
            other: volumes.other,
            volume: calculation.volume(),
            cap: volumes.cap,
            applied_volume: calculation.applied_volume(),
            case: calculation.case(),
            area_total: volumes.area_total,
            area: premises.area,
            house_residents: calculation.terms.residents.filter(|_| by_residents),
            residents: Some(premises.residents).filter(|_| by_residents),
            share,
            tariff: volumes.tariff,
            amount,
            charged: needs.statement.as_ref().and_then(|it| ChargedCommonNeeds::of(it, calculation, premises)),
            formula: formula(calculation, premises),
        }
    }
}

/// As the account was charged for the service, else as it lists it now.
fn name_and_unit(service: &LineText, needs: &PublishedCommonNeeds) -> Option<(LineText, LineText)> {
    let mut charged = needs.statement.iter().flat_map(|it| &it.lines).filter(|line| line.service == *service);
    let charged = charged.next().map(|line| (line.name.clone(), line.unit.clone()));
    charged.or_else(|| listed(service, needs).map(|known| (known.name.clone(), known.unit.clone())))
}
