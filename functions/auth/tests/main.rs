//! Behaviour of the function's routes, one file an endpoint.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

mod activate;
mod change_password;
mod change_profile;
mod confirm_email;
mod delete_profile;
mod end_other_sessions;
mod end_session;
mod forgot_password;
mod get_agreement;
mod get_captcha;
mod get_profile;
mod hostile;
mod list_actions;
mod list_sessions;
mod login;
mod logout;
mod refresh;
mod register;
mod resend_activation;
mod reset_password;
mod round_trips;
mod withdraw_email;
mod world;
