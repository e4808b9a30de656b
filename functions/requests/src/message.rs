//! A message of an appeal as its person sees it.

use http::FileShown;
use jiff::Timestamp;
use serde::Serialize;
use table::entities::appeal::{AppealMessage, Author};
use utoipa::ToSchema;
use utoipa::openapi::schema::Object;

/// What somebody wrote.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AppealMessage)]
pub struct Message {
    /// Opaque id.
    id: String,
    /// Who wrote it.
    #[schema(schema_with = authors)]
    author: Author,
    /// The words, in lines.
    text: String,
    /// Files that came with it.
    files: Vec<FileShown>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

impl Message {
    /// As the thread shows it.
    pub fn of(message: AppealMessage) -> Self {
        let files = FileShown::all(&message);
        let AppealMessage { id, author, text, at, .. } = message;
        Self { id, author, text: text.to_string(), files, at }
    }
}

fn authors() -> Object {
    http::schemas::enumeration(&[Author::Resident, Author::Company])
}
