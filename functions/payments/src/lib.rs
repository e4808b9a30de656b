//! Money of an account: online payment, how its balance moved, and what was received.

mod call;
mod check_moneta;
mod csv;
mod divide_payment;
mod fail_payment;
mod format;
mod get_payment;
mod list_movements;
mod list_payments;
mod moneta;
mod movement;
mod notify_moneta;
mod open_month;
mod openapi;
mod payment;
mod provider;
mod refused;
mod start_payment;
mod till;
mod trail;

use axum::Router;
use axum::routing::{get, post};
use http::App;

use check_moneta::{check_moneta, check_moneta_by_query};
use notify_moneta::{notify_moneta, notify_moneta_by_query};

pub use openapi::openapi;

/// All routes of this function.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/api/accounts/{id}/movements", get(list_movements::list_movements))
        .route("/api/accounts/{id}/payment-division", get(divide_payment::divide_payment))
        .route("/api/accounts/{id}/payments", get(list_payments::list_payments).post(start_payment::start_payment))
        .route("/api/accounts/{id}/payments/{payment}", get(get_payment::get_payment))
        .route("/api/accounts/{id}/payments/{payment}/failure", post(fail_payment::fail_payment))
        .route("/api/payments/moneta/notify", get(notify_moneta_by_query).post(notify_moneta))
        .route("/api/payments/moneta/check", get(check_moneta_by_query).post(check_moneta))
        .with_state(app)
}
