//! `POST /api/exchange/v1/periods/{period}/close`: publishes a month to its residents.

use axum::Json;
use axum::extract::State;
use domain::organization::Organization;
use domain::{Period, due_date};
use http::{ApiError, ApiResult, App, ClientAddress, Code, ExchangeCaller, Problem, Segment};
use jiff::civil::Date;
use serde::Deserialize;
use table::entities::closed_periods::ClosedPeriods;
use table::entities::exchange_key::Scope;
use table::entities::mailing::MailingOf;
use table::entities::message::Message;
use table::entities::organization::{ClosedPeriod, OrganizationItem, RequisitesItem};
use table::entities::period::{PeriodItem, PeriodStatus};
use table::{CommitError, Transaction};
use utoipa::ToSchema;

use crate::month::{ATTEMPTS, Month};
use crate::optional_body::OptionalBody;
use crate::publication::{Change, PeriodAnswer};

/// What the accountant expects to publish.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// The period is not closed while it holds fewer statements.
    #[serde(default)]
    pub expected_statements: Option<u64>,
    /// The last day to pay, after the period and within a year; where none is named, that of the closing before, else the
    /// company's `due_day`, else the 15th of the next month.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date, example = "2026-11-20")]
    pub due_date: Option<Date>,
}

impl Closing {
    fn check(&self, period: Period) -> ApiResult<()> {
        let fits = self.due_date.map_or(Ok(()), |due| due_date::check(period, due));
        fits.map_err(|refusal| ApiError::field("due_date", &refusal))
    }

    /// The last day to pay.
    fn due(&self, item: &PeriodItem, company: &Organization) -> Date {
        self.due_date.or(item.due).unwrap_or_else(|| due_date::due_date(item.period, company.due_day))
    }
}

/// Closes a period: residents see its charges from now on, and those who want receipts by mail get theirs. Closing a closed period changes nothing and answers as the
/// closing did, so that a call whose answer got lost can be repeated.
#[utoipa::path(post, path = "/api/exchange/v1/periods/{period}/close", tag = "exchange", request_body = Option<Closing>, params(("period" = String, Path, example = "2026-10")), responses(
    (status = 200, body = PeriodAnswer),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "`key_invalid`", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`scope_missing`", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "`period_unknown`", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "`statements_missing`, `organization_missing`", body = Problem,
        content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`validation_failed`", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`: send it again whole", body = Problem,
        content_type = "application/problem+json"),
))]
pub async fn close_period(
    State(app): State<App>,
    caller: ExchangeCaller,
    Segment((period,)): Segment<(Period,)>,
    address: ClientAddress,
    body: OptionalBody,
) -> ApiResult<Json<PeriodAnswer>> {
    caller.require(Scope::Close)?;
    let closing: Closing = body.parse()?;
    closing.check(period)?;
    for _ in 0..ATTEMPTS {
        let (month, calendar) = Month::with_calendar(&app, &caller, period).await?;
        let (organization, requisites) = (month.organization, month.requisites);
        let item = expected(month.item, &closing)?;
        if item.status == PeriodStatus::Closed {
            return Ok(Json(PeriodAnswer::of(&item)));
        }
        let change = Change { caller: &caller, address, at: app.clock.now(), item: &item };
        let known = (organization, requisites, calendar);
        let transaction = close(&change, app.table.transaction(), &closing, known)?;
        match app.table.commit(transaction).await {
            // A load may have added statements until the commit: the answer counts what was published.
            Ok(()) => return answer(&app, &caller, period).await,
            Err(CommitError::Refused(_)) => {}
            Err(CommitError::Table(error)) => return Err(error.into()),
        }
    }
    Err(ApiError::new(Code::Unavailable).retry_after(1))
}

fn expected(item: Option<PeriodItem>, closing: &Closing) -> ApiResult<PeriodItem> {
    let item = item.ok_or_else(|| ApiError::new(Code::PeriodUnknown))?;
    let expected = closing.expected_statements.unwrap_or(1).max(1);
    if item.statements < expected {
        let detail = format!("Ожидалось начислений: {expected}, загружено: {}.", item.statements);
        return Err(ApiError::new(Code::StatementsMissing).detail(detail));
    }
    Ok(item)
}

fn close(
    change: &Change<'_>,
    transaction: Transaction,
    closing: &Closing,
    (organization, earlier, calendar): (Option<OrganizationItem>, Option<RequisitesItem>, ClosedPeriods),
) -> ApiResult<Transaction> {
    let missing = || ApiError::new(Code::OrganizationMissing);
    let organization = organization.ok_or_else(missing)?;
    let details = organization.details.clone().ok_or_else(missing)?;
    let (version, due) = (change.item.version + 1, closing.due(change.item, &details));
    let closed = ClosedPeriod { period: change.item.period, version, closed_at: change.at };
    let latest = organization.latest_closed.filter(|latest| latest.period > closed.period).unwrap_or(closed);
    let same_payees = earlier.as_ref().filter(|earlier| earlier.details.pays_as(&details));
    let payees_since = same_payees.map_or(version, |earlier| earlier.payees_since);
    let requisites = RequisitesItem {
        organization: organization.id.clone(),
        period: closed.period,
        closings: earlier.into_iter().flat_map(|earlier| earlier.closings).chain([change.at]).collect(),
        reopened: false,
        payees_since,
        due: Some(due),
        details,
    };
    let mailing = MailingOf { organization: organization.id.clone(), period: closed.period, version };
    let period = change.of_period(PeriodStatus::Closed).set("version", version);
    let period = period.set("closed_at", change.at).set("due", due);
    Ok(transaction
        .update("period", period)
        .update("organization", Change::of_organization(&organization, Some(latest)))
        .update("calendar", calendar.closed(closed))
        .put("requisites", &requisites)
        .put("mailing", &Message::mailing(mailing, change.at))
        .put_new("event", &change.event(PeriodStatus::Closed, version)))
}

async fn answer(app: &App, caller: &ExchangeCaller, period: Period) -> ApiResult<Json<PeriodAnswer>> {
    let month = Month::read(app, caller, period).await?;
    month.item.map(|item| Json(PeriodAnswer::of(&item))).ok_or_else(|| ApiError::new(Code::PeriodUnknown))
}
