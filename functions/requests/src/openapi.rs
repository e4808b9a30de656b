use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(
    crate::list_paid_services::list_paid_services,
    crate::list_orders::list_orders,
    crate::begin_order::begin_order,
    crate::get_order::get_order,
    crate::cancel_order::cancel_order,
))]
struct Document;

/// The routes of this function as an OpenAPI document.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
