use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::contact::Contact;
use domain::order::{Progress, Remark, WishError, check_wish};
use domain::paid_service::{Price, ServiceCode, Slot};
use domain::{AccountId, OrderId};
use http::{ApiError, ApiResult, App, Body, Code, IdempotencyKey, Once, Problem, Resident, Segment, fingerprint};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use table::entities::account::AccountItem;
use table::entities::erasure::ERASED_STEP;
use table::entities::order::{OrderItem, OrderedService, SERVICE_STEP};
use table::entities::organization::OrganizationItem;
use table::entities::paid_service::PaidServiceItem;
use table::entities::request::REQUEST_STEP;
use table::{Batch, Found, keys};
use utoipa::ToSchema;

use crate::order::{Order, PriceFields};
use crate::throttle::Daily;

/// What is ordered.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOrder {
    /// `id` of the catalogue.
    #[schema(value_type = String)]
    service_id: ServiceCode,
    /// The price that was shown: where it is another one now, nothing is ordered. Left out: the present one is taken.
    #[serde(default)]
    #[schema(value_type = Option<PriceFields>)]
    price: Option<Price>,
    /// The day that is wished, today to a year ahead.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    wish_date: Option<Date>,
    /// One of the service's `slots`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    wish_slot: Option<Slot>,
    /// Up to 1,000 characters.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 1000)]
    comment: Option<Remark>,
    /// Where to answer: an address, a number, or both.
    #[schema(value_type = ContactForm)]
    contact: Contact,
}

/// Where to answer; one of the two is required.
#[derive(ToSchema)]
#[expect(dead_code, reason = "the shape of the domain's type, for the document")]
pub struct ContactForm {
    /// Where changes of the order are mailed to; the profile's address when left out.
    #[schema(format = Email)]
    email: Option<String>,
    /// A number to call.
    #[schema(example = "+79171234567")]
    phone: Option<String>,
}

/// Orders of one person in a day: far more than a flat needs.
const DAILY: Daily =
    Daily { kind: "order_user", most: 20, words: "отправить не более 20 заявок" };

/// Orders a paid service. The same `Idempotency-Key` with the same body is answered as the first time.
#[utoipa::path(post, path = "/api/accounts/{id}/orders", tag = "requests", request_body = NewOrder,
    params(("id" = String, Path), ("Idempotency-Key" = Option<String>, Header, description = "Up to 255 visible ASCII characters, a new one for each order")),
    responses(
    (status = 201, body = Order),
    (status = 400, description = "`idempotency_key_required`: the key is no good; malformed JSON", body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "`service_withdrawn`, `price_changed`, `idempotency_key_reused`", body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 415, body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "`contact_required`, `date_in_past`, `date_too_far`, `slot_unknown`", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "with `Retry-After`", body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub async fn begin_order(
    State(app): State<App>,
    resident: Resident,
    Segment((account,)): Segment<(AccountId,)>,
    key: IdempotencyKey,
    body: Body,
) -> ApiResult<(StatusCode, Json<Order>)> {
    // Ownership first: a stranger learns nothing, whatever the fields hold.
    resident.visit(&app, &account, Batch::new()).await?;
    key.optional()?;
    let form: NewOrder = body.parse()?;
    let fingerprint = fingerprint(account.as_str(), &form)?;
    let place = keys::paid_service(&account.organization(), &form.service_id);
    let batch = Batch::consistent().with(keys::account(&account)).with(keys::organization(&account.organization()));
    let batch = Once::ask(batch.with(place.clone()), &resident.user, &key);
    let (_, mut found) = resident.visit(&app, &account, batch).await?;
    let mut once = Once::found(&mut found, &resident.user, &key)?;
    if let Some(made) = once.before(&fingerprint)? {
        return again(&app, &resident, made).await;
    }
    let service: Option<PaidServiceItem> = found.take(&place)?;
    let service = offered(service, &form)?;
    let item = accept(&app, &resident, &account, &form, &service, &mut found)?;
    DAILY.reserve(&app, &resident.user).await?;
    let request = once.request(&app, &fingerprint, item.id.as_str());
    let steps = app.table.new_order(&item, request.as_ref(), &service, app.random.ordered_id(item.created_at)?);
    let Err(error) = app.table.commit(steps).await else {
        return Ok((StatusCode::CREATED, Json(Order::of(&item, &resident.user))));
    };
    // Nothing came of it, so it does not count.
    DAILY.release(&app, &resident.user).await?;
    if error.refused_by(REQUEST_STEP) {
        let made = once.look_again(&app, &fingerprint, Once::quicker()).await?;
        return again(&app, &resident, &made).await;
    }
    if error.refused_by(ERASED_STEP) {
        return Err(ApiError::new(Code::Unauthorized));
    }
    if error.refused_by(SERVICE_STEP) {
        // Withdrawn or changed at this moment, if that is what it was.
        offered(app.table.get(place, true).await?, &form)?;
        return Err(ApiError::new(Code::Unavailable).retry_after(1));
    }
    Err(error.into())
}

/// The service as it was shown. One that was never there looks the same as one that was withdrawn.
fn offered(service: Option<PaidServiceItem>, form: &NewOrder) -> ApiResult<PaidServiceItem> {
    let withdrawn = || ApiError::new(Code::ServiceWithdrawn);
    let service = service.filter(|item| item.service.active).ok_or_else(withdrawn)?;
    let now = service.service.shown_price();
    if form.price.is_some_and(|shown| shown != now) { Err(ApiError::new(Code::PriceChanged)) } else { Ok(service) }
}

/// The order that the form becomes.
fn accept(
    app: &App,
    resident: &Resident,
    account: &AccountId,
    form: &NewOrder,
    offered: &PaidServiceItem,
    found: &mut Found,
) -> ApiResult<OrderItem> {
    let home: Option<AccountItem> = found.take(&keys::account(account))?;
    let company: Option<OrganizationItem> = found.take(&keys::organization(&account.organization()))?;
    let company = company.and_then(|company| company.details);
    let (home, company) = home.zip(company).ok_or_else(|| ApiError::new(Code::NotFound))?;
    let (now, service) = (app.clock.now(), &offered.service);
    let today = now.to_zoned(company.zone()).date();
    if let Some(Err(error)) = form.wish_date.map(|date| check_wish(date, today)) {
        return Err(ApiError::field("wish_date", &error));
    }
    if form.wish_slot.as_ref().is_some_and(|slot| !service.slots.contains(slot)) {
        return Err(ApiError::field("wish_slot", &WishError::SlotUnknown));
    }
    let id = OrderId::new(account, &app.random.ordered_id(now)?).map_err(|error| ApiError::internal(&error))?;
    Ok(OrderItem {
        id,
        number: home.number,
        user: resident.user.clone(),
        service: OrderedService {
            code: service.code.clone(),
            group: service.group.clone(),
            name: service.name.clone(),
            price: service.shown_price(),
            unit: service.unit.clone(),
        },
        wish_date: form.wish_date,
        wish_slot: form.wish_slot.clone(),
        comment: form.comment.clone(),
        contact: Some(form.contact.clone()),
        created_at: now,
        progress: Progress::begun(now),
        revision: 0,
    })
}

/// The first answer once more, as the order stands now.
async fn again(app: &App, resident: &Resident, made: &str) -> ApiResult<(StatusCode, Json<Order>)> {
    let id = OrderId::parse(made).map_err(|error| ApiError::internal(&error))?;
    let item: Option<OrderItem> = app.table.get(keys::order(&id), true).await?;
    let item = item.ok_or_else(|| ApiError::internal(&"a request without its order"))?;
    Ok((StatusCode::CREATED, Json(Order::of(&item, &resident.user))))
}
