use axum::Json;
use axum::extract::State;
use domain::payment::{Move, State as Standing};
use domain::{AccountId, PaymentId};
use http::{ApiError, ApiResult, App, ClientAddress, Code, Problem, Resident, Segment};
use table::CommitError;
use table::entities::payment::Cause;
use table::entities::posting::PaymentMove;

use crate::get_payment::visit;
use crate::payment::Payment;

/// How often a payment that moved meanwhile is looked at again.
const ATTEMPTS: u32 = 4;

/// The provider has sent the person back without a payment: it is over. One that has ended or is paid stays as it is.
/// Should the money come all the same, it is posted.
#[utoipa::path(post, path = "/api/accounts/{id}/payments/{payment}/failure", tag = "payments",
    params(("id" = String, Path), ("payment" = String, Path)), responses(
    (status = 200, body = Payment),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn fail_payment(
    State(app): State<App>,
    resident: Resident,
    Segment((account, payment)): Segment<(AccountId, PaymentId)>,
    address: ClientAddress,
) -> ApiResult<Json<Payment>> {
    for _ in 0..ATTEMPTS {
        let (old, place) = visit(&app, &resident, &account, &payment).await?;
        let now = app.clock.now();
        let (step, cause) = match old.payment.state_at(now) {
            Standing::Expired => (Move::Expire, Cause::TermEnded),
            _ => (Move::Fail, Cause::ReturnedUnpaid),
        };
        // What the provider told its person is nobody else's to say.
        let told = (old.user == resident.user).then(|| old.payment.after(step));
        let Some(Ok(new)) = told else {
            return Ok(Json(Payment::of(&old, place.as_ref(), &resident.user, now)));
        };
        let network = address.network();
        let change = PaymentMove { old: &old, new: new.clone(), cause, at: now, network };
        match app.table.commit(app.table.payment_move(&change)).await {
            Ok(()) => return Ok(Json(Payment::of(&old.moved(new), place.as_ref(), &resident.user, now))),
            Err(CommitError::Refused(_)) => {}
            Err(CommitError::Table(error)) => return Err(error.into()),
        }
    }
    Err(ApiError::new(Code::Unavailable).retry_after(1))
}
