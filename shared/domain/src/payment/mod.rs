//! An online payment: what it is for, the states it goes through, and what it does to the balance.

mod amount;
mod doubts;
mod explained;
mod id;
mod online;
mod question;
mod state;
mod told;

pub use amount::{AmountError, check_amount};
pub use doubts::receipt_warnings;
pub use id::PaymentId;
pub use online::{Held, OnlineEntry, Report, mark, outstanding, remembered, sum, unreported};
pub use question::Question;
pub use state::{Move, MoveError, Operation, Payment, State};
pub use told::Told;
