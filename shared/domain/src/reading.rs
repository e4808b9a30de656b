//! Readings of meters: what is accepted, what is asked about, what is refused (ПП 354, раздел VIII). The table of all
//! rules is `docs/readings.md`.

mod estimate;
mod limits;
mod missing;
mod outlook;
mod refusal;
mod rules;
mod values;
mod verification;

pub use estimate::services_of;
pub use limits::ReadingLimits;
pub use missing::{Missing, Spent};
pub use outlook::{Outlook, Reason};
pub use refusal::ReadingRefusal;
pub use rules::{Basis, Confirmation, Judged, Question};
pub use values::{check_values, parse_values, without_zeros};
pub use verification::Verification;
