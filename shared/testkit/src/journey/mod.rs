//! The main job, walked by a client from outside: an accounting system loads a house and closes a month; a resident
//! registers, follows the link of the mail, signs in, attaches the account, sees the card and the charges, and
//! downloads the receipt; then pays online.
//!
//! The same walk goes through the local system and through the deployed functions; only the addresses differ.

mod accountant;
mod http_client;
mod mailbox;
mod payer;
mod resident;
mod target;

use anyhow::Result;
use serde_json::Value;

pub use target::{Captcha, Shop, Target};

use http_client::HttpClient;

/// Walks the whole road; the first thing that is not as promised ends it.
pub fn walk(target: &Target) -> Result<()> {
    let stranger = HttpClient::new(&target.url);
    stranger.refused("GET", "/api/there-is-no-such-thing", &Value::Null, (404, "not_found"))?;
    let accountant = HttpClient::new(&target.url).bearer(&target.exchange_key);
    accountant::load_and_close(&accountant, &target.run)?;
    let (resident, account) = resident::register_and_read(target)?;
    match &target.shop {
        Some(shop) => payer::pay(&resident, &stranger, &account, shop),
        None => Ok(()),
    }
}

/// Says what was seen.
#[expect(clippy::print_stdout, reason = "the walk is watched by people and by the tests' runner")]
fn saw(what: &str) {
    println!("  {what}");
}
