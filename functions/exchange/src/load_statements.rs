//! `PUT /api/exchange/v1/periods/{period}/statements`: a month's charges, by account.

use axum::Json;
use axum::extract::State;
use domain::Period;
use http::{ApiResult, App, ExchangeBody, ExchangeCaller, Problem, Segment};
use table::entities::exchange_key::Scope;

use crate::bulk::{BulkAnswer, LoadQuery, Sheet};
use crate::fence::Fence;
use crate::schemas;
use crate::statements::{self, StatementRow};

/// Loads the statements of a period that is not closed.
#[utoipa::path(put, path = "/api/exchange/v1/periods/{period}/statements", tag = "exchange", request_body = schemas::Load<schemas::Statement>, params(("period" = String, Path, example = "2026-10"), LoadQuery), responses(
    (status = 200, body = BulkAnswer),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "`key_invalid`", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`scope_missing`", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "`period_closed`", body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`validation_failed`", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`: send it again whole", body = Problem,
        content_type = "application/problem+json"),
))]
pub async fn load_statements(
    State(app): State<App>,
    caller: ExchangeCaller,
    Segment((period,)): Segment<(Period,)>,
    query: LoadQuery,
    body: ExchangeBody,
) -> ApiResult<Json<BulkAnswer>> {
    caller.require(Scope::Load)?;
    let sheet = Sheet::<StatementRow>::read(body)?;
    let fence = Fence::new(&app, &caller, period, query.dry_run);
    let verdicts = statements::load(&fence, sheet.rows()).await?;
    sheet.answer(verdicts)
}
