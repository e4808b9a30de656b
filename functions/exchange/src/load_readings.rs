//! `PUT /api/exchange/v1/readings`: readings that the company took or its meters sent, by account, meter and day.

use axum::Json;
use axum::extract::State;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use http::{ApiResult, App, ExchangeBody, ExchangeCaller, Problem};
use table::entities::exchange_key::Scope;

use crate::bulk::{BulkAnswer, LoadQuery, Sheet, Verdict};
use crate::readings::{ReadingRow, Readings, lanes};
use crate::schemas;

/// Lanes of rows that are written side by side.
const PARALLEL: usize = 4;

/// Loads readings. A row of the same account, meter and day with other values replaces the reading of that day; what a
/// resident would be asked to confirm is accepted with a warning.
#[utoipa::path(put, path = "/api/exchange/v1/readings", tag = "exchange", request_body = schemas::Load<schemas::Reading>, params(LoadQuery), responses(
    (status = 200, body = BulkAnswer),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "`key_invalid`", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`scope_missing`", body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`validation_failed`", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`: send it again whole", body = Problem,
        content_type = "application/problem+json"),
))]
pub async fn load_readings(
    State(app): State<App>,
    caller: ExchangeCaller,
    query: LoadQuery,
    body: ExchangeBody,
) -> ApiResult<Json<BulkAnswer>> {
    caller.require(Scope::Load)?;
    let sheet = Sheet::<ReadingRow>::read(body)?;
    let readings = Readings { app: &app, caller: &caller, dry_run: query.dry_run };
    let work: Vec<_> = lanes(sheet.rows(), PARALLEL).into_iter().map(|lane| readings.load_lane(lane)).collect();
    let decided: Vec<Vec<_>> = stream::iter(work).buffer_unordered(PARALLEL).try_collect().await?;
    let mut decided: Vec<(usize, Verdict)> = decided.into_iter().flatten().collect();
    decided.sort_unstable_by_key(|(index, _)| *index);
    sheet.answer(decided.into_iter().map(|(_, verdict)| verdict).collect())
}
