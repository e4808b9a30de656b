//! The description of these routes.

use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(
    crate::put_organization::put_organization,
    crate::load_houses::load_houses,
    crate::load_accounts::load_accounts,
    crate::load_meters::load_meters,
    crate::load_readings::load_readings,
    crate::load_news::load_news,
    crate::begin_picture::begin_picture,
    crate::load_statements::load_statements,
    crate::load_odn::load_odn,
    crate::close_period::close_period,
    crate::reopen_period::reopen_period,
    crate::follow_readings::follow_readings,
    crate::follow_payments::follow_payments,
    crate::follow_orders::follow_orders,
    crate::follow_appeals::follow_appeals,
    crate::reply_appeal::reply_appeal,
    crate::fetch_file::fetch_file,
    crate::load_paid_services::load_paid_services,
    crate::move_order::move_order,
    crate::list_unreported_payments::list_unreported_payments,
    crate::list_unposted_payments::list_unposted_payments,
    crate::refund_payment::refund_payment,
    crate::get_mailing::get_mailing,
))]
struct Document;

/// The routes of this function as an OpenAPI document.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
