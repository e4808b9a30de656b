use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue};
use domain::OrganizationId;
use http::{ApiError, ApiResult, App, Code, Problem, Segment};
use table::entities::organization::OrganizationItem;
use table::keys;

use crate::company::Organization;
use crate::list_organizations::CACHE;

/// The requisites of a company, as anybody may see them.
#[utoipa::path(get, path = "/api/organizations/{id}", tag = "organizations", params(("id" = String, Path)),
    security(()), responses(
    (status = 200, body = Organization),
    (status = 404, body = Problem, content_type = "application/problem+json"),
))]
pub async fn get_organization(
    State(app): State<App>,
    Segment((id,)): Segment<(OrganizationId,)>,
) -> ApiResult<([(HeaderName, HeaderValue); 1], Json<Organization>)> {
    let item: Option<OrganizationItem> = app.table.get(keys::organization(&id), false).await?;
    let details = item.and_then(|item| item.details).ok_or_else(|| ApiError::new(Code::NotFound))?;
    Ok((CACHE, Json(Organization::of(&id, details))))
}
