//! Links to files of appeals, for residents and for companies alike.

use std::time::Duration;

use domain::UserId;
use domain::appeal::{FileId, FileKind};
use jiff::Timestamp;
use serde::Serialize;
use table::entities::appeal::AppealMessage;
use utoipa::ToSchema;

use crate::{ApiError, ApiResult, App, Code, attachment, schemas};

/// How long a link works: a slow phone may take as long to begin.
const LIFETIME: Duration = Duration::from_mins(5);

/// Where a file is fetched.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileLink {
    /// Good without a token, for whoever has it; the answer is saved as a file.
    url: String,
    /// How long it works.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

/// A file that came with a message.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileShown {
    /// Opaque id.
    id: String,
    /// What the person calls it.
    name: String,
    /// What it is.
    #[serde(rename = "type")]
    #[schema(schema_with = schemas::file_kind)]
    kind: FileKind,
    /// Its bytes.
    size: u64,
}

impl FileLink {
    /// A link to a file of a message of this person; 404 where there is none.
    pub fn to(app: &App, message: Option<AppealMessage>, file: &FileId, user: &UserId) -> ApiResult<Self> {
        let message = message.ok_or_else(|| ApiError::new(Code::NotFound))?;
        let found = message.files.get(file.place).ok_or_else(|| ApiError::new(Code::NotFound))?;
        let (now, name) = (app.clock.now(), found.name.saved_as(found.kind));
        let ending = name.rsplit('.').next().unwrap_or_default();
        let disposition = attachment(&format!("file.{ending}"), &name);
        let disposition = disposition.to_str().unwrap_or("attachment");
        let url = app.storage()?.link(&found.object(user), disposition, now, LIFETIME)?;
        let expires_at = now.checked_add(LIFETIME).map_err(|error| ApiError::internal(&error))?;
        Ok(Self { url, expires_at })
    }
}

impl FileShown {
    /// The files of a message.
    pub fn all(message: &AppealMessage) -> Vec<Self> {
        let shown = |(place, file): (usize, &table::entities::upload::MessageFile)| Self {
            id: FileId { message: message.id.clone(), place }.to_string(),
            name: file.name.to_string(),
            kind: file.kind,
            size: file.size,
        };
        message.files.iter().enumerate().map(shown).collect()
    }
}
