//! Behaviour of the function's routes, one file an endpoint.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

mod activate;
mod get_agreement;
mod get_captcha;
mod get_profile;
mod login;
mod logout;
mod refresh;
mod register;
mod resend_activation;
mod world;
