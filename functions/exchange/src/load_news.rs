//! `PUT /api/exchange/v1/news`: news for residents, by the company's code.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use domain::news::News;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use http::{ApiResult, App, ExchangeBody, ExchangeCaller, FieldProblem, Problem};
use storage::in_time;
use table::entities::exchange_key::Scope;

use crate::bulk::{BulkAnswer, LoadQuery, Row, Sheet, fault};
use crate::news::NewsLoad;
use crate::schemas;

/// Items that are written at once.
const PARALLEL: usize = 4;
/// How long a load with pictures may take where their store hangs: less than the function may run (`Timeout` in the template).
const PATIENCE: Duration = Duration::from_secs(20);

impl Row for News {
    const KEY: &'static [&'static str] = &["code"];

    fn key(&self) -> String {
        self.code.to_string()
    }

    fn check(&self) -> Result<(), FieldProblem> {
        News::check(self).map_err(|(field, refusal)| fault(field, &refusal))
    }
}

/// Loads news: drafts, what is published, what is withdrawn. A changed item keeps its id and stays read by who has read it.
#[utoipa::path(put, path = "/api/exchange/v1/news", tag = "exchange", request_body = schemas::Load<schemas::News>, params(LoadQuery), responses(
    (status = 200, body = BulkAnswer),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "`key_invalid`", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`scope_missing`", body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`validation_failed`", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`: send it again whole", body = Problem,
        content_type = "application/problem+json"),
))]
pub async fn load_news(
    State(app): State<App>,
    caller: ExchangeCaller,
    query: LoadQuery,
    body: ExchangeBody,
) -> ApiResult<Json<BulkAnswer>> {
    caller.require(Scope::Load)?;
    let sheet = Sheet::<News>::read(body)?;
    let load = NewsLoad::read(&app, &caller, query.dry_run, sheet.rows()).await?;
    let work: Vec<_> = sheet.rows().iter().map(|row| load.load(row)).collect();
    let verdicts = in_time(PATIENCE, stream::iter(work).buffered(PARALLEL).try_collect()).await?;
    sheet.answer(verdicts)
}
