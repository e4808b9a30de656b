//! Files of appeals and pictures of news, in the table and in the bucket.

use domain::appeal::UploadId;
use domain::{OrganizationId, UserId};

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

/// A picture that a company has sent and no news item shows yet: a name in the bucket, like the next one.
pub fn incoming_picture(organization: &OrganizationId, id: &UploadId) -> String {
    format!("files/incoming/{organization}/{id}")
}

/// A picture that news show.
pub fn news_picture(organization: &OrganizationId, id: &UploadId) -> String {
    format!("files/news/{organization}/{id}")
}
