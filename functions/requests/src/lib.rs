//! What residents ask of their company: paid services («Заявки на платные услуги»).

mod begin_order;
mod cancel_order;
mod get_order;
mod list_orders;
mod list_paid_services;
mod once;
mod openapi;
mod order;
mod throttle;

use axum::Router;
use axum::routing::{get, post};
use http::App;

pub use openapi::openapi;

/// All routes of this function.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/api/accounts/{id}/paid-services", get(list_paid_services::list_paid_services))
        .route("/api/accounts/{id}/orders", get(list_orders::list_orders).post(begin_order::begin_order))
        .route("/api/accounts/{id}/orders/{order}", get(get_order::get_order))
        .route("/api/accounts/{id}/orders/{order}/cancel", post(cancel_order::cancel_order))
        .with_state(app)
}
