//! `POST /api/exchange/v1/periods/{period}/reopen`: takes a month back for correction.

use axum::Json;
use axum::extract::State;
use domain::Period;
use http::{ApiError, ApiResult, App, ClientAddress, Code, ExchangeCaller, Problem, Segment};
use serde::Deserialize;
use table::entities::exchange_key::Scope;
use table::entities::organization::{ClosedPeriod, OrganizationItem};
use table::entities::period::{PeriodItem, PeriodStatus, PeriodsAsTheyAre};
use table::{CommitError, Table, Update, keys};
use utoipa::ToSchema;

use crate::month::{ATTEMPTS, Month};
use crate::optional_body::OptionalBody;
use crate::publication::{Change, PeriodAnswer};

/// Reopening needs nothing to be said.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reopening {}

/// Reopens a period: residents no longer see its charges, the accountant may load again. Reopening an open period
/// changes nothing. Its version stays: the next closing makes the next one.
#[utoipa::path(post, path = "/api/exchange/v1/periods/{period}/reopen", tag = "exchange", request_body = Option<Reopening>, params(("period" = String, Path, example = "2026-10")), responses(
    (status = 200, body = PeriodAnswer),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "`key_invalid`", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`scope_missing`", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "`period_unknown`", body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`validation_failed`", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`: send it again whole", body = Problem,
        content_type = "application/problem+json"),
))]
pub async fn reopen_period(
    State(app): State<App>,
    caller: ExchangeCaller,
    Segment((period,)): Segment<(Period,)>,
    address: ClientAddress,
    body: OptionalBody,
) -> ApiResult<Json<PeriodAnswer>> {
    caller.require(Scope::Close)?;
    let Reopening {} = body.parse()?;
    for _ in 0..ATTEMPTS {
        let (month, calendar) = Month::with_calendar(&app, &caller, period).await?;
        let item = month.item.ok_or_else(|| ApiError::new(Code::PeriodUnknown))?;
        if item.status == PeriodStatus::Open {
            return Ok(Json(PeriodAnswer::of(&item)));
        }
        let organization = month.organization.ok_or_else(|| ApiError::new(Code::OrganizationMissing))?;
        let latest = latest_without(&app.table, &organization, period).await?;
        let change = Change { caller: &caller, address, at: app.clock.now(), item: &item };
        let transaction = app
            .table
            .transaction()
            .update("period", change.of_period(PeriodStatus::Open))
            .update("organization", Change::of_organization(&organization, latest))
            .update("calendar", calendar.reopened(period))
            .update("requisites", Update::at(keys::requisites(&organization.id, period)).set("reopened", true).exists())
            .put_new("event", &change.event(PeriodStatus::Open, item.version));
        match app.table.commit(transaction).await {
            Ok(()) => return Ok(Json(PeriodAnswer::of(&PeriodItem { status: PeriodStatus::Open, ..item }))),
            Err(CommitError::Refused(_)) => {}
            Err(CommitError::Table(error)) => return Err(error.into()),
        }
    }
    Err(ApiError::new(Code::Unavailable).retry_after(1))
}

/// The latest period that stays closed. The company's revision, which every closing raises, guards the answer.
async fn latest_without(
    table: &Table,
    organization: &OrganizationItem,
    reopened: Period,
) -> ApiResult<Option<ClosedPeriod>> {
    if organization.latest_closed.is_some_and(|latest| latest.period != reopened) {
        return Ok(organization.latest_closed);
    }
    let periods = table.query_all(&PeriodsAsTheyAre { organization: &organization.id }).await?;
    let closed = |item: PeriodItem| {
        let stays = item.status == PeriodStatus::Closed && item.period != reopened;
        stays.then_some(ClosedPeriod { period: item.period, version: item.version, closed_at: item.closed_at? })
    };
    Ok(periods.into_iter().find_map(closed))
}
