//! `POST /api/exchange/v1/payments/{payment}/refund`: the company gave money back.

use axum::Json;
use axum::extract::State;
use domain::line_text::LineText;
use domain::payment::{Move, MoveError, OnlineEntry};
use domain::{Money, PaymentId};
use http::{ApiError, ApiResult, App, ClientAddress, Code, ExchangeBody, ExchangeCaller, Problem, Segment};
use serde::{Deserialize, Serialize};
use table::entities::account::AccountItem;
use table::entities::exchange_key::Scope;
use table::entities::operation::{LedgerEntry, RefundId};
use table::entities::payment::{Cause, PaymentItem};
use table::entities::posting::{PaymentMove, Refund, StatementPlace};
use table::{Batch, CommitError, keys};
use utoipa::ToSchema;

use crate::month::ATTEMPTS;

/// Money that was given back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoneyBack {
    /// The company's own id of it, up to 100 characters: the same one again changes nothing.
    #[schema(value_type = String, example = "refund-17")]
    refund_id: LineText,
    /// Kopecks, the whole payment or a part.
    #[schema(value_type = i64, minimum = 1)]
    amount: Money,
    /// Why, in the accountant's words.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    reason: Option<LineText>,
}

/// A payment after a refund.
#[derive(Debug, Serialize, ToSchema)]
pub struct RefundedPayment {
    /// The payment.
    #[schema(value_type = String)]
    id: PaymentId,
    /// Kopecks that were paid.
    #[schema(value_type = i64)]
    amount: Money,
    /// Kopecks that were given back, all refunds together.
    #[schema(value_type = i64)]
    refunded: Money,
}

/// Notes that the company gave money back, the whole of a payment or a part. The balance is higher by it until a
/// statement reports the refund: by a receipt below zero with the refund's or the payment's id, or by the payment with less
/// than was paid.
#[utoipa::path(post, path = "/api/exchange/v1/payments/{payment}/refund", tag = "exchange", request_body = MoneyBack,
    params(("payment" = String, Path)), responses(
    (status = 200, body = RefundedPayment),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, description = "`key_invalid`", body = Problem, content_type = "application/problem+json"),
    (status = 403, description = "`scope_missing`", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not of this company", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "`payment_not_paid`, `refund_too_large`, `refund_id_reused`", body = Problem,
        content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`amount_not_positive`, `refund_id_is_payment`, `refund_id_too_long`", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "with `Retry-After`: send it again", body = Problem, content_type = "application/problem+json"),
))]
pub async fn refund_payment(
    State(app): State<App>,
    caller: ExchangeCaller,
    Segment((payment,)): Segment<(PaymentId,)>,
    address: ClientAddress,
    body: ExchangeBody,
) -> ApiResult<Json<RefundedPayment>> {
    caller.require(Scope::Load)?;
    if payment.account().organization() != *caller.organization() {
        return Err(ApiError::new(Code::NotFound));
    }
    // What is not there is told before what is wrong with the body.
    let ordered: Option<PaymentItem> = app.table.get(keys::payment(&payment), true).await?;
    let ordered = ordered.ok_or_else(|| ApiError::new(Code::NotFound))?;
    let refund: MoneyBack = body.parse()?;
    check_id(&refund.refund_id).map_err(|error| ApiError::field("refund_id", &error))?;
    for _ in 0..ATTEMPTS {
        let Noted { item, entry, named, online, statements } = Noted::read(&app, &ordered, &refund.refund_id).await?;
        if let Some(entry) = entry {
            return if -entry.amount.kopecks() == refund.amount.kopecks() {
                Ok(Json(RefundedPayment::of(&item)))
            } else {
                Err(ApiError::new(Code::RefundIdReused))
            };
        }
        if named.is_some() {
            return Err(ApiError::new(Code::RefundIdReused));
        }
        let new = item.payment.after(Move::Refund(refund.amount)).map_err(refused)?;
        let at = app.clock.now();
        let change =
            PaymentMove { old: &item, new: new.clone(), cause: Cause::CompanyRefunded, at, network: address.network() };
        let back = Refund {
            id: &refund.refund_id,
            amount: refund.amount,
            reason: refund.reason.as_ref().map(ToString::to_string),
            key_prefix: caller.key_prefix(),
            message_id: app.random.ordered_id(at)?,
            online: &online,
            statements: &statements,
        };
        let steps = app.table.refund(&change, back)?;
        match app.table.commit(steps).await {
            Ok(()) => return Ok(Json(RefundedPayment::of(&item.moved(new)))),
            Err(CommitError::Refused(_)) => {}
            Err(CommitError::Table(error)) => return Err(error.into()),
        }
    }
    Err(ApiError::new(Code::Unavailable).retry_after(1))
}

domain::refusals! {
    /// Why an id names no refund.
    pub enum RefundIdError {
        IsPayment = "refund_id_is_payment", "Номер возврата не может быть номером платежа: дайте возврату свой.";
        TooLong = "refund_id_too_long", "Номер возврата длиннее 100 знаков.";
    }
}

/// Characters: an id is part of a key, whose bytes the store counts.
const LONGEST_ID: usize = 100;

fn check_id(id: &LineText) -> Result<(), RefundIdError> {
    if PaymentId::parse(id.as_str()).is_ok() {
        return Err(RefundIdError::IsPayment);
    }
    if id.as_str().chars().count() > LONGEST_ID { Err(RefundIdError::TooLong) } else { Ok(()) }
}

/// What a refund is decided by.
struct Noted {
    item: PaymentItem,
    /// The refund of this id, if it was noted before.
    entry: Option<LedgerEntry>,
    /// The refund that has the id, of whatever payment.
    named: Option<RefundId>,
    /// The money of the account.
    online: Vec<OnlineEntry>,
    statements: Vec<StatementPlace>,
}

impl Noted {
    /// Reads it in one round trip; `ordered` tells how far back statements may tell of it.
    async fn read(app: &App, ordered: &PaymentItem, refund: &LineText) -> ApiResult<Self> {
        let payment = ordered.payment.id();
        let (key, account, now) = (keys::payment(payment), payment.account(), app.clock.now());
        let entry = keys::ledger_refund(payment, refund.as_str());
        let named = keys::refund_id(&account, refund.as_str());
        let batch = Batch::consistent().with(key.clone()).with(keys::account(&account));
        let batch = batch.with(entry.clone()).with(named.clone());
        let batch = batch.with_all(StatementPlace::keys(&account, ordered.created_at, now));
        let mut found = app.table.batch(batch).await?;
        let money: Option<AccountItem> = found.take(&keys::account(&account))?;
        Ok(Self {
            item: found.take(&key)?.ok_or_else(|| ApiError::new(Code::NotFound))?,
            entry: found.take(&entry)?,
            named: found.take(&named)?,
            online: money.map(|account| account.online).unwrap_or_default(),
            statements: StatementPlace::take(&account, ordered.created_at, now, &mut found)?,
        })
    }
}

fn refused(error: MoveError) -> ApiError {
    match error {
        MoveError::RefundNotPositive => ApiError::field("amount", &error),
        MoveError::RefundTooLarge => ApiError::new(Code::RefundTooLarge),
        MoveError::AlreadyPaid | MoveError::Ended | MoveError::NotPaid => ApiError::new(Code::PaymentNotPaid),
    }
}

impl RefundedPayment {
    fn of(item: &PaymentItem) -> Self {
        let payment = &item.payment;
        Self { id: payment.id().clone(), amount: payment.amount(), refunded: payment.refunded() }
    }
}
