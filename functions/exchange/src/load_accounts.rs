//! `PUT /api/exchange/v1/accounts`: personal accounts, by number.

use axum::Json;
use axum::extract::State;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use http::{ApiResult, App, ExchangeBody, ExchangeCaller, Problem};
use table::entities::exchange_key::Scope;

use crate::accounts::{AccountRow, Accounts};
use crate::bulk::{BulkAnswer, LoadQuery, Sheet, Verdict};
use crate::schemas;

/// Houses whose accounts are written at once.
const PARALLEL: usize = 4;

/// Loads accounts, each with its house and the identifiers it is known under.
#[utoipa::path(put, path = "/api/exchange/v1/accounts", tag = "exchange", request_body = schemas::Load<schemas::Account>, params(LoadQuery), responses(
    (status = 200, body = BulkAnswer),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "`key_invalid`", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`scope_missing`", body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`validation_failed`", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`: send it again whole", body = Problem,
        content_type = "application/problem+json"),
))]
pub async fn load_accounts(
    State(app): State<App>,
    caller: ExchangeCaller,
    query: LoadQuery,
    body: ExchangeBody,
) -> ApiResult<Json<BulkAnswer>> {
    caller.require(Scope::Load)?;
    let sheet = Sheet::<AccountRow>::read(body)?;
    let accounts = Accounts { table: &app.table, caller: &caller, dry_run: query.dry_run };
    let houses = Accounts::by_house(sheet.rows());
    let work: Vec<_> = houses.into_iter().map(|chunks| accounts.load_house(chunks)).collect();
    let decided: Vec<Vec<_>> = stream::iter(work).buffer_unordered(PARALLEL).try_collect().await?;
    let mut decided: Vec<(usize, Verdict)> = decided.into_iter().flatten().collect();
    decided.sort_unstable_by_key(|(index, _)| *index);
    sheet.answer(decided.into_iter().map(|(_, verdict)| verdict).collect())
}
