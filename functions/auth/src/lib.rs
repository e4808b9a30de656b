//! Registration, activation, sign-in, sessions and the profile. The only function that holds the key which access
//! tokens are signed with.

mod accept_agreement;
mod activate;
mod agreement;
mod asked_letter;
mod asking;
mod captcha;
mod change_password;
mod change_profile;
mod confirm_email;
mod cookie;
mod delete_profile;
mod end_other_sessions;
mod end_session;
mod forgot_password;
mod get_agreement;
mod get_captcha;
mod get_operator;
mod get_profile;
pub mod hashing;
mod known_browser;
mod links;
mod list_actions;
mod list_sessions;
mod login;
mod logout;
mod mail_pace;
mod network_quota;
mod new_password;
pub mod openapi;
mod profile;
mod proof;
mod refresh;
mod register;
mod resend_activation;
mod reset_password;
mod same_site;
mod session;
mod withdraw_email;

use axum::Router;
use axum::routing::{delete, get, post};
use http::App;

pub use agreement::VERSION as AGREEMENT_VERSION;

/// All routes of this function.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/api/auth/captcha", get(get_captcha::get_captcha))
        .route("/api/auth/agreement", get(get_agreement::get_agreement))
        .route("/api/operator", get(get_operator::get_operator))
        .route("/api/auth/register", post(register::register))
        .route("/api/auth/activation", post(activate::activate))
        .route("/api/auth/activation/resend", post(resend_activation::resend_activation))
        .route("/api/auth/login", post(login::login))
        .route("/api/auth/refresh", post(refresh::refresh))
        .route("/api/auth/logout", post(logout::logout))
        .route("/api/auth/sessions", get(list_sessions::list_sessions).delete(end_other_sessions::end_other_sessions))
        .route("/api/auth/sessions/{id}", delete(end_session::end_session))
        .route("/api/auth/password/forgot", post(forgot_password::forgot_password))
        .route("/api/auth/password/reset", post(reset_password::reset_password))
        .route(
            "/api/profile",
            get(get_profile::get_profile).patch(change_profile::change_profile).delete(delete_profile::delete_profile),
        )
        .route("/api/profile/agreement", post(accept_agreement::accept_agreement))
        .route("/api/profile/password", post(change_password::change_password))
        .route("/api/profile/email", post(confirm_email::confirm_email).delete(withdraw_email::withdraw_email))
        .route("/api/profile/actions", get(list_actions::list_actions))
        .with_state(app)
}
