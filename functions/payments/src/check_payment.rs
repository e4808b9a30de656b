use axum::response::Response;
use domain::payment::{Move, Question, State as Standing};
use http::{ApiResult, Problem};
use jiff::Timestamp;
use table::CommitError;
use table::entities::payment::{Cause, PaymentItem};
use table::entities::posting::PaymentMove;

use crate::call::Call;
use crate::incoming::Incoming;
use crate::line::Line;
use crate::provider::{Decision, Request};
use crate::refused::Refused;

/// A provider asks whether the money may be taken (MONETA.Assistant: Check URL).
#[utoipa::path(post, path = "/api/payments/{provider}/check", tag = "payments",
    params(("provider" = String, Path, example = "moneta")),
    request_body(content = String, content_type = "application/x-www-form-urlencoded", description =
        "Of `moneta`: `MNT_COMMAND` = `CHECK` and the fields of the notification; amount and operation may be left out"),
    responses(
    (status = 200, description = "Of `moneta`: XML `MNT_RESPONSE` with 402 (yes), 100 (yes, and this is the amount), 200 (paid \
        already) or 500 (no); `FAIL` to a call that is not believed", content((String = "text/xml"), (String = "text/plain"))),
    (status = 404, description = "No such provider", body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn check_payment(line: Line, incoming: ApiResult<Incoming>) -> ApiResult<Response> {
    check(&line, incoming).await
}

/// The same with the fields in the query.
#[utoipa::path(get, path = "/api/payments/{provider}/check", tag = "payments",
    params(("provider" = String, Path, example = "moneta")), responses(
    (status = 200, description = "As by POST", content((String = "text/xml"), (String = "text/plain"))),
    (status = 404, description = "No such provider", body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn check_payment_by_query(line: Line, incoming: ApiResult<Incoming>) -> ApiResult<Response> {
    check(&line, incoming).await
}

async fn check(line: &Line, incoming: ApiResult<Incoming>) -> ApiResult<Response> {
    let answered = match line.hear(Question::Check, incoming).await? {
        Ok(request) => answer(line, &request).await?,
        Err(refused) => Err(refused),
    };
    line.say(answered).await
}

async fn answer(line: &Line, request: &Request) -> ApiResult<Result<Response, Refused>> {
    let call = match Call::read(line, request).await? {
        Ok(call) => call,
        Err(error) => return Ok(Err(Refused::read(error, request))),
    };
    let decision = match call.payment() {
        Ok(item) => decide(line, item, request.amount.is_none()).await?,
        Err(error) => {
            Refused::signed(error, &call).record(line).await?;
            Decision::NotPayable
        }
    };
    Ok(Ok(line.provider.answer(&call.shop, request, decision)))
}

/// What is to be said of a payment; that it may be paid is noted.
async fn decide(line: &Line, item: &PaymentItem, asks_how_much: bool) -> ApiResult<Decision<'static>> {
    let decision = decision(item, asks_how_much, line.app.clock.now());
    if matches!(decision, Decision::Payable | Decision::PayableAmount(_)) {
        note(line, item).await?;
    }
    Ok(decision)
}

fn decision(item: &PaymentItem, asks_how_much: bool, now: Timestamp) -> Decision<'static> {
    match item.payment.state_at(now) {
        Standing::Created | Standing::Pending if !item.payment.is_payable(now) => Decision::NotPayable,
        Standing::Created | Standing::Pending if asks_how_much => Decision::PayableAmount(item.payment.amount()),
        Standing::Created | Standing::Pending => Decision::Payable,
        Standing::Paid { .. } | Standing::Refunded { .. } => Decision::AlreadyPaid,
        Standing::Failed | Standing::Expired => Decision::NotPayable,
    }
}

/// The first question makes the payment pending. Whoever moved it meanwhile knew more.
async fn note(line: &Line, old: &PaymentItem) -> ApiResult<()> {
    let Ok(new) = old.payment.after(Move::Ask) else { return Ok(()) };
    let at = line.app.clock.now();
    let change = PaymentMove { old, new, cause: Cause::ProviderAsked, at, network: line.address.network() };
    match line.app.table.commit(line.app.table.payment_move(&change)).await {
        Ok(()) | Err(CommitError::Refused(_)) => Ok(()),
        Err(CommitError::Table(error)) => Err(error.into()),
    }
}
