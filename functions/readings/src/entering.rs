//! Readings on their way from a form into the table.

mod answer;
mod call;
mod decide;
mod form;
mod store;

pub use answer::Entered;
pub use call::Call;
pub use decide::{is_read, is_sent};
use form::ReadingRow;
pub use form::ReadingsForm;
pub use store::Entering;
