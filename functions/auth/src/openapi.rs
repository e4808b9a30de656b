//! The routes of this function as an `OpenAPI` document, for the local system and for tests.

use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(
    crate::get_captcha::get_captcha,
    crate::get_agreement::get_agreement,
    crate::get_operator::get_operator,
    crate::register::register,
    crate::activate::activate,
    crate::resend_activation::resend_activation,
    crate::login::login,
    crate::refresh::refresh,
    crate::logout::logout,
    crate::list_sessions::list_sessions,
    crate::end_session::end_session,
    crate::end_other_sessions::end_other_sessions,
    crate::forgot_password::forgot_password,
    crate::reset_password::reset_password,
    crate::get_profile::get_profile,
    crate::change_profile::change_profile,
    crate::accept_agreement::accept_agreement,
    crate::confirm_email::confirm_email,
    crate::withdraw_email::withdraw_email,
    crate::change_password::change_password,
    crate::delete_profile::delete_profile,
    crate::list_actions::list_actions,
))]
struct Document;

/// The document.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
