//! Where files of people lie on this machine: a bucket in the data folder that speaks S3's protocol under `/_local/s3`.

use anyhow::{Context as _, Result};
use aws_credential_types::Credentials;
use axum::Router;
use bucket::{Bucket, REGION};
use http::{Clock, hash};
use storage::{Place, Storage};

use crate::state::{DataDir, unreadable};

/// Where the bucket's protocol is spoken.
const PATH: &str = "/_local/s3";
const BUCKET: &str = "kabinet-files";

/// The way to the bucket, for functions; browsers go it too.
pub fn storage(data: &DataDir, url: &str) -> Storage {
    let (bucket, region, endpoint) = (BUCKET.to_owned(), REGION.to_owned(), Some(format!("{url}{PATH}")));
    Storage::new(Place { bucket, region, endpoint, origin: None }, credentials(data))
}

/// The bucket itself; forms and links end by this clock.
pub fn router(data: &DataDir, clock: Clock) -> Result<Router> {
    let folder = data.files();
    let bucket = Bucket::new(BUCKET, folder.clone(), credentials(data), move || clock.now())
        .with_context(|| unreadable(&folder.unwrap_or_default()))?;
    Ok(Router::new().nest(PATH, bucket::router(bucket)))
}

/// They follow from a secret of this system, so nobody but it can sign a form.
fn credentials(data: &DataDir) -> Credentials {
    let secret = hash::sha256(&format!("files {}", data.state().access_secret));
    Credentials::new("local", secret, None, None, "local")
}
