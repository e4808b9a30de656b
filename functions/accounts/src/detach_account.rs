use axum::extract::State;
use axum::http::StatusCode;
use domain::AccountId;
use http::{ApiError, ApiResult, App, Code, Problem, Resident, Segment, Whereabouts};
use table::entities::account::AccountItem;
use table::entities::action::ActionCode;
use table::{Batch, CommitError, keys};

/// Detaches an account from the caller; others who have attached it keep it.
#[utoipa::path(delete, path = "/api/accounts/{id}", tag = "accounts", params(("id" = String, Path)), responses(
    (status = 204, description = "Detached"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
))]
pub async fn detach_account(
    State(app): State<App>,
    resident: Resident,
    from: Whereabouts,
    Segment((account,)): Segment<(AccountId,)>,
) -> ApiResult<StatusCode> {
    let key = keys::account(&account);
    let (scope, mut found) = resident.visit(&app, &account, Batch::new().with(key.clone())).await?;
    let mut action = from.action(&app, scope.user(), ActionCode::AccountDetached)?;
    action.detail = found.take::<AccountItem>(&key)?.map(|account| account.number.to_string());
    // The key holds the caller, so the right to the account and the deletion are one conditional write.
    match app.table.commit(app.table.detaching(&account, scope.user()).put("action", &action)).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(CommitError::Refused(_)) => Err(ApiError::new(Code::NotFound)),
        Err(error) => Err(error.into()),
    }
}
