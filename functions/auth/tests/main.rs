//! Behaviour of the function's routes, one file an endpoint, more where there is more to prove.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

mod accept_agreement;
mod activate;
mod change_password;
mod change_profile;
mod confirm_email;
mod delete_profile;
mod end_other_sessions;
mod end_session;
mod faults;
mod forgot_password;
mod get_agreement;
mod get_captcha;
mod get_operator;
mod get_profile;
mod hostile;
mod known_browser;
mod list_actions;
mod list_sessions;
mod login;
mod login_again;
mod login_throttling;
mod logout;
mod network_quota;
mod refresh;
mod register;
mod register_privacy;
mod register_rules;
mod resend_activation;
mod reset_password;
mod round_trips;
mod security_page;
mod withdraw_email;
mod world;
