//! A management company, its entry in the directory, its exchange keys.

use std::collections::BTreeSet;

use domain::due_date::due_date;
use domain::organization::{AttachMethod, Organization};
use domain::{OrganizationId, Period};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, Pattern, keys};

/// The company. `latest_closed` is here, next to the name, so that a resident's page learns both in one read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationItem {
    /// Whose item it is.
    pub id: OrganizationId,
    /// What its accounting system told; `None` until the first load.
    pub details: Option<Organization>,
    /// Goes up with every change of this item and with every closing and reopening: what was decided upon one state of
    /// the company is never written over another.
    pub revision: u32,
    /// The latest closed period.
    pub latest_closed: Option<ClosedPeriod>,
    /// Where its residents pay online; `None`: nowhere.
    #[serde(default)]
    pub shop: Option<Shop>,
    /// Where they paid before: what is told of payments begun there is believed for a while.
    #[serde(default)]
    pub former_shops: Vec<FormerShop>,
}

impl OrganizationItem {
    /// The company before its accounting system has told anything.
    pub const fn unknown(id: OrganizationId, shop: Option<Shop>) -> Self {
        Self { id, details: None, revision: 0, latest_closed: None, shop, former_shops: Vec::new() }
    }

    /// The shops whose calls are believed at a moment, the present one first.
    pub fn believed_shops(&self, now: Timestamp) -> impl Iterator<Item = &Shop> {
        let former = self.former_shops.iter().filter(move |former| now < former.until);
        self.shop.iter().chain(former.map(|former| &former.shop))
    }

    /// The former shops after the present one was left: those that are still believed, and it, until a moment. Where
    /// that moment is not to come, none is believed any more: a code that is known to others ends at once.
    pub fn leaving(&self, now: Timestamp, until: Timestamp) -> Vec<FormerShop> {
        let left = self.shop.iter().map(|shop| FormerShop { shop: shop.clone(), until });
        self.former_shops_at(now).into_iter().chain(left).filter(|_| now < until).collect()
    }

    /// The former shops that are still believed at a moment.
    pub fn former_shops_at(&self, now: Timestamp) -> Vec<FormerShop> {
        self.former_shops.iter().filter(|former| now < former.until).cloned().collect()
    }

    /// Ids of all codes that the company knows of, each once.
    pub fn code_ids(&self) -> BTreeSet<&str> {
        let former = self.former_shops.iter().map(|former| &former.shop);
        self.shop.iter().chain(former).map(|shop| shop.code_id.as_str()).filter(|id| !id.is_empty()).collect()
    }
}

/// A shop that a company had, or the one that it has with the code from before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerShop {
    /// As it was.
    pub shop: Shop,
    /// Until when its calls are believed.
    pub until: Timestamp,
}

/// The provider of what was stored before there were names of them.
pub(crate) fn first_provider() -> String {
    domain::moneta::NAME.to_owned()
}

/// A company's shop at a payment provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shop {
    /// Name of the provider.
    #[serde(default = "first_provider")]
    pub provider: String,
    /// Its number there.
    pub id: String,
    /// Id of what both sides sign with: the code itself is a secret outside the table. Another code has another id.
    #[serde(default)]
    pub code_id: String,
    /// The provider's test mode: no real money moves.
    pub test_mode: bool,
    /// What fiscal receipts say (54-ФЗ); `None`: the provider issues none.
    #[serde(default)]
    pub fiscal: Option<Fiscal>,
}

impl Shop {
    /// Whether residents are offered to pay there: a shop in test mode only where trials are allowed.
    pub const fn is_open(&self, trials: bool) -> bool {
        trials || !self.test_mode
    }
}

/// What a company's fiscal receipts say of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fiscal {
    /// System of taxation (тег 1055).
    pub sno: u8,
    /// Value added tax (тег 1199 in the provider's numbering): 1105 is none.
    pub vat_tag: u16,
}

/// A closed period in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedPeriod {
    /// The month.
    pub period: Period,
    /// How many times it has been closed.
    pub version: u32,
    /// When it was closed last.
    pub closed_at: Timestamp,
}

impl Entity for OrganizationItem {
    const TYPE: &'static str = "organization";
    fn key(&self) -> Key {
        keys::organization(&self.id)
    }
}

/// A company in the public directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectoryEntry {
    /// The company.
    pub id: OrganizationId,
    /// Its name for people.
    pub name: String,
    /// How its accounts may be attached.
    pub attach_methods: Vec<AttachMethod>,
}

impl Entity for DirectoryEntry {
    const TYPE: &'static str = "directory_entry";
    fn key(&self) -> Key {
        keys::directory_entry(&self.id)
    }
}

/// The directory of companies.
pub struct Directory;

impl Pattern for Directory {
    type Output = DirectoryEntry;
    fn partition(&self) -> String {
        keys::DIRECTORY.to_owned()
    }
    fn prefix(&self) -> String {
        keys::DIRECTORY_ENTRY.to_owned()
    }
}

/// The closings of a period, and the requisites that its receipts carry: those of the latest closing. A receipt needs
/// no other item to know whether and since when its period is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequisitesItem {
    /// The company.
    pub organization: OrganizationId,
    /// The period.
    pub period: Period,
    /// When the period was closed, version by version: a receipt bears the day of one of them.
    pub closings: Vec<Timestamp>,
    /// The period has been reopened after the last of them.
    #[serde(default)]
    pub reopened: bool,
    /// The version since which its receipts lead to the same payees.
    #[serde(default = "first_closing")]
    pub payees_since: u32,
    /// The last day to pay, as the latest closing has it. Read it with [`RequisitesItem::due_date`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// The details at the latest closing.
    pub details: Organization,
}

/// What requisites were before they said since when they are the same.
const fn first_closing() -> u32 {
    1
}

impl RequisitesItem {
    /// The last day to pay: the law's, where the closing named none.
    pub fn due_date(&self) -> Date {
        self.due.unwrap_or_else(|| due_date(self.period, None))
    }

    /// The version of a receipt whose statement is of this version: other payees make another document of it too.
    pub fn receipt_version(&self, statement_version: u32) -> u32 {
        statement_version.max(self.payees_since)
    }

    /// The closing that residents see; `None` while the period is open.
    pub fn closed(&self) -> Option<ClosedPeriod> {
        let closed_at = *self.closings.last().filter(|_| !self.reopened)?;
        let version = u32::try_from(self.closings.len()).ok()?;
        Some(ClosedPeriod { period: self.period, version, closed_at })
    }

    /// When a version was closed.
    pub fn closed_at(&self, version: u32) -> Option<Timestamp> {
        self.closings.get(usize::try_from(version).ok()?.checked_sub(1)?).copied()
    }
}

impl Entity for RequisitesItem {
    const TYPE: &'static str = "requisites";
    fn key(&self) -> Key {
        keys::requisites(&self.organization, self.period)
    }
}
