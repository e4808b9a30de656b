//! Integrity codes of tests, one vault a process: the name of a table begins the names of its secrets.

use std::net::SocketAddr;
use std::sync::OnceLock;

use aws_credential_types::Credentials;
use http::Clock;
use secrets::Codes;
use vault::Vault;

use crate::files::serve;

static ADDRESS: OnceLock<SocketAddr> = OnceLock::new();
static VAULT: OnceLock<Vault> = OnceLock::new();
const PATH: &str = "/_local/secrets";

/// Id and secret of the key that the vault takes.
pub const CODES_CREDENTIALS: (&str, &str) = ("test", "secret");

/// Codes under this prefix.
pub fn of(prefix: &str) -> Codes {
    Codes::on_this_machine(&codes_endpoint(), credentials(), prefix)
}

/// Where the vault of this process listens; started by the first who asks.
pub fn codes_endpoint() -> String {
    format!("http://{}{PATH}", ADDRESS.get_or_init(start))
}

fn credentials() -> Credentials {
    let (id, secret) = CODES_CREDENTIALS;
    Credentials::new(id, secret, None, None, "test")
}

/// How many codes there are under this prefix.
pub fn count(prefix: &str) -> usize {
    vault().names(&format!("{prefix}/")).len()
}

fn start() -> SocketAddr {
    serve(vault::router(PATH, vault().clone()))
}

/// Signatures are made at the time of the machine, whatever the clock of a test shows.
fn vault() -> &'static Vault {
    let clock = Clock::system();
    VAULT.get_or_init(|| Vault::open(None, credentials(), move || clock.now()).unwrap())
}
