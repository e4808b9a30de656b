//! Secrets on this machine, for the local system and for tests: as much of the protocol of AWS Secrets Manager as the
//! cabinet speaks. No function has it, and it shares no code with the client in `shared/secrets`.
//!
//! It gives nothing to whoever has not signed the call.

#![warn(missing_docs)]

mod answer;
mod call;
mod store;

use std::path::PathBuf;
use std::sync::Arc;

use aws_credential_types::Credentials;
use axum::Router;
use axum::routing::post;
use jiff::Timestamp;

use store::Store;

/// The secrets: reached by their protocol only. Clones hold the same.
#[derive(Clone)]
pub struct Vault(Arc<Parts>);

struct Parts {
    store: Store,
    credentials: Credentials,
    now: Box<dyn Fn() -> Timestamp + Send + Sync>,
}

impl Vault {
    /// The secrets of this file, or of none; `now` is the clock that signatures go by.
    pub fn open(
        file: Option<PathBuf>,
        credentials: Credentials,
        now: impl Fn() -> Timestamp + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        Ok(Self(Arc::new(Parts { store: Store::open(file)?, credentials, now: Box::new(now) })))
    }

    /// Names of secrets that begin like this, in order: for whoever looks at what is left.
    pub fn names(&self, prefix: &str) -> Vec<String> {
        self.0.store.names(prefix)
    }
}

/// The protocol, at this path.
pub fn router(path: &str, vault: Vault) -> Router {
    Router::new().route(&format!("{path}/"), post(call::answer)).with_state(vault)
}
