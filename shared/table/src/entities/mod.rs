//! The items of the table, one file per aggregate.

pub mod account;
pub mod action;
pub mod attachment;
pub mod captcha;
pub mod common_needs;
pub mod counter;
pub mod erasure;
pub mod exchange_key;
pub mod house;
pub mod link_token;
pub mod message;
pub mod meter;
pub mod operation;
pub mod organization;
pub mod pace;
pub mod payment;
pub mod payment_refusal;
pub mod period;
pub mod posting;
pub mod reading;
pub mod reminder;
pub mod session;
pub mod sign_in;
pub mod statement;
pub mod user;
