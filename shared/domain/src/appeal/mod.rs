//! Appeals: what residents write to their company, and what becomes of it («Обращения»).

pub mod file;
mod file_id;
mod id;
mod reply;
mod state;
mod topic;
mod upload_id;

pub use file::{FileError, FileKind, FileName};
pub use file_id::FileId;
pub use id::AppealId;
pub use reply::{ReplyId, ReplyIdError};
pub use state::{Answer, Appeal, AppealError, MOST_MESSAGES, Rating, State};
pub use topic::{Topic, TopicError};
pub use upload_id::UploadId;

/// What is written in a thread: two pages at most.
pub type MessageText = crate::text::Prose<4000>;
