//! The accounting system's side: loads of the company, its houses, accounts, meters, readings, statements and
//! news, the closing of periods, and feeds out. The company is known from the exchange key, so no call can name another's.

mod accounts;
mod begin_picture;
mod bulk;
mod close_period;
mod common_needs;
mod feed;
mod fence;
mod fetch_file;
mod follow_appeals;
mod follow_orders;
mod follow_payments;
mod follow_readings;
mod get_mailing;
mod houses;
mod ledger;
mod list_unposted_payments;
mod list_unreported_payments;
mod load_accounts;
mod load_houses;
mod load_meters;
mod load_news;
mod load_odn;
mod load_paid_services;
mod load_readings;
mod load_statements;
mod meters;
mod month;
mod move_order;
mod news;
mod openapi;
mod optional_body;
mod publication;
mod put_organization;
mod readings;
mod refund_payment;
mod reopen_period;
mod reply_appeal;
mod row_error;
pub mod schemas;
mod statements;

use axum::Router;
use axum::routing::{get, post, put};
use http::App;

pub use openapi::openapi;

/// All routes of this function.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/api/exchange/v1/organization", put(put_organization::put_organization))
        .route("/api/exchange/v1/houses", put(load_houses::load_houses))
        .route("/api/exchange/v1/accounts", put(load_accounts::load_accounts))
        .route("/api/exchange/v1/meters", put(load_meters::load_meters))
        .route("/api/exchange/v1/readings", put(load_readings::load_readings))
        .route("/api/exchange/v1/news", put(load_news::load_news))
        .route("/api/exchange/v1/news/pictures", post(begin_picture::begin_picture))
        .route("/api/exchange/v1/periods/{period}/statements", put(load_statements::load_statements))
        .route("/api/exchange/v1/periods/{period}/odn", put(load_odn::load_odn))
        .route("/api/exchange/v1/periods/{period}/close", post(close_period::close_period))
        .route("/api/exchange/v1/periods/{period}/reopen", post(reopen_period::reopen_period))
        .route("/api/exchange/v1/feeds/readings", get(follow_readings::follow_readings))
        .route("/api/exchange/v1/feeds/payments", get(follow_payments::follow_payments))
        .route("/api/exchange/v1/feeds/orders", get(follow_orders::follow_orders))
        .route("/api/exchange/v1/feeds/appeals", get(follow_appeals::follow_appeals))
        .route("/api/exchange/v1/appeals/{appeal}/reply", post(reply_appeal::reply_appeal))
        .route("/api/exchange/v1/appeals/{appeal}/files/{file}", get(fetch_file::fetch_file))
        .route("/api/exchange/v1/paid-services", put(load_paid_services::load_paid_services))
        .route("/api/exchange/v1/orders/{order}/status", post(move_order::move_order))
        .route("/api/exchange/v1/payments/unreported", get(list_unreported_payments::list_unreported_payments))
        .route("/api/exchange/v1/payments/unposted", get(list_unposted_payments::list_unposted_payments))
        .route("/api/exchange/v1/payments/{payment}/refund", post(refund_payment::refund_payment))
        .route("/api/exchange/v1/periods/{period}/mailing", get(get_mailing::get_mailing))
        .with_state(app)
}
