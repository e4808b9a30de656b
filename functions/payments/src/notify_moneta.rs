use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use domain::moneta::{Answer, Notice, Question, ResultCode};
use domain::payment::{Move, Operation, State as Standing};
use http::{ApiError, ApiResult, App, ClientAddress, Code, Problem};
use table::CommitError;
use table::entities::operation::OperationItem;
use table::entities::payment::{Cause, PaymentItem};
use table::entities::posting::PaymentMove;

use crate::call::{Call, CallError};
use crate::moneta::{Moneta, Parameters, attributes};
use crate::provider::PaymentProvider as _;
use crate::refused::{Refused, notice};

/// How often a posting that met another one is looked at again.
const ATTEMPTS: u32 = 6;
/// The content type of answers in XML.
pub const XML: &str = "text/xml; charset=utf-8";

/// The provider's Pay URL: money was taken. Posted once for ever, however often it is told. Answers `FAIL` to whatever
/// it does not believe, and 503 where the store is away, so that the provider comes again.
#[utoipa::path(post, path = "/api/payments/moneta/notify", tag = "payments",
    request_body(content = String, content_type = "application/x-www-form-urlencoded", description =
        "`MNT_ID`, `MNT_TRANSACTION_ID`, `MNT_OPERATION_ID`, `MNT_AMOUNT`, `MNT_CURRENCY_CODE`, `MNT_TEST_MODE`, `MNT_SIGNATURE`"),
    responses(
    (status = 200, description = "XML `MNT_RESPONSE` with the result 200 and the attributes of the fiscal receipt; `SUCCESS` for a \
        company without one; `FAIL` for what is refused", content((String = "text/xml"), (String = "text/plain"))),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`: nothing was posted, tell it again", body = Problem,
        content_type = "application/problem+json"),
))]
pub async fn notify_moneta(
    State(app): State<App>,
    address: ClientAddress,
    parameters: Parameters,
) -> ApiResult<Response> {
    take(&app, address, &parameters).await
}

/// The same with the fields in the query.
#[utoipa::path(get, path = "/api/payments/moneta/notify", tag = "payments", responses(
    (status = 200, description = "As by POST", content((String = "text/xml"), (String = "text/plain"))),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn notify_moneta_by_query(
    State(app): State<App>,
    address: ClientAddress,
    parameters: Parameters,
) -> ApiResult<Response> {
    take(&app, address, &parameters).await
}

async fn take(app: &App, address: ClientAddress, parameters: &Parameters) -> ApiResult<Response> {
    let posted = match notice(Question::Pay, parameters) {
        Ok(notice) => post(app, address, notice).await?,
        Err(refused) => Err(refused),
    };
    match posted {
        Ok((shop, item)) => Ok(success(&shop, &item)),
        Err(refused) => {
            refused.record(app, address).await?;
            Ok("FAIL".into_response())
        }
    }
}

/// Posts the money, or finds that it is posted.
async fn post(app: &App, address: ClientAddress, notice: Notice) -> ApiResult<Result<(Moneta, PaymentItem), Refused>> {
    for _ in 0..ATTEMPTS {
        let call = match Call::read(app, notice.clone()).await? {
            Ok(call) => call,
            Err(error) => return Ok(Err(Refused::read(error, &notice))),
        };
        let item = match decide(&call) {
            Ok(Decision::Posted(item)) => Some(item.clone()),
            Ok(Decision::Post(item)) => commit(app, address, &call, item).await?,
            Err(error) => return Ok(Err(Refused::signed(error, &call))),
        };
        if let Some(item) = item {
            return Ok(Ok((call.shop, item)));
        }
    }
    Err(ApiError::new(Code::Unavailable).retry_after(1))
}

/// What is to be done about money that was taken.
enum Decision<'a> {
    /// Nothing: it is posted.
    Posted(&'a PaymentItem),
    /// To be posted.
    Post(&'a PaymentItem),
}

/// An operation pays one payment, and a payment is paid by one operation.
fn decide(call: &Call) -> Result<Decision<'_>, CallError> {
    let item = call.payment()?;
    match &call.operation {
        Some(operation) if operation.payment == call.notice.payment => return Ok(Decision::Posted(item)),
        Some(_) => return Err(CallError::OperationReused),
        None => {}
    }
    match item.payment.operation() {
        Some(_) => Err(CallError::SecondOperation),
        None => Ok(Decision::Post(item)),
    }
}

/// One transaction; `None` where something moved meanwhile.
async fn commit(app: &App, address: ClientAddress, call: &Call, old: &PaymentItem) -> ApiResult<Option<PaymentItem>> {
    let (at, notice) = (app.clock.now(), &call.notice);
    let cause = match old.payment.state_at(at) {
        Standing::Failed | Standing::Expired => Cause::ProviderTookLate,
        _ => Cause::ProviderTook,
    };
    let operation = Operation { id: notice.operation.clone(), at };
    let Ok(new) = old.payment.after(Move::Pay(operation)) else { return Ok(None) };
    let operation = OperationItem {
        provider: Moneta::NAME.to_owned(),
        shop: notice.shop.clone(),
        id: notice.operation.clone(),
        payment: notice.payment.clone(),
        amount: new.amount(),
        at,
    };
    let change = PaymentMove { old, new: new.clone(), cause, at, network: address.network() };
    let steps = app.table.posting(&change, &operation, app.random.ordered_id(at)?, &call.statements)?;
    match app.table.commit(steps).await {
        Ok(()) => Ok(Some(old.moved(new))),
        Err(CommitError::Refused(_)) => Ok(None),
        Err(CommitError::Table(error)) => Err(error.into()),
    }
}

fn success(shop: &Moneta, item: &PaymentItem) -> Response {
    let attributes = attributes(shop, item);
    if attributes.is_empty() {
        return "SUCCESS".into_response();
    }
    let answer = Answer {
        shop: shop.shop(),
        transaction: item.payment.id().as_str(),
        result: ResultCode::Paid,
        amount: None,
        attributes: &attributes,
    };
    ([(header::CONTENT_TYPE, XML)], answer.xml(shop.code())).into_response()
}
