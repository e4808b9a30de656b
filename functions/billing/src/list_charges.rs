use axum::Json;
use axum::extract::State;
use domain::movements::Span;
use domain::{AccountId, Period};
use http::{ApiError, ApiResult, App, List, Params, Problem, Resident, Segment};
use serde::Deserialize;
use table::Batch;
use table::pages::published_within;

use crate::month_charges::MonthCharges;

/// The span of periods to show.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ChargesQuery {
    /// First period; a year before the last one when left out.
    #[param(example = "2025-10")]
    from: Option<String>,
    /// Last period, at most 36 months with the first; the current month when left out.
    #[param(example = "2026-10")]
    to: Option<String>,
}

/// Totals of the closed periods by month and by service, oldest first: what charts and comparisons are made of.
#[utoipa::path(get, path = "/api/accounts/{id}/charges", tag = "billing",
    params(("id" = String, Path), ChargesQuery), responses(
    (status = 200, body = List<MonthCharges>),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`from` or `to` is no period, or the span is impossible", body = Problem,
        content_type = "application/problem+json"),
))]
pub async fn list_charges(
    State(app): State<App>,
    resident: Resident,
    Segment((account,)): Segment<(AccountId,)>,
    Params(query): Params<ChargesQuery>,
) -> ApiResult<Json<List<MonthCharges>>> {
    let reading = async {
        let span = query.span(Period::about(app.clock.now()))?;
        Ok(Box::pin(published_within(&app.table, &account, span.ends())).await?)
    };
    let (_, _, statements) = resident.visit_during(&app, &account, Batch::new(), reading).await?;
    let months = statements.iter().map(|item| Ok(MonthCharges::of(item.period, &item.statement()?)));
    Ok(Json(List::whole(months.collect::<ApiResult<_>>()?)))
}

impl ChargesQuery {
    fn span(&self, current: Period) -> ApiResult<Span> {
        let period = |name: &str, text: &Option<String>| {
            text.as_deref().map(Period::parse).transpose().map_err(|error| ApiError::field(name, &error))
        };
        let (from, to) = (period("from", &self.from)?, period("to", &self.to)?);
        Span::choose(from, to, current).map_err(|error| ApiError::field("from", &error))
    }
}
