use axum::Json;
use axum::extract::State;
use domain::{AccountId, Period};
use http::{ApiResult, App, Problem, Resident, Segment};
use table::Batch;
use table::pages::CommonNeedsPage;

use crate::common_needs::CommonNeeds;

/// How the common needs (ОДН) of an account came about in a closed period: one item a service of its house.
#[utoipa::path(get, path = "/api/accounts/{id}/odn/{period}", tag = "billing",
    params(("id" = String, Path), ("period" = String, Path, example = "2026-09")), responses(
    (status = 200, body = CommonNeeds),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "`not_found` where the account is not yours, `period_unknown`", body = Problem,
        content_type = "application/problem+json"),
    (status = 409, description = "`period_open`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn get_odn(
    State(app): State<App>,
    resident: Resident,
    Segment((account, period)): Segment<(AccountId, Period)>,
) -> ApiResult<Json<CommonNeeds>> {
    let page = CommonNeedsPage { account, period };
    let (_, mut found) = resident.visit(&app, &page.account, page.add_to(Batch::new())).await?;
    let needs = page.read(&app.table, &mut found, app.clock.now()).await?;
    Ok(Json(CommonNeeds::of(&needs)))
}
