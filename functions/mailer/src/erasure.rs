//! What a person leaves behind when the person is gone: items of the table and files.

use domain::UserId;
use http::App;
use table::keys;

use crate::compose::ComposeError;

/// Erases it. What dies in between is done again.
pub async fn erase(app: &App, user: &UserId) -> Result<(), ComposeError> {
    app.table.erase_rest(user).await?;
    let (storage, now) = (app.storage()?, app.clock.now());
    for files in [keys::incoming_files(user), keys::kept_files(user)] {
        storage.sweep(&files, now).await?;
    }
    Ok(())
}
