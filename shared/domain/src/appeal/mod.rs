//! Appeals: what residents write to their company, and what becomes of it («Обращения»).

mod id;
mod state;
mod topic;

pub use id::AppealId;
pub use state::{Answer, Appeal, AppealError, MOST_MESSAGES, Rating, State};
pub use topic::{Topic, TopicError};
