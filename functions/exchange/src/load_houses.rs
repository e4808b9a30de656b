//! `PUT /api/exchange/v1/houses`: houses, by the company's code.

use axum::Json;
use axum::extract::State;
use domain::house::House;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use http::{ApiResult, App, ExchangeBody, ExchangeCaller, FieldProblem, Problem};
use table::entities::exchange_key::Scope;

use crate::bulk::{BulkAnswer, LoadQuery, Row, Sheet, fault};
use crate::houses::Houses;
use crate::schemas;

/// Houses that are written at once.
const PARALLEL: usize = 8;

impl Row for House {
    const KEY: &'static [&'static str] = &["code"];

    fn key(&self) -> String {
        self.code.to_string()
    }

    fn check(&self) -> Result<(), FieldProblem> {
        House::check(self).map_err(|(field, refusal)| fault(field, &refusal))
    }
}

/// Loads houses; a corrected address reaches the accounts of the house.
#[utoipa::path(put, path = "/api/exchange/v1/houses", tag = "exchange", request_body = schemas::Load<schemas::House>, params(LoadQuery), responses(
    (status = 200, body = BulkAnswer),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "`key_invalid`", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`scope_missing`", body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`validation_failed`", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`: send it again whole", body = Problem,
        content_type = "application/problem+json"),
))]
pub async fn load_houses(
    State(app): State<App>,
    caller: ExchangeCaller,
    query: LoadQuery,
    body: ExchangeBody,
) -> ApiResult<Json<BulkAnswer>> {
    caller.require(Scope::Load)?;
    let sheet = Sheet::<House>::read(body)?;
    let houses = Houses { table: &app.table, caller: &caller, dry_run: query.dry_run };
    let mut stored = houses.read(sheet.rows()).await?;
    let work: Vec<_> = sheet.rows().iter().map(|row| houses.load(row, stored.remove(&row.code))).collect();
    let verdicts = stream::iter(work).buffered(PARALLEL).try_collect().await?;
    sheet.answer(verdicts)
}
