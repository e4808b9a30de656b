//! How a person proves that an account is theirs.

mod attempts;
mod claim;
mod proof;

pub use attempts::{Attempts, Judged};
pub use claim::Claim;
pub use proof::{Proof, ProofKind};
