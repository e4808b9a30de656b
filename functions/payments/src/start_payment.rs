use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use domain::email::Email;
use domain::payment::{Payment, check_amount, outstanding};
use domain::phone::Phone;
use domain::{AccountId, Money};
use http::{
    ApiError, ApiResult, App, Body, ClientAddress, Code, IdempotencyKey, Problem, Resident, Segment, Whereabouts, hash,
};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use table::CommitError;
use table::entities::action::{Action, ActionCode};
use table::entities::counter::Quota;
use table::entities::erasure::ERASED_STEP;
use table::entities::payment::{PaymentItem, PaymentRequest};
use table::entities::posting::REQUEST_STEP;
use utoipa::ToSchema;

use crate::payment::Status;
use crate::providers::Providers;
use crate::till::Till;
use crate::trail::order_refused;

/// What is to be paid, and where the receipt goes.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaymentOrder {
    /// Kopecks, more than nothing.
    #[schema(value_type = i64, minimum = 1, example = 238_726)]
    amount: Money,
    /// Where the confirmation and the fiscal receipt go; the profile's address when left out.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Email)]
    email: Option<Email>,
    /// Where the fiscal receipt goes instead.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "+79171234567")]
    phone: Option<Phone>,
}

/// A payment that waits for the person at the provider.
#[derive(Debug, Serialize, ToSchema)]
pub struct StartedPayment {
    /// Opaque id.
    #[schema(value_type = String)]
    id: domain::PaymentId,
    /// Kopecks.
    #[schema(value_type = i64)]
    amount: Money,
    /// `created`.
    status: Status,
    /// The provider's page. It brings the person back to `/payments/payment?account=…&payment=…&outcome=…`, where
    /// `outcome` is `success`, `in_progress`, `fail` or `return` and proves nothing.
    redirect_url: String,
}

/// How long an order can be paid.
const TERM: SignedDuration = SignedDuration::from_hours(24);
/// Payments of an account that no statement has reported: far more than anybody makes in a month.
const MOST_UNREPORTED: usize = 50;
/// Calls of a person and day, refused and repeated ones too. An order stays in the table for years, paid or not.
const OF_A_DAY: u32 = 100;
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Orders a payment. The same `Idempotency-Key` with the same body is answered as the first time.
#[utoipa::path(post, path = "/api/accounts/{id}/payments", tag = "payments", request_body = PaymentOrder,
    params(("id" = String, Path), ("Idempotency-Key" = String, Header, description = "Up to 255 visible ASCII characters, a new one for each payment")),
    responses(
    (status = 201, body = StartedPayment),
    (status = 400, description = "`idempotency_key_required`, malformed JSON", body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "`payment_unavailable`: the company takes no payments here; `idempotency_key_reused`; \
        `too_many_payments`", body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 415, body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "`too_many_requests`, with `Retry-After`: a hundred calls of this person today", body = Problem,
        content_type = "application/problem+json"),
    (status = 422, description = "`amount_not_positive`, `amount_too_large`, `email_malformed`, `phone_malformed`",
        body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn start_payment(
    caller: Caller,
    account: ApiResult<Segment<(AccountId,)>>,
    key: IdempotencyKey,
    body: ApiResult<Body>,
) -> ApiResult<(StatusCode, Json<StartedPayment>)> {
    // Whatever does not read is refused late: it leaves its trace as well.
    let visit = async {
        let Segment((account,)) = account?;
        caller.visit(&account, &key).await
    };
    let (till, wait) = futures::join!(visit, caller.pace());
    let number = till.as_ref().ok().map(|till| till.account.number.clone());
    // That there is no such account is told after that the call is no JSON.
    let started = match body.and_then(|body| Ok((body, till?))) {
        Ok((body, till)) => Box::pin(caller.order(till, &key, body, wait?)).await,
        Err(error) => Err(error),
    };
    if let Err(error) = &started {
        order_refused(&caller.app, &caller.resident, &caller.from, number.as_ref(), error).await?;
    }
    started.map(|payment| (StatusCode::CREATED, Json(payment)))
}

/// Who orders, from where, at which providers.
pub struct Caller {
    app: App,
    providers: Providers,
    resident: Resident,
    from: Whereabouts,
    address: ClientAddress,
}

impl FromRequestParts<App> for Caller {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> ApiResult<Self> {
        let resident = <Resident as FromRequestParts<App>>::from_request_parts(parts, app).await?;
        let Ok(from) = Whereabouts::from_request_parts(parts, app).await;
        let Ok(address) = ClientAddress::from_request_parts(parts, app).await;
        let providers = Providers::of_request(parts);
        Ok(Self { app: app.clone(), providers, resident, from, address })
    }
}

impl Caller {
    async fn visit(&self, account: &AccountId, key: &IdempotencyKey) -> ApiResult<Till> {
        Till::visit(&self.app, self.providers, &self.resident, account, key.hash()).await
    }

    /// Takes one of the day's places, while the till is visited; for how many seconds there is none.
    async fn pace(&self) -> ApiResult<Option<u64>> {
        let now = self.app.clock.now();
        let quota = Quota::by_the_clock("orders", self.resident.user.as_str(), DAY, OF_A_DAY, now);
        Ok(self.app.table.reserve_at_once(&quota, now).await?.wait(now))
    }

    async fn order(
        &self,
        till: Till,
        key: &IdempotencyKey,
        body: Body,
        wait: Option<u64>,
    ) -> ApiResult<StartedPayment> {
        let app = &self.app;
        let key_hash = key.required()?;
        let order: PaymentOrder = body.parse()?;
        check_amount(order.amount, app.settings.payments.limit).map_err(|error| ApiError::field("amount", &error))?;
        let fingerprint = fingerprint(&order)?;
        if let Some(request) = &till.request {
            return again(app, &till, request, &fingerprint).await;
        }
        if let Some(seconds) = wait {
            return Err(too_many(seconds));
        }
        let item = accept(app, &till, &order).await?;
        let action = self.from.action_on(app, &item.user, ActionCode::PaymentStarted, &item.number)?;
        match self.store(&item, &action, key_hash, &fingerprint).await {
            Ok(()) => answer(app, &till, &item).await,
            // The same call came twice at once: the other one was first.
            Err(error) if error.refused_by(REQUEST_STEP) => {
                let till = self.visit(&till.account.id, key).await?;
                let request =
                    till.request.as_ref().ok_or_else(|| ApiError::internal(&"a request that is not there"))?;
                again(app, &till, request, &fingerprint).await
            }
            Err(error) if error.refused_by(ERASED_STEP) => Err(ApiError::new(Code::Unauthorized)),
            Err(error @ CommitError::Refused(_)) => Err(ApiError::internal(&error)),
            Err(CommitError::Table(error)) => Err(error.into()),
        }
    }

    async fn store(
        &self,
        item: &PaymentItem,
        action: &Action,
        key_hash: &str,
        fingerprint: &str,
    ) -> Result<(), CommitError> {
        let request = PaymentRequest {
            account: item.payment.id().account(),
            user: self.resident.user.clone(),
            key_hash: key_hash.to_owned(),
            fingerprint: fingerprint.to_owned(),
            payment: item.payment.id().clone(),
        };
        let steps = self.app.table.payment_order(item, &request, self.address.network());
        self.app.table.commit(steps.put("action", action)).await
    }
}

fn too_many(seconds: u64) -> ApiError {
    let detail = format!("За сутки можно оплачивать не более {OF_A_DAY} раз, считая неудачные попытки.");
    ApiError::new(Code::TooManyRequests).detail(detail).retry_after(seconds)
}

fn fingerprint(order: &PaymentOrder) -> ApiResult<String> {
    serde_json::to_string(order).map(|text| hash::sha256(&text)).map_err(|error| ApiError::internal(&error))
}

/// The payment that the order becomes.
async fn accept(app: &App, till: &Till, order: &PaymentOrder) -> ApiResult<PaymentItem> {
    let shop = till.shop(app).await?;
    if outstanding(&till.account.online) >= MOST_UNREPORTED {
        return Err(ApiError::new(Code::TooManyPayments));
    }
    let now = app.clock.now();
    let id = domain::PaymentId::new(&till.account.id, &app.random.ordered_id(now)?);
    let id = id.map_err(|error| ApiError::internal(&error))?;
    let payable_until = now.checked_add(TERM).map_err(|error| ApiError::internal(&error))?;
    Ok(PaymentItem {
        payment: Payment::new(id, order.amount, shop.test_mode, payable_until),
        number: till.account.number.clone(),
        user: till.user.id.clone(),
        provider: shop.provider.name().to_owned(),
        shop: shop.number.clone(),
        email: Some(order.email.clone().unwrap_or_else(|| till.user.email.clone())),
        phone: order.phone.clone(),
        created_at: now,
        moves: 0,
    })
}

/// The first answer once more, if the same was asked for.
async fn again(app: &App, till: &Till, request: &PaymentRequest, fingerprint: &str) -> ApiResult<StartedPayment> {
    if request.fingerprint != fingerprint {
        return Err(ApiError::new(Code::IdempotencyKeyReused));
    }
    let item: Option<PaymentItem> = app.table.get(table::keys::payment(&request.payment), true).await?;
    let item = item.ok_or_else(|| ApiError::internal(&"a request without its payment"))?;
    answer(app, till, &item).await
}

async fn answer(app: &App, till: &Till, item: &PaymentItem) -> ApiResult<StartedPayment> {
    let (id, amount) = (item.payment.id().clone(), item.payment.amount());
    Ok(StartedPayment { id, amount, status: Status::Created, redirect_url: till.redirect(app, item).await? })
}
