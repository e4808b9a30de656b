//! The stand-in for programs: pay without a browser, look what the shop was told, tell it once more.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, Uri};
use http::{ApiError, Body, Code};
use serde::{Deserialize, Serialize};

use super::Moneta;
use super::form::PaymentForm;
use super::operation::{Notification, Operation};
use super::outcome::Outcome;
use super::pay::{self, Choice, Paying};

/// A payment to be made.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// The address that the shop sends its customer to, with the form's parameters.
    form_url: String,
    outcome: Outcome,
    #[serde(default)]
    delay_seconds: i64,
    #[serde(default)]
    unasked: bool,
}

/// Whose operations.
#[derive(Debug, Deserialize)]
pub struct Filter {
    transaction: Option<String>,
}

/// An operation as programs see it.
#[derive(Debug, Serialize)]
pub struct View {
    id: String,
    transaction: String,
    amount: String,
    outcome: Outcome,
    paid: bool,
    return_url: Option<String>,
    notifications: Vec<Notification>,
}

/// Operations, newest first.
#[derive(Debug, Serialize)]
pub struct Operations {
    items: Vec<View>,
}

impl View {
    fn of(operation: Operation) -> Self {
        Self {
            paid: operation.outcome.takes_money(),
            return_url: operation.return_url().map(str::to_owned),
            transaction: operation.form.transaction,
            amount: operation.form.amount,
            id: operation.id,
            outcome: operation.outcome,
            notifications: operation.notifications,
        }
    }
}

/// `GET /_local/moneta/operations?transaction=`.
pub async fn list(
    State(moneta): State<Moneta>,
    filter: Result<Query<Filter>, QueryRejection>,
) -> Result<Json<Operations>, ApiError> {
    let Query(filter) = filter.map_err(|_| ApiError::new(Code::MalformedQuery))?;
    let items = moneta.book.list(filter.transaction.as_deref()).into_iter().map(View::of).collect();
    Ok(Json(Operations { items }))
}

/// `POST /_local/moneta/operations`: what the page's button does.
pub async fn make(State(moneta): State<Moneta>, body: Body) -> Result<(StatusCode, Json<View>), ApiError> {
    let order: Order = body.parse()?;
    let form = read(&order.form_url, &moneta)?;
    let choice = Choice { outcome: order.outcome, delay_seconds: order.delay_seconds, unasked: order.unasked };
    match pay::pay(&moneta, form, choice).await.map_err(|error| ApiError::internal(&format!("{error:#}")))? {
        Paying::Made(operation) => Ok((StatusCode::CREATED, Json(View::of(*operation)))),
        Paying::PaidBefore => Err(refusal("paid_before", "Магазин считает этот платёж оплаченным.")),
        Paying::NotWanted(answer) => {
            Err(refusal("not_wanted", &format!("Магазин не подтвердил, что ждёт этот платёж: {answer}.")))
        }
    }
}

/// `POST /_local/moneta/operations/{id}/notify`: tells the shop now, whatever it was told before.
pub async fn notify(State(moneta): State<Moneta>, Path(id): Path<String>) -> Result<Json<View>, ApiError> {
    let known = moneta.book.notify_again(&id, moneta.clock.now()).map_err(|error| ApiError::internal(&error))?;
    if !known {
        return Err(ApiError::new(Code::NotFound));
    }
    moneta.deliver_due().await;
    moneta.book.find(&id).map(|operation| Json(View::of(operation))).ok_or_else(|| ApiError::new(Code::NotFound))
}

fn read(form_url: &str, moneta: &Moneta) -> Result<PaymentForm, ApiError> {
    let unreadable = || refusal("parameter_malformed", "Адрес формы записан неверно.");
    let uri: Uri = form_url.parse().map_err(|_| unreadable())?;
    let Query(parameters) = Query::<Vec<(String, String)>>::try_from_uri(&uri).map_err(|_| unreadable())?;
    PaymentForm::read(&parameters, &moneta.shops()).map_err(|error| refusal(error.code, error.message))
}

fn refusal(code: &str, message: &str) -> ApiError {
    ApiError::new(Code::ValidationFailed).with_field("form_url", code, message)
}
