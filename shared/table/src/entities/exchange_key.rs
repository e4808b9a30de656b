//! Keys of accounting systems, and the only place where proofs of them are minted.

use domain::OrganizationId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{CommitError, Entity, Key, Pattern, Table, TableError, Update, keys};

/// What a key may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Load: company, houses, accounts, meters, statements.
    Load,
    /// Close and reopen periods.
    Close,
    /// Read the feeds.
    Feeds,
}

/// A key: `kab_` + prefix + `_` + secret. Only the prefix and the hash of the whole are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeKeyItem {
    /// Public part.
    pub prefix: String,
    /// SHA-256 of the key in hexadecimal.
    pub hash: String,
    /// The company.
    pub organization: OrganizationId,
    /// What for, in the operator's words.
    pub label: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it stops working.
    #[serde(default)]
    pub valid_until: Option<Timestamp>,
    /// When it was revoked.
    #[serde(default)]
    pub revoked_at: Option<Timestamp>,
    /// The hour of its last use.
    #[serde(default)]
    pub used_at: Option<Timestamp>,
}

impl Entity for ExchangeKeyItem {
    const TYPE: &'static str = "exchange_key";
    fn key(&self) -> Key {
        keys::exchange_key(&self.prefix)
    }
}

/// That a company has a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyListing {
    /// The company.
    pub organization: OrganizationId,
    /// The key.
    pub prefix: String,
}

impl Entity for KeyListing {
    const TYPE: &'static str = "key_listing";
    fn key(&self) -> Key {
        keys::key_listing(&self.organization, &self.prefix)
    }
}

/// The keys of a company.
pub struct KeysOf<'a> {
    /// The company.
    pub organization: &'a OrganizationId,
}

impl Pattern for KeysOf<'_> {
    type Output = KeyListing;
    fn partition(&self) -> String {
        keys::organization_partition(self.organization)
    }
    fn prefix(&self) -> String {
        keys::KEY_LISTING.to_owned()
    }
}

/// Proof that a caller may act for a company. It can only be had from the table, by showing a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationScope {
    key: ExchangeKeyItem,
}

impl OrganizationScope {
    /// The company.
    pub fn organization(&self) -> &OrganizationId {
        &self.key.organization
    }

    /// Public part of the key that was shown: who acted, for the trail.
    pub fn key_prefix(&self) -> &str {
        &self.key.prefix
    }

    /// The key may do this.
    pub fn allows(&self, scope: Scope) -> bool {
        self.key.scopes.contains(&scope)
    }
}

impl Table {
    /// Whom a key speaks for; `None` for a key that is unknown, revoked or past its time.
    ///
    /// `same` compares hashes in constant time.
    pub async fn exchange_scope(
        &self,
        prefix: &str,
        hash: &str,
        now: Timestamp,
        same: impl Fn(&str, &str) -> bool,
    ) -> Result<Option<OrganizationScope>, TableError> {
        let key = self.get::<ExchangeKeyItem>(keys::exchange_key(prefix), true).await?;
        let good = |key: &ExchangeKeyItem| {
            same(&key.hash, hash) && key.revoked_at.is_none() && key.valid_until.is_none_or(|until| now < until)
        };
        let Some(key) = key.filter(good) else { return Ok(None) };
        self.note_use(&key, now).await?;
        Ok(Some(OrganizationScope { key }))
    }

    /// Once an hour is enough to see which keys live, and costs next to nothing.
    async fn note_use(&self, key: &ExchangeKeyItem, now: Timestamp) -> Result<(), TableError> {
        let hour_ago = now.checked_sub(jiff::SignedDuration::from_hours(1)).unwrap_or(now);
        if key.used_at.is_some_and(|used_at| used_at > hour_ago) {
            return Ok(());
        }
        self.update(Update::at(key.key()).set("used_at", now).exists()).await.map(|_| ())
    }

    /// Stores a new key.
    pub async fn create_exchange_key(&self, key: &ExchangeKeyItem) -> Result<(), CommitError> {
        let listing = KeyListing { organization: key.organization.clone(), prefix: key.prefix.clone() };
        self.commit(self.transaction().put_new("key", key).put("listing", &listing)).await
    }

    /// Makes a key worthless at once; `false` where there is no such key of this company.
    pub async fn revoke_exchange_key(
        &self,
        organization: &OrganizationId,
        prefix: &str,
        now: Timestamp,
    ) -> Result<bool, TableError> {
        let revocation =
            Update::at(keys::exchange_key(prefix)).set("revoked_at", now).equals("organization", organization);
        self.update(revocation).await
    }
}
