//! Files on their way from an upload into a message.

use std::time::Duration;

use domain::UserId;
use domain::appeal::file::{MOST_FILES, WHOLE, check_size};
use domain::appeal::{FileError, FileKind, UploadId};
use futures::future::try_join_all;
use http::{ApiError, ApiResult, App};
use storage::{Kept, Look, in_time};
use table::entities::upload::{MessageFile, Upload};
use table::{Batch, keys};

/// How often an object that is sent anew while it is looked at is looked at again.
const ATTEMPTS: usize = 3;
/// How long all files of a message may take: half of what the function may run (`Timeout` in the template), so that the person
/// is told and the place of the day is given back.
const PATIENCE: Duration = Duration::from_secs(5);

/// Looks at the files that a message names, and keeps them. Nothing is claimed yet: that is a step of the message's own
/// transaction, see [`table::Transaction::claim`].
pub async fn keep(app: &App, user: &UserId, ids: &[UploadId]) -> ApiResult<Vec<MessageFile>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    check(ids)?;
    let uploads = find(app, user, ids).await?;
    // A file that is no good refuses the message: none of the others may stay behind, where nothing sweeps it away.
    let work = async {
        try_join_all(uploads.iter().enumerate().map(|(index, upload)| look(app, upload, index))).await?;
        try_join_all(uploads.iter().enumerate().map(|(index, upload)| one(app, upload, index))).await
    };
    in_time(PATIENCE, work).await
}

fn check(ids: &[UploadId]) -> ApiResult<()> {
    if ids.len() > MOST_FILES {
        return Err(ApiError::field("files", &FileError::TooMany));
    }
    match (0..ids.len()).find(|index| ids[..*index].contains(&ids[*index])) {
        Some(index) => Err(refused(index, FileError::Twice)),
        None => Ok(()),
    }
}

/// Somebody else's, a forgotten and a used one look the same.
async fn find(app: &App, user: &UserId, ids: &[UploadId]) -> ApiResult<Vec<Upload>> {
    let places: Vec<_> = ids.iter().map(|id| keys::upload(user, id)).collect();
    let mut found = app.table.batch(Batch::consistent().with_all(places.clone())).await?;
    let now = app.clock.now();
    let upload = |(index, place)| {
        let upload: Option<Upload> = found.take(place)?;
        upload.filter(|upload| upload.is_free(now)).ok_or_else(|| refused(index, FileError::Unknown))
    };
    places.iter().enumerate().map(upload).collect()
}

/// What was sent, if it may be kept.
async fn look(app: &App, upload: &Upload, index: usize) -> ApiResult<(Look, FileKind)> {
    let look = app.storage()?.look(&upload.incoming(), WHOLE, app.clock.now()).await?;
    let look = look.ok_or_else(|| refused(index, FileError::Missing))?;
    check_size(look.size).map_err(|error| refused(index, error))?;
    let kind = FileKind::of(&look.beginning).map_err(|error| refused(index, error))?;
    Ok((look, kind))
}

/// What was looked at is what is kept, whatever is sent meanwhile.
async fn one(app: &App, upload: &Upload, index: usize) -> ApiResult<MessageFile> {
    let (storage, now, incoming) = (app.storage()?, app.clock.now(), upload.incoming());
    for _ in 0..ATTEMPTS {
        let (look, kind) = look(app, upload, index).await?;
        let file = MessageFile { upload: upload.id.clone(), name: upload.name.clone(), kind, size: look.size };
        let to = file.object(&upload.user);
        if storage.keep((&incoming, &look), &to, kind.media_type(), now).await? == Kept::Yes {
            return Ok(file);
        }
    }
    Err(refused(index, FileError::Missing))
}

fn refused(index: usize, error: FileError) -> ApiError {
    ApiError::field(format!("files[{index}]"), &error)
}
