//! Files in S3, or in whatever speaks its protocol; the only crate that knows it.
//!
//! A browser sends a file by a signed form, which the store itself holds to a name and a size, and fetches it by a signed
//! link. Neither passes through a function, whose body and answer may have 6 MB at most. What a function does with a file
//! are few calls: look at its beginning, keep it, erase what a person left.
//!
//! Absent on purpose: the SDK's client of S3. It would add a megabyte to every function that answers people, for four
//! calls; their signatures are made by the SDK's own crate, which is in every function already.

#![warn(missing_docs)]

mod call;
mod error;
mod form;
mod in_time;
mod keep;
mod link;
mod look;
mod sweep;

use std::sync::Arc;

use aws_credential_types::Credentials;
use aws_smithy_http_client::{Connector, tls};

pub use error::StorageError;
pub use form::Form;
pub use in_time::in_time;
pub use keep::Kept;
pub use look::Look;

/// Where objects are, and who asks for them.
#[derive(Debug, Clone)]
pub struct Storage(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    place: Place,
    credentials: Credentials,
    connector: Connector,
}

/// A bucket.
#[derive(Debug, Clone)]
pub struct Place {
    /// Name of the bucket.
    pub bucket: String,
    /// Its region.
    pub region: String,
    /// The address of a store outside AWS, without a slash at the end; nothing for S3 itself.
    pub endpoint: Option<String>,
    /// The origin that leads browsers to the bucket under `/files`; nothing where they go to the store itself.
    pub origin: Option<String>,
}

/// What every object's name begins with: what of an origin belongs to the bucket.
pub const FOLDER: &str = "files";

impl Storage {
    /// Connects when it is first asked for something; forms and links need no connection.
    pub fn new(place: Place, credentials: Credentials) -> Self {
        let tls = tls::Provider::Rustls(tls::rustls_provider::CryptoMode::Ring);
        let connector = Connector::builder().tls_provider(tls).build();
        Self(Arc::new(Parts { place, credentials, connector }))
    }

    /// The address of the bucket, without a slash at the end.
    fn address(&self) -> String {
        let Place { bucket, region, endpoint, .. } = &self.0.place;
        match endpoint {
            Some(endpoint) => format!("{endpoint}/{bucket}"),
            None => format!("https://{bucket}.s3.{region}.amazonaws.com"),
        }
    }
}
