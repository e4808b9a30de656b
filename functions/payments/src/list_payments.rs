use axum::Json;
use axum::extract::State;
use domain::AccountId;
use http::{ApiError, ApiResult, App, Code, List, ListQuery, Problem, Resident, Segment};
use table::entities::account::AccountItem;
use table::entities::payment::PaymentsOf;
use table::{Batch, Table, keys};

use crate::payment::Payment;

/// Online payments of an account, newest first.
#[utoipa::path(get, path = "/api/accounts/{id}/payments", tag = "payments", params(("id" = String, Path), ListQuery),
    responses(
    (status = 200, body = List<Payment>),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
))]
pub async fn list_payments(
    State(app): State<App>,
    resident: Resident,
    Segment((account,)): Segment<(AccountId,)>,
    query: ListQuery,
) -> ApiResult<Json<List<Payment>>> {
    let pattern = PaymentsOf { account: &account };
    let place = keys::account(&account);
    let reading = async {
        if query.cursor.as_deref().is_some_and(|cursor| !Table::is_cursor(cursor, &pattern)) {
            return Err(ApiError::new(Code::CursorInvalid));
        }
        Ok(Box::pin(app.table.list(&pattern, query.limit(), query.cursor.as_deref())).await?)
    };
    let (_, mut found, page) = resident.visit_during(&app, &account, Batch::new().with(place.clone()), reading).await?;
    let account: Option<AccountItem> = found.take(&place)?;
    let now = app.clock.now();
    let items = page.items.iter().map(|item| Payment::of(item, account.as_ref(), &resident.user, now)).collect();
    Ok(Json(List { items, next_cursor: page.next }))
}
