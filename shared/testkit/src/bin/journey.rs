//! Walks the main job through a running system: `journey --url URL --mail URL (--table NAME --kabinet PROGRAM | --key KEY)`.
//!
//! With a table it makes a company, a key and, by the operator's program, a shop of its own there, and reads captcha
//! answers from it; with a key it is a stranger to a local system.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use clap::Parser;
use domain::OrganizationId;
use http::{Clock, KEY_MARK, Random, hash};
use table::Table;
use table::entities::captcha::Captcha as CaptchaItem;
use table::entities::exchange_key::{ExchangeKeyItem, Scope};
use table::entities::organization::OrganizationItem;
use testkit::journey::{Captcha, Shop, Target, walk};
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
    /// The program `kabinet` by which the company gets a shop; needs the SDK's usual variables and `KABINET_CODES_PREFIX`.
    #[arg(long, requires = "table")]
    kabinet: Option<PathBuf>,
    /// Exchange key of a local system.
    #[arg(long)]
    key: Option<String>,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let runtime = Arc::new(Runtime::new()?);
    let run = random(Random::System.id())?.chars().take(8).collect();
    let (exchange_key, captcha, shop) = match (&args.table, args.key) {
        (_, Some(key)) => (key, Captcha::LocalSystem, None),
        (name, None) => with_table(&runtime, name.as_deref().unwrap_or_default(), args.kabinet.as_deref())?,
    };
    walk(&Target { url: args.url, mail_url: args.mail, exchange_key, captcha, shop, run })
}

fn with_table(runtime: &Arc<Runtime>, name: &str, kabinet: Option<&Path>) -> Result<(String, Captcha, Option<Shop>)> {
    let table = http::deployed_table(name)?;
    let (organization, key) = runtime.block_on(company(&table))?;
    let shop = kabinet.map(|program| set_shop(program, name, &organization)).transpose()?;
    let runtime = Arc::clone(runtime);
    let ask = move |id: &str| -> Result<String> {
        let found = runtime.block_on(table.get::<CaptchaItem>(table::keys::captcha(id), true))?;
        Ok(found.context("the captcha is not in the table")?.answer)
    };
    Ok((key, Captcha::Asked(Arc::new(ask)), shop))
}

/// As an operator sets it: the code comes by the standard input.
fn set_shop(program: &Path, table: &str, organization: &OrganizationId) -> Result<Shop> {
    let shop = Shop { mnt_id: "54600817".to_owned(), code: random(Random::System.secret())? };
    let mut set = Command::new(program);
    set.args(["shops", "set", "--table", table, "--organization", organization.as_str(), "--mnt-id", &shop.mnt_id]);
    let mut running = set.stdin(Stdio::piped()).spawn().with_context(|| program.display().to_string())?;
    running.stdin.take().context("no standard input")?.write_all(shop.code.as_bytes())?;
    ensure!(running.wait()?.success(), "the shop was not set");
    Ok(shop)
}

async fn company(table: &Table) -> Result<(OrganizationId, String)> {
    let id = random(Random::System.organization_id())?;
    let now = Clock::system().now();
    let (prefix, secret) = (random(Random::System.id())?, random(Random::System.secret())?);
    let key = format!("{KEY_MARK}{prefix}_{secret}");
    table.put(&OrganizationItem::unknown(id.clone(), None)).await?;
    let item = ExchangeKeyItem {
        prefix,
        hash: hash::sha256(&key),
        organization: id.clone(),
        label: "journey".to_owned(),
        scopes: vec![Scope::Load, Scope::Close],
        created_at: now,
        valid_until: None,
        revoked_at: None,
        used_at: None,
    };
    table.create_exchange_key(&item).await?;
    Ok((id, key))
}

fn random<T>(value: http::ApiResult<T>) -> Result<T> {
    value.ok().context("the operating system has no randomness")
}
