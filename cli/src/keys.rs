//! `kabinet keys`: directly on the table, for operators.

use anyhow::{Result, anyhow, bail};
use domain::OrganizationId;
use http::{Clock, KEY_MARK, Random};
use jiff::{SignedDuration, Timestamp};
use table::entities::exchange_key::{ExchangeKeyItem, KeysOf, Scope};
use table::entities::organization::OrganizationItem;
use table::{Table, keys};

use crate::args::{CreateKey, Keys, ListKeys, RevokeKey, ScopeName};
use crate::operator::open;

/// Characters of the public part: 60 bits, enough to be unique.
const PREFIX: usize = 12;

/// Runs the command.
pub fn run(command: Keys) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        match command {
            Keys::Create(args) => create(args).await,
            Keys::List(args) => list(&args).await,
            Keys::Revoke(args) => revoke(&args).await,
        }
    })
}

async fn create(args: CreateKey) -> Result<()> {
    let table = open(&args.table).await;
    let now = Clock::system().now();
    let organization = match args.organization {
        Some(organization) => known(&table, organization).await?,
        None => new_organization(&table).await?,
    };
    let (prefix, key) = mint()?;
    let item = ExchangeKeyItem {
        prefix,
        hash: http::hash::sha256(&key),
        organization: organization.clone(),
        label: args.label,
        scopes: args.scopes.into_iter().map(scope).collect(),
        created_at: now,
        valid_until: args.days.map(|days| later(now, days)).transpose()?,
        revoked_at: None,
        used_at: None,
    };
    table.create_exchange_key(&item).await?;
    println!("Организация: {organization}");
    println!("Ключ (сохраните его, второй раз он не показывается): {key}");
    Ok(())
}

/// A key for a mistyped company would be a key for nobody, or for a stranger's.
async fn known(table: &Table, id: OrganizationId) -> Result<OrganizationId> {
    match table.get::<OrganizationItem>(keys::organization(&id), true).await? {
        Some(_) => Ok(id),
        None => bail!("Организации {id} нет в таблице. Без --organization будет заведена новая."),
    }
}

async fn new_organization(table: &Table) -> Result<OrganizationId> {
    let id = Random::System.organization_id().map_err(|_| anyhow!("Нет случайных чисел."))?;
    let item = OrganizationItem::unknown(id.clone(), None);
    table.commit(table.transaction().put_new("organization", &item)).await?;
    Ok(id)
}

fn mint() -> Result<(String, String)> {
    let random = |text: Result<String, http::ApiError>| text.map_err(|_| anyhow!("Нет случайных чисел."));
    let prefix: String = random(Random::System.id())?.chars().take(PREFIX).collect();
    let secret = random(Random::System.secret())?;
    let key = format!("{KEY_MARK}{prefix}_{secret}");
    Ok((prefix, key))
}

fn later(now: Timestamp, days: u16) -> Result<Timestamp> {
    Ok(now.checked_add(SignedDuration::from_hours(24 * i64::from(days)))?)
}

async fn list(args: &ListKeys) -> Result<()> {
    let table = open(&args.table).await;
    let listings = table.query_all(&KeysOf { organization: &args.organization }).await?;
    if listings.is_empty() {
        println!("У организации {} нет ключей.", args.organization);
    }
    for listing in listings {
        if let Some(key) = table.get::<ExchangeKeyItem>(keys::exchange_key(&listing.prefix), true).await? {
            println!("{}", described(&key, Clock::system().now()));
        }
    }
    Ok(())
}

fn described(key: &ExchangeKeyItem, now: Timestamp) -> String {
    let day = |time: Timestamp| time.strftime("%d.%m.%Y").to_string();
    let state = match (key.revoked_at, key.valid_until) {
        (Some(at), _) => format!("отозван {}", day(at)),
        (None, Some(until)) if until <= now => format!("истёк {}", day(until)),
        (None, Some(until)) => format!("действует до {}", day(until)),
        (None, None) => "действует".to_owned(),
    };
    let used = key.used_at.map_or_else(|| "не использовался".to_owned(), |at| format!("использован {}", day(at)));
    let scopes: Vec<&str> = key.scopes.iter().map(|scope| name(*scope)).collect();
    format!("{}  {state}, {used}  [{}]  {}", key.prefix, scopes.join(","), key.label)
}

async fn revoke(args: &RevokeKey) -> Result<()> {
    let table = open(&args.table).await;
    if !table.revoke_exchange_key(&args.organization, &args.prefix, Clock::system().now()).await? {
        bail!("У организации {} нет ключа {}.", args.organization, args.prefix);
    }
    println!("Ключ {} отозван.", args.prefix);
    Ok(())
}

const fn scope(name: ScopeName) -> Scope {
    match name {
        ScopeName::Load => Scope::Load,
        ScopeName::Close => Scope::Close,
        ScopeName::Feeds => Scope::Feeds,
    }
}

const fn name(scope: Scope) -> &'static str {
    match scope {
        Scope::Load => "load",
        Scope::Close => "close",
        Scope::Feeds => "feeds",
    }
}
