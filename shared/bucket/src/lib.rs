//! A bucket on this machine, for the local system and for tests: as much of S3's protocol as the cabinet speaks. No
//! function has it.
//!
//! It holds callers to what they signed, as S3 does: a form to its policy, a link to its time, a call to its headers.

#![warn(missing_docs)]

mod answer;
mod form;
mod list;
mod multipart;
mod object;
mod signature;
mod store;

use std::path::PathBuf;
use std::sync::Arc;

use aws_credential_types::Credentials;
use axum::Router;
use axum::routing::get;
use jiff::Timestamp;

pub use answer::Refusal;
pub use signature::{Call, Signatory};
use store::Store;

/// The region that every bucket here lies in.
pub const REGION: &str = "local";

/// A bucket: what is in it is reached by its protocol only.
#[derive(Clone)]
pub struct Bucket(Arc<Parts>);

struct Parts {
    name: String,
    store: Store,
    credentials: Credentials,
    now: Box<dyn Fn() -> Timestamp + Send + Sync>,
}

impl Bucket {
    /// A bucket of this name in a folder, or in one that goes with it; `now` is the clock that forms and links end by.
    pub fn new(
        name: &str,
        folder: Option<PathBuf>,
        credentials: Credentials,
        now: impl Fn() -> Timestamp + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let store = Store::open(folder)?;
        Ok(Self(Arc::new(Parts { name: name.to_owned(), store, credentials, now: Box::new(now) })))
    }
}

/// The bucket's protocol: `/{bucket}` and below. Nested anywhere, because signatures go by the whole path.
pub fn router(bucket: Bucket) -> Router {
    let whole = || get(list::list).post(form::post);
    let object = get(object::get).put(object::copy).delete(object::delete);
    Router::new()
        .route("/{bucket}", whole())
        .route("/{bucket}/", whole())
        .route("/{bucket}/{*name}", object)
        .with_state(bucket)
}
