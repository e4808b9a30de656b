//! Requisites of a legal entity and of its bank account: what a bank needs to deliver a payment.
//!
//! Each type is built by `parse` only, so a value that exists has the right length and, where its issuer
//! defined one, the right check digit. Whether the number was ever issued is unknown here.

mod bank_account;
mod bic;
mod digits;
mod inn;
mod kpp;
mod ogrn;

pub use bank_account::{BankAccount, BankAccountError};
pub use bic::{Bic, BicError};
pub use inn::{Inn, InnError};
pub use kpp::{Kpp, KppError};
pub use ogrn::{Ogrn, OgrnError};
