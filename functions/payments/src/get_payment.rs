use axum::Json;
use axum::extract::State;
use domain::{AccountId, PaymentId};
use http::{ApiError, ApiResult, App, Code, Problem, Resident, Segment};
use table::entities::account::AccountItem;
use table::entities::payment::PaymentItem;
use table::{Batch, keys};

use crate::payment::Payment;

/// An online payment of an account, as it stands now. Pages ask again until it is `paid` or `failed`.
#[utoipa::path(get, path = "/api/accounts/{id}/payments/{payment}", tag = "payments",
    params(("id" = String, Path), ("payment" = String, Path)), responses(
    (status = 200, body = Payment),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
))]
pub async fn get_payment(
    State(app): State<App>,
    resident: Resident,
    Segment((account, payment)): Segment<(AccountId, PaymentId)>,
) -> ApiResult<Json<Payment>> {
    let (item, account) = visit(&app, &resident, &account, &payment).await?;
    Ok(Json(Payment::of(&item, account.as_ref(), &resident.user, app.clock.now())))
}

/// Reads a payment and its account, for a person who has attached that.
pub async fn visit(
    app: &App,
    resident: &Resident,
    account: &AccountId,
    payment: &PaymentId,
) -> ApiResult<(PaymentItem, Option<AccountItem>)> {
    let (place, key) = (keys::account(account), keys::payment(payment));
    let batch = Batch::consistent().with(place.clone()).with(key.clone());
    let (_, mut found) = resident.visit(app, account, batch).await?;
    let item: Option<PaymentItem> = found.take(&key)?;
    // The id may name another account's payment.
    let item = item.filter(|_| payment.account() == *account).ok_or_else(|| ApiError::new(Code::NotFound))?;
    Ok((item, found.take(&place)?))
}
