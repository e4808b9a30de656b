use axum::response::Response;
use domain::payment::{Move, Operation, Question, State as Standing};
use http::{ApiError, ApiResult, Code, Problem};
use table::CommitError;
use table::entities::operation::OperationItem;
use table::entities::payment::{Cause, PaymentItem};
use table::entities::posting::PaymentMove;

use crate::call::{Call, CallError};
use crate::incoming::Incoming;
use crate::line::Line;
use crate::provider::{Decision, Request};
use crate::refused::Refused;
use crate::unposted;

/// How often a posting that met another one is looked at again.
const ATTEMPTS: u32 = 6;

/// A provider tells that money was taken (MONETA.Assistant: Pay URL). Posted once for ever, however often it is told.
/// Whatever is not believed is refused in the provider's words; where the store is away the answer is 503, so that the
/// provider comes again.
#[utoipa::path(post, path = "/api/payments/{provider}/notify", tag = "payments",
    params(("provider" = String, Path, example = "moneta")),
    request_body(content = String, content_type = "application/x-www-form-urlencoded", description =
        "Of `moneta`: `MNT_ID`, `MNT_TRANSACTION_ID`, `MNT_OPERATION_ID`, `MNT_AMOUNT`, `MNT_CURRENCY_CODE`, `MNT_TEST_MODE`, \
        `MNT_SIGNATURE`"),
    responses(
    (status = 200, description = "Of `moneta`: XML `MNT_RESPONSE` with the result 200 and the attributes of the fiscal receipt; \
        `SUCCESS` for a company without one; `FAIL` for what is refused", content((String = "text/xml"), (String = "text/plain"))),
    (status = 404, description = "No such provider", body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`: nothing was posted, tell it again", body = Problem,
        content_type = "application/problem+json"),
))]
pub async fn notify_payment(line: Line, incoming: ApiResult<Incoming>) -> ApiResult<Response> {
    take(&line, incoming).await
}

/// The same with the fields in the query.
#[utoipa::path(get, path = "/api/payments/{provider}/notify", tag = "payments",
    params(("provider" = String, Path, example = "moneta")), responses(
    (status = 200, description = "As by POST", content((String = "text/xml"), (String = "text/plain"))),
    (status = 404, description = "No such provider", body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn notify_payment_by_query(line: Line, incoming: ApiResult<Incoming>) -> ApiResult<Response> {
    take(&line, incoming).await
}

async fn take(line: &Line, incoming: ApiResult<Incoming>) -> ApiResult<Response> {
    let answered = match line.hear(Question::Pay, incoming).await? {
        Ok(request) => post(line, &request).await?,
        Err(refused) => Err(refused),
    };
    line.say(answered).await
}

/// Posts the money, or finds that it is posted, and says so.
async fn post(line: &Line, request: &Request) -> ApiResult<Result<Response, Refused>> {
    for _ in 0..ATTEMPTS {
        let call = match Call::read(line, request).await? {
            Ok(call) => call,
            Err(error) => return Ok(Err(Refused::read(error, request))),
        };
        let item = match decide(&call) {
            Ok(Step::Confirm(item)) => Some(item.clone()),
            Ok(Step::Post(item)) => commit(line, &call, item).await?,
            Err(error) => {
                unposted::list(line, &call, error).await?;
                return Ok(Err(Refused::signed(error, &call)));
            }
        };
        if let Some(item) = item {
            return Ok(Ok(line.provider.answer(&call.shop, request, Decision::Posted(&item))));
        }
    }
    Err(ApiError::new(Code::Unavailable).retry_after(1))
}

/// What is to be done about money that was taken.
enum Step<'a> {
    /// Nothing: it is posted.
    Confirm(&'a PaymentItem),
    /// To be posted.
    Post(&'a PaymentItem),
}

/// An operation pays one payment, and a payment is paid by one operation.
fn decide<'a>(call: &'a Call<'a>) -> Result<Step<'a>, CallError> {
    let item = call.payment()?;
    match &call.operation {
        Some(operation) if operation.payment == call.request.payment => return Ok(Step::Confirm(item)),
        Some(_) => return Err(CallError::OperationReused),
        None => {}
    }
    match item.payment.operation() {
        Some(_) => Err(CallError::SecondOperation),
        None => Ok(Step::Post(item)),
    }
}

/// One transaction; `None` where something moved meanwhile.
async fn commit(line: &Line, call: &Call<'_>, old: &PaymentItem) -> ApiResult<Option<PaymentItem>> {
    let (app, request) = (&line.app, call.request);
    let at = app.clock.now();
    let cause = match old.payment.state_at(at) {
        Standing::Failed | Standing::Expired => Cause::ProviderTookLate,
        _ => Cause::ProviderTook,
    };
    let operation = Operation { id: request.operation.clone(), at };
    let Ok(new) = old.payment.after(Move::Pay(operation)) else { return Ok(None) };
    let operation = OperationItem {
        provider: line.provider.name().to_owned(),
        shop: request.shop.clone(),
        id: request.operation.clone(),
        payment: request.payment.clone(),
        amount: new.amount(),
        at,
    };
    let change = PaymentMove { old, new: new.clone(), cause, at, network: line.address.network() };
    let statements = call.statements(line, old).await?;
    let steps = app.table.posting(&change, &operation, app.random.ordered_id(at)?, &statements)?;
    match app.table.commit(steps).await {
        Ok(()) => Ok(Some(old.moved(new))),
        Err(CommitError::Refused(_)) => Ok(None),
        Err(CommitError::Table(error)) => Err(error.into()),
    }
}
