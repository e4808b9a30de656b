//! `PUT /api/exchange/v1/meters`: meters, by account and serial number.

use axum::Json;
use axum::extract::State;
use domain::meter::{MeterInput, serial_identity};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use http::{ApiResult, App, ExchangeBody, ExchangeCaller, FieldProblem, Problem};
use table::entities::exchange_key::Scope;

use crate::bulk::{BulkAnswer, LoadQuery, Row, Sheet, Verdict, fault};
use crate::meters::{Meters, chunks};
use crate::schemas;

/// Transactions at once.
const PARALLEL: usize = 4;

impl Row for MeterInput {
    const KEY: &'static [&'static str] = &["account", "serial"];

    fn key(&self) -> String {
        format!("{}:{}", self.account, self.serial)
    }

    fn identity(&self) -> String {
        format!("{}:{}", self.account, serial_identity(&self.serial))
    }

    fn check(&self) -> Result<(), FieldProblem> {
        MeterInput::check(self).map_err(|(field, refusal)| fault(field, &refusal))
    }
}

/// Loads meters; the latest reading of a known one stays. A meter that is replaced gets its last reading and is
/// archived in the same step as the new one begins.
#[utoipa::path(put, path = "/api/exchange/v1/meters", tag = "exchange", request_body = schemas::Load<schemas::Meter>, params(LoadQuery), responses(
    (status = 200, body = BulkAnswer),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "`key_invalid`", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`scope_missing`", body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`validation_failed`", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`: send it again whole", body = Problem,
        content_type = "application/problem+json"),
))]
pub async fn load_meters(
    State(app): State<App>,
    caller: ExchangeCaller,
    query: LoadQuery,
    body: ExchangeBody,
) -> ApiResult<Json<BulkAnswer>> {
    caller.require(Scope::Load)?;
    let sheet = Sheet::<MeterInput>::read(body)?;
    let meters = Meters { app: &app, caller: &caller, dry_run: query.dry_run };
    let work: Vec<_> = chunks(sheet.rows()).into_iter().map(|rows| meters.load_chunk(rows)).collect();
    let decided: Vec<Vec<Verdict>> = stream::iter(work).buffered(PARALLEL).try_collect().await?;
    sheet.answer(decided.into_iter().flatten().collect())
}
