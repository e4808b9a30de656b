use std::collections::HashMap;

use axum::Json;
use axum::extract::State;
use domain::{AccountId, Money, Period};
use http::{ApiError, ApiResult, App, Code, List, ListQuery, Problem, Resident, Segment};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use table::entities::period::{PeriodItem, PeriodStatus, PeriodsWithin};
use table::entities::statement::{StatementItem, StatementsOf};
use table::{Batch, Page, Table, TableError};
use utoipa::ToSchema;

/// Periods of one page when the caller does not say: a year.
const USUAL: i32 = 12;
/// The most periods of one page: with a statement each, still one answer of the store.
const MOST: i32 = 36;

/// A period of an account.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PeriodItem)]
pub struct AccountPeriod {
    /// The month.
    #[schema(value_type = String, example = "2026-09")]
    period: Period,
    /// Charges of open periods are not shown.
    #[schema(schema_with = status)]
    status: PeriodStatus,
    /// It is open because it is being corrected: residents have seen its charges before.
    reopened: bool,
    /// When it was closed last; null while it is open.
    #[schema(value_type = Option<String>, format = DateTime)]
    closed_at: Option<Timestamp>,
    /// What the receipt asks for, in kopecks; null while the period is open, or without a statement of this account.
    #[schema(value_type = Option<i64>)]
    total: Option<Money>,
    /// The last day to pay without penalty: as the closing has it, else as the law does (ЖК РФ, ст. 155, ч. 1).
    #[schema(value_type = String, format = Date, example = "2026-10-15")]
    due_date: Date,
}

fn status() -> utoipa::openapi::schema::Object {
    http::schemas::enumeration(&[PeriodStatus::Open, PeriodStatus::Closed])
}

/// Periods of the account's company, newest first.
#[utoipa::path(get, path = "/api/accounts/{id}/periods", tag = "billing", params(("id" = String, Path), ListQuery),
    responses(
    (status = 200, body = List<AccountPeriod>),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
))]
pub async fn list_periods(
    State(app): State<App>,
    resident: Resident,
    Segment((account,)): Segment<(AccountId,)>,
    query: ListQuery,
) -> ApiResult<Json<List<AccountPeriod>>> {
    let span = (Period::FIRST, last(query.cursor.as_deref())?);
    let limit = query.limit.unwrap_or(USUAL).min(MOST);
    let reading = async { Ok(Box::pin(read(&app.table, &account, span, limit)).await?) };
    let (_, _, (periods, statements)) = resident.visit_during(&app, &account, Batch::new(), reading).await?;
    Ok(Json(list(periods, statements)))
}

/// The newest period of the page. The cursor is the last one of the page before.
fn last(cursor: Option<&str>) -> ApiResult<Period> {
    let Some(cursor) = cursor else { return Ok(Period::LAST) };
    let before = Period::parse(cursor).ok().filter(|period| *period > Period::FIRST);
    before.map(|period| period.plus(-1)).ok_or_else(|| ApiError::new(Code::CursorInvalid))
}

/// Periods and statements at the same time. An account has at most one statement a period, so the newest statements
/// reach as far back as the newest periods do, unless they are too large for one answer.
async fn read(
    table: &Table,
    account: &AccountId,
    span: (Period, Period),
    limit: i32,
) -> Result<(Page<PeriodItem>, Vec<StatementItem>), TableError> {
    let organization = account.organization();
    let periods = PeriodsWithin { organization: &organization, span };
    let statements = StatementsOf { account, span: Some(span) };
    let (periods, statements) =
        futures::try_join!(table.list(&periods, limit, None), table.query(&statements, limit, None))?;
    let mut items = statements.items;
    let oldest = |period: Option<Period>| period.unwrap_or(Period::LAST);
    let wanted = oldest(periods.items.last().map(|item| item.period));
    let reached = oldest(items.last().map(|item| item.period));
    if statements.next.is_some() && reached > wanted {
        items.extend(table.query_all(&StatementsOf { account, span: Some((wanted, reached.plus(-1))) }).await?);
    }
    Ok((periods, items))
}

fn list(periods: Page<PeriodItem>, statements: Vec<StatementItem>) -> List<AccountPeriod> {
    let next_cursor = periods.next.and(periods.items.last().map(|item| item.period.to_string()));
    let statements: HashMap<Period, StatementItem> =
        statements.into_iter().map(|statement| (statement.period, statement)).collect();
    let items = periods.items.iter().map(|item| AccountPeriod::of(item, statements.get(&item.period))).collect();
    List { items, next_cursor }
}

impl AccountPeriod {
    fn of(item: &PeriodItem, statement: Option<&StatementItem>) -> Self {
        let closed = item.status == PeriodStatus::Closed;
        // A statement of a later version is a draft of the next closing.
        let published = statement.filter(|statement| closed && statement.version <= item.version);
        Self {
            period: item.period,
            status: item.status,
            reopened: !closed && item.version > 0,
            closed_at: item.closed_at.filter(|_| closed),
            total: published.map(|statement| statement.to_pay),
            due_date: item.due_date(),
        }
    }
}
