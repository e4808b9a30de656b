//! Files of appeals, in the table and in the bucket.

use domain::UserId;
use domain::appeal::UploadId;

use super::{Key, user_partition};

/// Leave of a person to send a file.
pub fn upload(user: &UserId, id: &UploadId) -> Key {
    Key::new(user_partition(user), format!("UPLOAD#{id}"))
}

/// Objects that a person has sent and no message holds begin with this. No key of the table: a name in the bucket.
pub fn incoming_files(user: &UserId) -> String {
    format!("files/incoming/{user}/")
}

/// Objects that came with messages of a person begin with this.
pub fn kept_files(user: &UserId) -> String {
    format!("files/kept/{user}/")
}
