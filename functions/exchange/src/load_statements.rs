//! `PUT /api/exchange/v1/periods/{period}/statements`: a month's charges, by account.

use axum::Json;
use axum::extract::State;
use domain::Period;
use http::{ApiResult, App, ExchangeBody, ExchangeCaller, Segment};
use table::entities::exchange_key::Scope;

use crate::bulk::{BulkAnswer, LoadQuery, Sheet};
use crate::statements::{Load, StatementRow};

/// Loads the statements of a period that is not closed.
pub async fn load_statements(
    State(app): State<App>,
    caller: ExchangeCaller,
    Segment((period,)): Segment<(Period,)>,
    query: LoadQuery,
    body: ExchangeBody,
) -> ApiResult<Json<BulkAnswer>> {
    caller.require(Scope::Load)?;
    let sheet = Sheet::<StatementRow>::read(body)?;
    let verdicts = Load::new(&app, &caller, period, query.dry_run).run(sheet.rows()).await?;
    sheet.answer(verdicts)
}
