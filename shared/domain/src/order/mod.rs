//! An order of a paid service («заявка»): its states, who moved it and when, and what may be wished.

mod move_id;
mod progress;
mod status;
mod step;
mod wish;

pub use move_id::{MoveId, MoveIdError};
pub use progress::{Mover, OrderMove, Outcome, Progress};
pub use status::{MoveError, Status};
pub use step::{Step, StepError, Visit};
pub use wish::{WishError, check_wish};

use crate::text::Prose;

crate::id_of_account! {
    /// An order of a paid service, made for an account.
    OrderId
}

/// What somebody writes to the other side of an order.
pub type Remark = Prose<1000>;
