use axum::Json;
use axum::extract::State;
use domain::{AccountId, Period};
use http::{ApiError, ApiResult, App, Code, Problem, Resident, Segment};
use table::entities::account::AccountItem;
use table::pages::PublicationPage;
use table::{Batch, keys};

use crate::statement::Statement;

/// Charges of an account for a closed period.
#[utoipa::path(get, path = "/api/accounts/{id}/charges/{period}", tag = "billing",
    params(("id" = String, Path), ("period" = String, Path, example = "2026-09")), responses(
    (status = 200, body = Statement),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "`not_found` where the account is not yours, `period_unknown`", body = Problem,
        content_type = "application/problem+json"),
    (status = 409, description = "`period_open`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn get_charges(
    State(app): State<App>,
    resident: Resident,
    Segment((account, period)): Segment<(AccountId, Period)>,
) -> ApiResult<Json<Statement>> {
    let page = PublicationPage { account, period };
    let key = keys::account(&page.account);
    let (_, mut found) = resident.visit(&app, &page.account, page.add_to(Batch::new()).with(key.clone())).await?;
    let account: AccountItem = found.take(&key)?.ok_or_else(|| ApiError::new(Code::NotFound))?;
    let publication = page.read(&app.table, &mut found, app.clock.now()).await?;
    let charged = publication.statement.statement()?;
    let corrected = publication.is_correction(&app.table, &charged).await?;
    Ok(Json(Statement::of(account.number, &publication, charged, corrected)))
}
