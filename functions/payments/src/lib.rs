//! Money of an account: online payment, how its balance moved, and what was received.

mod call;
mod check_payment;
mod csv;
mod divide_payment;
mod fail_payment;
mod format;
mod get_payment;
mod incoming;
mod line;
mod list_movements;
mod list_payments;
mod moneta;
mod movement;
mod notify_payment;
mod open_month;
mod openapi;
mod payment;
pub mod provider;
mod providers;
mod refused;
mod shop;
mod signers;
mod start_payment;
mod till;
mod trail;
mod unposted;

use axum::routing::{get, post};
use axum::{Extension, Router};
use http::App;

use check_payment::{check_payment, check_payment_by_query};
use notify_payment::{notify_payment, notify_payment_by_query};

pub use incoming::Incoming;
pub use moneta::Moneta;
pub use openapi::openapi;
pub use providers::Providers;
pub use shop::OpenShop;

/// All routes of this function.
pub fn router(app: App) -> Router {
    router_with(app, Providers::ALL)
}

/// The same with these payment providers.
pub fn router_with(app: App, providers: Providers) -> Router {
    Router::new()
        .route("/api/accounts/{id}/movements", get(list_movements::list_movements))
        .route("/api/accounts/{id}/payment-division", get(divide_payment::divide_payment))
        .route("/api/accounts/{id}/payments", get(list_payments::list_payments).post(start_payment::start_payment))
        .route("/api/accounts/{id}/payments/{payment}", get(get_payment::get_payment))
        .route("/api/accounts/{id}/payments/{payment}/failure", post(fail_payment::fail_payment))
        .route("/api/payments/{provider}/notify", get(notify_payment_by_query).post(notify_payment))
        .route("/api/payments/{provider}/check", get(check_payment_by_query).post(check_payment))
        .layer(Extension(providers))
        .with_state(app)
}
