//! A personal account and the identifiers it is known under.

use domain::account::{AccountNumber, Service};
use domain::common_needs::Premises;
use domain::house::HouseCode;
use domain::house::HouseWindow;
use domain::line_text::LineText;
use domain::payment::OnlineEntry;
use domain::unified_account::{ServiceId, UnifiedAccount};
use domain::{AccountId, Decimal, OrganizationId, number};
use serde::{Deserialize, Serialize};

use crate::query::seal;
use crate::{Entity, Key, Pattern, Update, keys};

/// A personal account. The address and the window are copies of the house's: a page then needs no further read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountItem {
    /// Follows from company and number.
    pub id: AccountId,
    /// The company.
    pub organization: OrganizationId,
    /// Its number in the company.
    pub number: AccountNumber,
    /// The house.
    pub house: HouseCode,
    /// The flat.
    #[serde(default)]
    pub flat: Option<LineText>,
    /// Full address with the flat.
    pub address: LineText,
    /// Owner or responsible tenant.
    pub subscriber: LineText,
    /// Area, m².
    #[serde(with = "number::text")]
    pub area: Decimal,
    /// People who live there.
    pub residents: u32,
    /// ЕЛС of ГИС ЖКХ.
    #[serde(default)]
    pub unified_account: Option<UnifiedAccount>,
    /// ЖКУ id of ГИС ЖКХ.
    #[serde(default)]
    pub service_id: Option<ServiceId>,
    /// SHA-256 of the account's id and the access code on the paper receipt, in hexadecimal.
    #[serde(default)]
    pub access_code_hash: Option<String>,
    /// The house's own days of readings; a copy as the address is.
    #[serde(default)]
    pub readings_window: Option<HouseWindow>,
    /// Periodic services.
    pub services: Vec<Service>,
    /// Money that moved through the cabinet and is not reported, or was not long ago. It stands here, so that the
    /// balance of a page needs no further read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub online: Vec<OnlineEntry>,
}

impl Entity for AccountItem {
    const TYPE: &'static str = "account";
    fn key(&self) -> Key {
        keys::account(&self.id)
    }
}

/// What documents say of an account. Each statement keeps it as it was when it was loaded: a flat that is sold later
/// does not change the receipts of its former owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountFacts {
    /// Owner or responsible tenant.
    pub subscriber: LineText,
    /// Full address with the flat.
    pub address: LineText,
    /// The house.
    pub house: HouseCode,
    /// Area, m².
    #[serde(with = "number::text")]
    pub area: Decimal,
    /// People who live there.
    pub residents: u32,
    /// ЕЛС of ГИС ЖКХ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unified_account: Option<UnifiedAccount>,
    /// ЖКУ id of ГИС ЖКХ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_id: Option<ServiceId>,
}

impl AccountFacts {
    /// What takes part in common needs.
    pub const fn premises(&self) -> Premises {
        Premises { area: self.area, residents: self.residents }
    }
}

impl AccountItem {
    /// As they are now.
    pub fn facts(&self) -> AccountFacts {
        AccountFacts {
            subscriber: self.subscriber.clone(),
            address: self.address.clone(),
            house: self.house.clone(),
            area: self.area,
            residents: self.residents,
            unified_account: self.unified_account.clone(),
            service_id: self.service_id.clone(),
        }
    }
}

/// What a load needs to know of an account; read with [`AccountHead::ATTRIBUTES`] alone.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct AccountHead {
    /// Its number in the company.
    pub number: AccountNumber,
    /// What its documents say of it.
    #[serde(flatten)]
    pub facts: AccountFacts,
    /// Money that moved through the cabinet.
    #[serde(default)]
    pub online: Vec<OnlineEntry>,
    services: Vec<ServiceHead>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct ServiceHead {
    code: LineText,
}

impl AccountHead {
    /// The attributes that it consists of.
    pub const ATTRIBUTES: &'static [&'static str] = &[
        "number",
        "subscriber",
        "address",
        "house",
        "area",
        "residents",
        "unified_account",
        "service_id",
        "services",
        "online",
    ];

    /// The account lists this service, or lists none at all: then nothing can be said against any.
    pub fn may_have(&self, service: &LineText) -> bool {
        self.services.is_empty() || self.has(service)
    }

    /// The account lists this service.
    pub fn has(&self, service: &LineText) -> bool {
        self.services.iter().any(|known| known.code == *service)
    }
}

/// Changes of the money of an account.
#[derive(Debug)]
pub struct AccountMoney;

impl AccountMoney {
    /// The account's money is as it was read.
    pub fn unmoved(account: &AccountId, online: &[OnlineEntry]) -> Update {
        let place = Update::at(keys::account(account));
        if online.is_empty() { place.absent("online") } else { place.equals("online", online) }
    }

    /// Puts `new` in place of what was read, unless money was posted meanwhile.
    pub fn replace(account: &AccountId, old: &[OnlineEntry], new: &[OnlineEntry]) -> Update {
        let change = Self::unmoved(account, old).exists();
        if new.is_empty() { change.remove("online") } else { change.set("online", new) }
    }
}

/// An identifier of ГИС ЖКХ by which an account may be attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AliasKind {
    /// ЕЛС.
    UnifiedAccount,
    /// ЖКУ id.
    ServiceId,
}

impl AliasKind {
    const fn key_part(self) -> &'static str {
        match self {
            Self::UnifiedAccount => "UNIFIED",
            Self::ServiceId => "SERVICE",
        }
    }
}

/// That an account is known under an identifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// What kind of identifier.
    pub kind: AliasKind,
    /// The identifier in its canonical form.
    pub identifier: String,
    /// The account.
    pub account: AccountId,
}

impl Entity for Alias {
    const TYPE: &'static str = "alias";
    fn key(&self) -> Key {
        keys::alias(self.kind.key_part(), &self.identifier, &self.account)
    }
}

/// Accounts known under an identifier, company by company.
pub struct AccountsByAlias<'a> {
    /// What kind of identifier.
    pub kind: AliasKind,
    /// The identifier in its canonical form.
    pub identifier: &'a str,
    /// The company, if accounts of others do not matter.
    pub organization: Option<&'a OrganizationId>,
}

impl AccountsByAlias<'_> {
    /// The cursor of a page that begins with the company after this one, however many accounts this one has.
    pub fn after(organization: &OrganizationId) -> String {
        // `~` follows every character of an id.
        seal(&format!("{}~", keys::alias_prefix(organization)))
    }
}

impl Pattern for AccountsByAlias<'_> {
    type Output = Alias;
    fn partition(&self) -> String {
        keys::alias_partition(self.kind.key_part(), self.identifier)
    }
    fn prefix(&self) -> String {
        self.organization.map_or_else(|| keys::ALIAS.to_owned(), keys::alias_prefix)
    }
}
