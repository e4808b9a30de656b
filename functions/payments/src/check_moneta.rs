use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use domain::moneta::{Answer, Question, ResultCode};
use domain::payment::{Move, State as Standing};
use http::{ApiResult, App, ClientAddress, Problem};
use jiff::Timestamp;
use table::CommitError;
use table::entities::payment::{Cause, PaymentItem};
use table::entities::posting::PaymentMove;

use crate::call::Call;
use crate::moneta::Parameters;
use crate::notify_moneta::XML;
use crate::provider::PaymentProvider as _;
use crate::refused::{Refused, notice};

/// The provider's Check URL: may the money be taken? Answers 402 (yes), 100 (yes, and this is the amount), 200 (paid
/// already) or 500 (no); `FAIL` to a call that is not believed.
#[utoipa::path(post, path = "/api/payments/moneta/check", tag = "payments",
    request_body(content = String, content_type = "application/x-www-form-urlencoded", description =
        "`MNT_COMMAND` = `CHECK` and the fields of the Pay URL; amount and operation may be left out"),
    responses(
    (status = 200, description = "XML `MNT_RESPONSE`", content((String = "text/xml"), (String = "text/plain"))),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn check_moneta(
    State(app): State<App>,
    address: ClientAddress,
    parameters: Parameters,
) -> ApiResult<Response> {
    check(&app, address, &parameters).await
}

/// The same with the fields in the query.
#[utoipa::path(get, path = "/api/payments/moneta/check", tag = "payments", responses(
    (status = 200, description = "As by POST", content((String = "text/xml"), (String = "text/plain"))),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn check_moneta_by_query(
    State(app): State<App>,
    address: ClientAddress,
    parameters: Parameters,
) -> ApiResult<Response> {
    check(&app, address, &parameters).await
}

async fn check(app: &App, address: ClientAddress, parameters: &Parameters) -> ApiResult<Response> {
    let read = match notice(Question::Check, parameters) {
        Ok(notice) => {
            let named = notice.clone();
            Call::read(app, notice).await?.map_err(|error| Refused::read(error, &named))
        }
        Err(refused) => Err(refused),
    };
    match read {
        Ok(call) => answer(app, address, &call).await,
        Err(refused) => {
            refused.record(app, address).await?;
            Ok("FAIL".into_response())
        }
    }
}

async fn answer(app: &App, address: ClientAddress, call: &Call) -> ApiResult<Response> {
    let result = match call.payment() {
        Ok(item) => {
            let result = result(item, call.notice.amount.is_none(), app.clock.now());
            if matches!(result, ResultCode::Ready | ResultCode::Amount) {
                note(app, address, item).await?;
            }
            result
        }
        Err(error) => {
            Refused::signed(error, call).record(app, address).await?;
            ResultCode::Dead
        }
    };
    let asked = call.item.as_ref().filter(|_| result == ResultCode::Amount);
    let answer = Answer {
        shop: call.shop.shop(),
        transaction: call.notice.payment.as_str(),
        result,
        amount: asked.map(|item| item.payment.amount()),
        attributes: &[],
    };
    Ok(([(header::CONTENT_TYPE, XML)], answer.xml(call.shop.code())).into_response())
}

fn result(item: &PaymentItem, asks_how_much: bool, now: Timestamp) -> ResultCode {
    match item.payment.state_at(now) {
        Standing::Created | Standing::Pending if !item.payment.is_payable(now) => ResultCode::Dead,
        Standing::Created | Standing::Pending if asks_how_much => ResultCode::Amount,
        Standing::Created | Standing::Pending => ResultCode::Ready,
        Standing::Paid { .. } | Standing::Refunded { .. } => ResultCode::Paid,
        Standing::Failed | Standing::Expired => ResultCode::Dead,
    }
}

/// The first question makes the payment pending. Whoever moved it meanwhile knew more.
async fn note(app: &App, address: ClientAddress, old: &PaymentItem) -> ApiResult<()> {
    let Ok(new) = old.payment.after(Move::Ask) else { return Ok(()) };
    let at = app.clock.now();
    let change = PaymentMove { old, new, cause: Cause::ProviderAsked, at, network: address.network() };
    match app.table.commit(app.table.payment_move(&change)).await {
        Ok(()) | Err(CommitError::Refused(_)) => Ok(()),
        Err(CommitError::Table(error)) => Err(error.into()),
    }
}
