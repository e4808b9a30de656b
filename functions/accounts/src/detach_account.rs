use axum::extract::State;
use axum::http::StatusCode;
use domain::AccountId;
use http::{ApiError, ApiResult, App, Code, Problem, Resident, Segment};
use table::{Update, keys};

/// Detaches an account from the caller; others who have attached it keep it.
#[utoipa::path(delete, path = "/api/accounts/{id}", tag = "accounts", params(("id" = String, Path)), responses(
    (status = 204, description = "Detached"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
))]
pub async fn detach_account(
    State(app): State<App>,
    resident: Resident,
    Segment((account,)): Segment<(AccountId,)>,
) -> ApiResult<StatusCode> {
    // The key holds the caller, so the right to the account and the deletion are one conditional write.
    let attachment = Update::at(keys::attachment(&resident.user, &account)).exists();
    if app.table.delete_if(attachment).await? { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::new(Code::NotFound)) }
}
