//! Walks the main job through a running system: `journey --url URL --mail URL (--table NAME | --key KEY)`.
//!
//! With a table it makes a company and a key of its own there, as an operator would, and reads captcha answers from
//! it; with a key it is a stranger to a local system.

use std::sync::Arc;

use anyhow::{Context as _, Result};
use clap::Parser;
use http::{Clock, KEY_MARK, Random, hash};
use table::Table;
use table::entities::captcha::Captcha as CaptchaItem;
use table::entities::exchange_key::{ExchangeKeyItem, Scope};
use table::entities::organization::OrganizationItem;
use testkit::journey::{Captcha, Target, walk};
use tokio::runtime::Runtime;

#[derive(Debug, Parser)]
struct Args {
    /// Where `/api` is.
    #[arg(long)]
    url: String,
    /// Where received mails are listed.
    #[arg(long)]
    mail: String,
    /// Table of the deployment; needs the SDK's usual variables.
    #[arg(long, required_unless_present = "key")]
    table: Option<String>,
    /// Exchange key of a local system.
    #[arg(long)]
    key: Option<String>,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let runtime = Arc::new(Runtime::new()?);
    let run = random(Random::System.id())?.chars().take(8).collect();
    let (exchange_key, captcha) = match (&args.table, args.key) {
        (_, Some(key)) => (key, Captcha::LocalSystem),
        (name, None) => with_table(&runtime, name.as_deref().unwrap_or_default())?,
    };
    walk(&Target { url: args.url, mail_url: args.mail, exchange_key, captcha, run })
}

fn with_table(runtime: &Arc<Runtime>, name: &str) -> Result<(String, Captcha)> {
    let table = http::deployed_table(name)?;
    let key = runtime.block_on(company(&table))?;
    let runtime = Arc::clone(runtime);
    let ask = move |id: &str| -> Result<String> {
        let found = runtime.block_on(table.get::<CaptchaItem>(table::keys::captcha(id), true))?;
        Ok(found.context("the captcha is not in the table")?.answer)
    };
    Ok((key, Captcha::Asked(Arc::new(ask))))
}

async fn company(table: &Table) -> Result<String> {
    let id = random(Random::System.organization_id())?;
    let now = Clock::system().now();
    let (prefix, secret) = (random(Random::System.id())?, random(Random::System.secret())?);
    let key = format!("{KEY_MARK}{prefix}_{secret}");
    table.put(&OrganizationItem::unknown(id.clone(), None)).await?;
    let item = ExchangeKeyItem {
        prefix,
        hash: hash::sha256(&key),
        organization: id,
        label: "journey".to_owned(),
        scopes: vec![Scope::Load, Scope::Close],
        created_at: now,
        valid_until: None,
        revoked_at: None,
        used_at: None,
    };
    table.create_exchange_key(&item).await?;
    Ok(key)
}

fn random<T>(value: http::ApiResult<T>) -> Result<T> {
    value.ok().context("the operating system has no randomness")
}
