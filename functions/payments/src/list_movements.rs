use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use domain::code::Refusal;
use domain::movements::{Movement as Row, Span};
use domain::{AccountId, Period};
use http::{ApiError, ApiResult, App, List, Params, Problem, Resident, Segment, attachment};
use serde::Deserialize;
use table::entities::statement::StatementsOf;
use table::pages::newest_published;
use table::{Table, TableError};

use crate::csv;
use crate::format::Format;
use crate::movement::Movement;
use crate::open_month::{OpenMonth, Published};

/// The span of periods to show.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MovementsQuery {
    /// First period; a year before the last one when left out.
    #[param(example = "2025-10")]
    from: Option<String>,
    /// Last period, at most 36 months with the first; the current month when left out.
    #[param(example = "2026-10")]
    to: Option<String>,
}

/// How the balance of an account moved, oldest period first: one row a closed period, and at the end, where money came
/// through the cabinet that no statement has reported, one for the month that is open.
#[utoipa::path(get, path = "/api/accounts/{id}/movements", tag = "payments",
    params(("id" = String, Path), MovementsQuery), responses(
    (status = 200, description = "JSON, or CSV by `Accept: text/csv`", content(
        (List<Movement> = "application/json"),
        (String = "text/csv"),
    )),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
    (status = 406, body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`from` or `to` is no period, or the span is impossible", body = Problem,
        content_type = "application/problem+json"),
))]
pub async fn list_movements(
    State(app): State<App>,
    resident: Resident,
    Segment((account,)): Segment<(AccountId,)>,
    Params(query): Params<MovementsQuery>,
    format: Format,
) -> ApiResult<Response> {
    let current = Period::about(app.clock.now());
    let reading = async {
        let span = query.span(current)?;
        let statements = StatementsOf { account: &account, span: Some(span.shown(current)) };
        Ok((span, Box::pin(app.table.query_all(&statements)).await?))
    };
    let page = OpenMonth::batch(&account);
    let (_, found, (span, mut statements)) = resident.visit_during(&app, &account, page, reading).await?;
    let open = OpenMonth::of(&account, found)?;
    statements.reverse();
    let published = open.published(&statements)?;
    let earlier = match published.last() {
        None if open.is_asked_for(span, current) => before(&app.table, &account, span).await?,
        _ => None,
    };
    let open = open.row(span, current, published.last().or(earlier.as_ref()));
    let rows: Vec<Row> = published.into_iter().map(|one| one.row).chain(open).collect();
    Ok(match format {
        Format::Json => Json(List::whole(rows.into_iter().map(Movement::of).collect())).into_response(),
        Format::Csv => (csv_headers(span), csv::file(&rows)).into_response(),
    })
}

impl MovementsQuery {
    fn span(&self, current: Period) -> ApiResult<Span> {
        let period = |name: &str, text: &Option<String>| {
            text.as_deref().map(Period::parse).transpose().map_err(|error| refusal(name, &error))
        };
        let (from, to) = (period("from", &self.from)?, period("to", &self.to)?);
        Span::choose(from, to, current).map_err(|error| refusal("from", &error))
    }
}

fn refusal(field: &str, error: &impl Refusal) -> ApiError {
    ApiError::field(field, error)
}

/// The newest published month before the span: the open month goes on from it.
async fn before(table: &Table, account: &AccountId, span: Span) -> Result<Option<Published>, TableError> {
    let (first, _) = span.ends();
    let (_, found) = Box::pin(newest_published(table, account.clone(), first.plus(-1), false)).await?;
    found.map(|(closed, statement)| Published::of(&statement, closed.version)).transpose()
}

fn csv_headers(span: Span) -> [(HeaderName, HeaderValue); 2] {
    let (from, to) = span.ends();
    let name = format!("Движение средств {from} — {to}.csv");
    [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, attachment(&format!("movements-{from}-{to}.csv"), &name)),
    ]
}
