use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(
    crate::list_paid_services::list_paid_services,
    crate::list_orders::list_orders,
    crate::begin_order::begin_order,
    crate::get_order::get_order,
    crate::cancel_order::cancel_order,
    crate::list_appeals::list_appeals,
    crate::begin_appeal::begin_appeal,
    crate::count_unread_appeals::count_unread_appeals,
    crate::get_appeal::get_appeal,
    crate::write_message::write_message,
    crate::close_appeal::close_appeal,
    crate::reopen_appeal::reopen_appeal,
    crate::rate_appeal::rate_appeal,
    crate::read_appeal::read_appeal,
    crate::begin_upload::begin_upload,
    crate::get_file::get_file,
))]
struct Document;

/// The routes of this function as an OpenAPI document.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
