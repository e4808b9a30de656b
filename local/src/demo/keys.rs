//! Companies and the keys of their accounting systems.

use anyhow::{Result, anyhow};
use domain::OrganizationId;
use domain::id::base32;
use http::{App, KEY_MARK, hash};
use table::entities::exchange_key::{ExchangeKeyItem, Scope};
use table::entities::organization::{Fiscal, OrganizationItem, Shop as StoredShop};

use super::companies::Company;
use crate::state::{DataDir, ExchangeCredentials, Shop};

/// Name of the company that an empty system begins with.
const BARE: &str = "Новая организация";

/// A demo company with its key; both are the same on every machine.
pub async fn register(app: &App, data: &DataDir, company: &Company) -> Result<()> {
    store(app, data, &company.id(), company.name, &company.key()).await
}

/// One company without anything, with a key of its own.
pub async fn bare_company(app: &App, data: &DataDir) -> Result<()> {
    let random = || anyhow!("no randomness");
    let id = app.random.organization_id().map_err(|_| random())?;
    let secret: [u8; 48] = app.random.bytes().map_err(|_| random())?;
    store(app, data, &id, BARE, &key_of(&secret)).await
}

/// The key that bytes make.
pub fn key_of(secret: &[u8; 48]) -> String {
    format!("{KEY_MARK}{}_{}", base32(&secret[..10], 12), base32(&secret[10..], 52))
}

async fn store(app: &App, data: &DataDir, organization: &OrganizationId, name: &str, key: &str) -> Result<()> {
    let prefix = key.split('_').nth(1).unwrap_or_default().to_owned();
    let item = ExchangeKeyItem {
        prefix,
        hash: hash::sha256(key),
        organization: organization.clone(),
        label: "Учётная система".to_owned(),
        scopes: vec![Scope::Load, Scope::Close, Scope::Feeds],
        created_at: app.clock.now(),
        valid_until: None,
        revoked_at: None,
        used_at: None,
    };
    app.table.create_exchange_key(&item).await?;
    let shop = shop(name, key);
    let company = OrganizationItem::unknown(organization.clone(), Some(kept(app, organization, &shop).await?));
    app.table.put(&company).await?;
    data.change(|state| {
        state.exchange.push(ExchangeCredentials { organization: name.to_owned(), key: key.to_owned() });
        state.moneta.push(shop);
    })
}

/// The company at the payment provider's stand-in. Number and code follow from the key, so they are as new or as
/// repeatable as that.
fn shop(organization: &str, key: &str) -> Shop {
    let secret = hash::sha256(&format!("moneta {key}"));
    let number = u64::from_str_radix(&secret[..8], 16).unwrap_or_default();
    Shop {
        organization: organization.to_owned(),
        mnt_id: (10_000_000 + number % 90_000_000).to_string(),
        integrity_code: secret[8..28].to_owned(),
        test_mode: false,
    }
}

/// The shop as the company's item has it; its code goes where the operator's command puts one.
async fn kept(app: &App, organization: &OrganizationId, shop: &Shop) -> Result<StoredShop> {
    let code_id = app.random.id().map_err(|_| anyhow!("no randomness"))?;
    let codes = app.settings.payments.codes().map_err(|_| anyhow!("no secrets"))?;
    codes.keep(organization, &code_id, &shop.integrity_code).await?;
    Ok(StoredShop {
        provider: domain::moneta::NAME.to_owned(),
        id: shop.mnt_id.clone(),
        code_id,
        test_mode: shop.test_mode,
        fiscal: Some(Fiscal { sno: 2, vat_tag: 1105 }),
    })
}
