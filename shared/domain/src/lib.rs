//! What the cabinet knows about housing utilities: values, rules and formulas.
//!
//! Pure by design: no clock, no randomness, no network, no AWS, no HTTP. A value of a type of this crate is
//! always a good one: it is parsed once, at the edge, and trusted from then on.

#![warn(missing_docs)]

pub mod account;
pub mod account_label;
pub mod appeal;
pub mod balance;
pub mod code;
pub mod common_needs;
pub mod contact;
pub mod day;
pub mod device;
pub mod division;
pub mod due_date;
pub mod email;
pub mod house;
pub mod id;
pub mod line_text;
pub mod login;
mod look_alike;
pub mod meter;
pub mod moneta;
pub mod money;
pub mod movements;
pub mod name_search;
pub mod natural_code;
pub mod news;
pub mod number;
pub mod order;
pub mod organization;
pub mod paid_service;
pub mod password;
pub mod payment;
pub mod payment_qr;
pub mod period;
pub mod phone;
pub mod rating;
pub mod reading;
pub mod requisites;
pub mod statement;
pub mod text;
pub mod typo;
pub mod unified_account;

pub use appeal::AppealId;
pub use id::{AccountId, OrganizationId, UserId};
pub use money::Money;
pub use number::Decimal;
pub use order::OrderId;
pub use payment::PaymentId;
pub use period::Period;
