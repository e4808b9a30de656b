//! Behaviour of the function's routes, one file an endpoint.

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
