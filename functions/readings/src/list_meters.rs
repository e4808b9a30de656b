use axum::Json;
use axum::extract::State;
use domain::AccountId;
use http::{ApiError, ApiResult, App, Code, Problem, Resident, Segment};
use table::entities::meter::MetersOf;
use table::entities::organization::OrganizationItem;
use table::{Batch, keys};

use crate::meter::{Meter, Meters, Window};

/// Meters of an account with their latest readings, and the days on which readings are entered.
#[utoipa::path(get, path = "/api/accounts/{id}/meters", tag = "readings", params(("id" = String, Path)), responses(
    (status = 200, body = Meters),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
))]
pub async fn list_meters(
    State(app): State<App>,
    resident: Resident,
    Segment((account,)): Segment<(AccountId,)>,
) -> ApiResult<Json<Meters>> {
    let company = keys::organization(&account.organization());
    let pattern = MetersOf { account: &account };
    let reading = async { Ok(Box::pin(app.table.query_all(&pattern)).await?) };
    let (_, mut found, meters) =
        resident.visit_during(&app, &account, Batch::new().with(company.clone()), reading).await?;
    let company: Option<OrganizationItem> = found.take(&company)?;
    let details = company.and_then(|company| company.details).ok_or_else(|| ApiError::new(Code::NotFound))?;
    let today = app.clock.now().to_zoned(details.zone()).date();
    let window = Window::nearest(details.readings_window, today);
    Ok(Json(Meters { window, items: meters.into_iter().map(Meter::of).collect() }))
}
