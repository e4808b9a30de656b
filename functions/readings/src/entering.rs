//! Readings on their way from a form into the table.

mod answer;
mod decide;
mod form;
mod store;

pub use answer::Entered;
pub use decide::is_sent;
use form::ReadingRow;
pub use form::ReadingsForm;
pub use store::Entering;
