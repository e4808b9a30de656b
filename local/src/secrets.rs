//! Where the integrity codes of shops lie on this machine: a vault in the data folder that speaks the protocol of Secrets
//! Manager under `/_local/secrets`.

use std::io::{Error, ErrorKind};
use std::path::Path;

use anyhow::Result;
use aws_credential_types::Credentials;
use axum::Router;
use http::{Clock, hash};
use secrets::Codes;
use vault::Vault;

use crate::engine::Engine;
use crate::state::{DataDir, malformed, unreadable};

/// Where the vault's protocol is spoken.
const PATH: &str = "/_local/secrets";
const PREFIX: &str = "kabinet/integrity-codes";
const KEY: &str = "local";

/// The way to the codes, for functions.
pub fn codes(data: &DataDir, url: &str) -> Codes {
    Codes::on_this_machine(&endpoint(url), Credentials::new(KEY, secret(data), None, None, KEY), PREFIX)
}

/// The vault itself. Callers sign at the time of the machine, however far the system's clock was moved.
pub fn router(data: &DataDir) -> Result<Router> {
    let (clock, credentials) = (Clock::system(), Credentials::new(KEY, secret(data), None, None, KEY));
    let file = data.secrets();
    let vault = Vault::open(file.clone(), credentials, move || clock.now())
        .map_err(|error| unopened(&file.unwrap_or_default(), error))?;
    Ok(vault::router(PATH, vault))
}

fn unopened(file: &Path, error: Error) -> anyhow::Error {
    let damaged = matches!(error.kind(), ErrorKind::InvalidData | ErrorKind::UnexpectedEof);
    anyhow::Error::new(error).context(if damaged { malformed(file) } else { unreadable(file) })
}

/// The environment in which `kabinet` works on this system's table and secrets.
pub fn operator(data: &DataDir, engine: &Engine, url: &str) -> String {
    let variables = [
        ("KABINET_TABLE", crate::engine::TABLE.to_owned()),
        ("KABINET_CODES_PREFIX", PREFIX.to_owned()),
        ("AWS_ENDPOINT_URL_DYNAMODB", engine.endpoint.clone()),
        ("AWS_ENDPOINT_URL_SECRETS_MANAGER", endpoint(url)),
        ("AWS_REGION", "local".to_owned()),
        ("AWS_ACCESS_KEY_ID", KEY.to_owned()),
        ("AWS_SECRET_ACCESS_KEY", secret(data)),
    ];
    variables.map(|(name, value)| format!("{name}={value}")).join(" ")
}

fn endpoint(url: &str) -> String {
    format!("{url}{PATH}")
}

/// It follows from a secret of this system, so nobody but it and its operator can ask for a code.
fn secret(data: &DataDir) -> String {
    hash::sha256(&format!("secrets {}", data.state().access_secret))
}
