//! What residents ask of their company: appeals («Обращения») and paid services («Заявки на платные услуги»).

mod appeal;
mod begin_appeal;
mod begin_order;
mod begin_upload;
mod cancel_order;
mod close_appeal;
mod count_unread_appeals;
mod desk;
mod files;
mod get_appeal;
mod get_file;
mod get_order;
mod list_appeals;
mod list_orders;
mod list_paid_services;
mod message;
mod openapi;
mod order;
mod rate_appeal;
mod read_appeal;
mod reopen_appeal;
mod throttle;
mod write_message;

use axum::routing::{get, post, put};
use axum::{Extension, Router};
use http::App;
use table::pages::Catalogues;

pub use openapi::openapi;

/// All routes of this function.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/api/accounts/{id}/paid-services", get(list_paid_services::list_paid_services))
        .route("/api/accounts/{id}/orders", get(list_orders::list_orders).post(begin_order::begin_order))
        .route("/api/accounts/{id}/orders/{order}", get(get_order::get_order))
        .route("/api/accounts/{id}/orders/{order}/cancel", post(cancel_order::cancel_order))
        .route("/api/accounts/{id}/appeals", get(list_appeals::list_appeals).post(begin_appeal::begin_appeal))
        .route("/api/accounts/{id}/appeals/unread", get(count_unread_appeals::count_unread_appeals))
        .route("/api/accounts/{id}/appeals/{appeal}", get(get_appeal::get_appeal))
        .route("/api/accounts/{id}/appeals/{appeal}/messages", post(write_message::write_message))
        .route("/api/accounts/{id}/appeals/{appeal}/close", post(close_appeal::close_appeal))
        .route("/api/accounts/{id}/appeals/{appeal}/reopen", post(reopen_appeal::reopen_appeal))
        .route("/api/accounts/{id}/appeals/{appeal}/rating", put(rate_appeal::rate_appeal))
        .route("/api/accounts/{id}/appeals/{appeal}/files/{file}", get(get_file::get_file))
        .route("/api/accounts/{id}/uploads", post(begin_upload::begin_upload))
        .route("/api/accounts/{id}/appeals/{appeal}/read", post(read_appeal::read_appeal))
        .layer(Extension(Catalogues::default()))
        .with_state(app)
}
