//! Forms by which a browser, or an accounting system, sends a file to the store.

use std::collections::BTreeMap;

use domain::appeal::UploadId;
use domain::appeal::file::LARGEST_FILE;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{ApiError, ApiResult, App};

/// How long a form works: a slow network, and five files one after another.
const LIFETIME: SignedDuration = SignedDuration::from_mins(15);

/// A form to send the file by: `multipart/form-data` with these fields, and after them the part `file`.
#[derive(Debug, Serialize, ToSchema)]
pub struct UploadForm {
    /// What the file is named by.
    #[schema(value_type = String)]
    id: UploadId,
    /// Where to send it, by POST, without a token. 204 says that it is there.
    url: String,
    /// Fields of the form.
    fields: BTreeMap<&'static str, String>,
    /// How long the form works.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

impl UploadForm {
    /// A form for one object of the store.
    pub fn to(app: &App, id: UploadId, object: &str) -> ApiResult<Self> {
        let now = app.clock.now();
        let expires_at = now.checked_add(LIFETIME).map_err(|error| ApiError::internal(&error))?;
        let form = app.storage()?.form(object, LARGEST_FILE, now, expires_at);
        Ok(Self { id, url: form.url, fields: form.fields.into_iter().collect(), expires_at })
    }
}
