//! The protocol of MONETA.Assistant (Moneta.ru, PayAnyWay): signatures, notifications, answers.
//!
//! Signatures are MD5 over a concatenation without delimiters, as the provider wants them. So each field's grammar is
//! checked before the signature is, and each field is compared with the stored payment after it.

mod answer;
mod notice;
mod signature;

pub use answer::{Answer, ResultCode};
pub use notice::{Notice, NoticeError, amount_text};
pub use signature::{Signed, answer_signature, form_signature, notice_signature};

/// What shops, payments and operations of this provider are kept under.
pub const NAME: &str = "moneta";
/// The only currency.
pub const CURRENCY: &str = "RUB";
/// What the Check URL is called with.
pub const CHECK: &str = "CHECK";
