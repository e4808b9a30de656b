use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(
    crate::list_movements::list_movements,
    crate::divide_payment::divide_payment,
    crate::start_payment::start_payment,
    crate::list_payments::list_payments,
    crate::get_payment::get_payment,
    crate::fail_payment::fail_payment,
    crate::notify_payment::notify_payment,
    crate::notify_payment::notify_payment_by_query,
    crate::check_payment::check_payment,
    crate::check_payment::check_payment_by_query,
))]
struct Document;

/// The routes of this function as an OpenAPI document.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
