//! Pictures of news: looked at when an item first shows them, and kept where no form leads.

use std::collections::HashMap;

use domain::OrganizationId;
use domain::appeal::file::{Sides, WHOLE};
use domain::appeal::{FileError, FileKind, UploadId};
use http::{ApiResult, App};
use storage::Kept;
use table::keys;

/// The most pictures of one item.
pub const MOST: usize = 10;
/// How often an object that is sent anew while it is looked at is looked at again.
const ATTEMPTS: usize = 3;

/// Pictures by their ids, with their sides.
pub type Pictures = HashMap<UploadId, Sides>;

/// Keeps the pictures of an item; a trial only looks at them.
pub async fn keep(
    app: &App,
    organization: &OrganizationId,
    ids: Vec<UploadId>,
    is_trial: bool,
) -> ApiResult<Result<Pictures, FileError>> {
    let mut pictures = Pictures::new();
    for id in ids {
        match one(app, organization, &id, is_trial).await? {
            Ok(sides) => pictures.insert(id, sides),
            Err(error) => return Ok(Err(error)),
        };
    }
    Ok(Ok(pictures))
}

async fn one(
    app: &App,
    organization: &OrganizationId,
    id: &UploadId,
    is_trial: bool,
) -> ApiResult<Result<Sides, FileError>> {
    let (storage, now) = (app.storage()?, app.clock.now());
    let (incoming, kept) = (keys::incoming_picture(organization, id), keys::news_picture(organization, id));
    if let Some(look) = storage.look(&kept, WHOLE, now).await? {
        return Ok(picture(&look.beginning).map(|(_, sides)| sides));
    }
    for _ in 0..ATTEMPTS {
        let Some(look) = storage.look(&incoming, WHOLE, now).await? else { break };
        let (kind, sides) = match picture(&look.beginning) {
            Ok(picture) => picture,
            Err(error) => return Ok(Err(error)),
        };
        if is_trial || storage.keep((&incoming, &look), &kept, kind.media_type(), now).await? == Kept::Yes {
            return Ok(Ok(sides));
        }
    }
    Ok(Err(FileError::Missing))
}

/// A document is no picture.
fn picture(bytes: &[u8]) -> Result<(FileKind, Sides), FileError> {
    let kind = FileKind::of(bytes).map_err(|error| match error {
        FileError::Kind => FileError::NoPicture,
        broken => broken,
    })?;
    let sides = Sides::of(kind, bytes).ok_or(FileError::NoPicture)?;
    Ok((kind, sides))
}
