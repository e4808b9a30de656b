//! The statement of an account for a period.

use domain::payment::Report;
use domain::statement::Statement;
use domain::{AccountId, Money, Period};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::entities::account::AccountFacts;
use crate::entities::common_needs::HouseCommonNeeds;
use crate::entities::earlier::Earlier;
use crate::entities::organization::ClosedPeriod;
use crate::packed::Packed;
use crate::{Entity, Key, Pattern, TableError, keys};

/// A stored statement. The statement itself is one packed text: nothing is ever asked about its inside, and three years
/// of it are read at once. The sums that lists show stand beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementItem {
    /// The account.
    pub account: AccountId,
    /// The month.
    pub period: Period,
    /// The version of the period that its next closing made or makes: when it was loaded.
    pub version: u32,
    /// The version since which residents see these charges, where that is another one: they came back before the next
    /// closing. Read it with [`StatementItem::shown_since`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    since: Option<u32>,
    /// What the closing before showed, where these are other charges.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    earlier: Option<Earlier>,
    /// The version of the period that first carried a statement of the account: a later one is a correction of it.
    #[serde(default = "first_closing")]
    pub first_version: u32,
    /// The newest closing of a later period that there was when it was loaded: that balance was made without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beneath: Option<(Period, u32)>,
    /// Fingerprint of the body, however its numbers are written: tells an unchanged row without comparing it, and fences
    /// a concurrent change.
    pub fingerprint: String,
    /// Fingerprint of the body to the letter, by which the oldest statements are told.
    #[serde(skip)]
    to_the_letter: String,
    /// What the receipt asks for.
    pub to_pay: Money,
    /// Balance at the end.
    pub closing: Money,
    /// The account as it was when this version was loaded, as JSON; nothing in the oldest statements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    facts: Option<Packed>,
    /// The statement as JSON.
    body: Packed,
}

/// What statements were before they said where they began.
const fn first_closing() -> u32 {
    1
}

impl StatementItem {
    /// Makes the item of a statement that its period's closing number `version` will publish.
    pub fn new(account: AccountId, period: Period, version: u32, statement: &Statement) -> Result<Self, TableError> {
        let body = json(statement)?;
        Ok(Self {
            account,
            period,
            version,
            since: None,
            earlier: None,
            first_version: version,
            beneath: None,
            fingerprint: digest(&json(&statement.canonical())?),
            to_the_letter: digest(&body),
            to_pay: statement.to_pay,
            closing: statement.closing,
            facts: None,
            body: Packed::new(&body)?,
        })
    }

    /// The same, made out to the account as it is.
    pub fn made_out_to(self, account: &AccountFacts) -> Result<Self, TableError> {
        Ok(Self { facts: Some(Packed::new(&json(account)?)?), ..self })
    }

    /// The same, loaded while a later period may have been closed already.
    #[must_use]
    pub fn loaded_beside(self, latest: Option<ClosedPeriod>) -> Self {
        let later = latest.filter(|latest| latest.period > self.period);
        Self { beneath: later.map(|later| (later.period, later.version)), ..self }
    }

    /// What it makes known of the money that it names.
    pub const fn report(&self) -> Report {
        Report { period: self.period, version: self.version, beneath: self.beneath }
    }

    /// The same in place of the one that stands there. Charges that the last closing showed are no others, and made out
    /// as they were.
    #[must_use]
    pub fn in_place_of(self, old: &StatementHead) -> Self {
        let earlier = self.shown_by_the_closing_before(old);
        let back = earlier.as_ref().filter(|earlier| self.has(&earlier.fingerprint));
        let (since, facts) = back.map_or((None, None), |back| (Some(back.since), back.facts.clone()));
        Self { first_version: old.first_version, since, facts: facts.or(self.facts), earlier, ..self }
    }

    /// Nothing in it is other than in the one that stands there. A statement that was published stays made out as it
    /// was, also where it came back: whoever the account belongs to by now, the same charges are no correction.
    pub fn is_like(&self, old: &StatementHead) -> bool {
        let made_out = || self.as_seen(old).and_then(|seen| seen.facts).or_else(|| self.facts.clone());
        self.has(&old.fingerprint) && (old.version < self.version || made_out() == old.facts)
    }

    /// What the last closing showed in the place of the one that stands there, where that are the same charges.
    pub fn as_seen(&self, old: &StatementHead) -> Option<Earlier> {
        self.shown_by_the_closing_before(old).filter(|earlier| self.has(&earlier.fingerprint))
    }

    fn shown_by_the_closing_before(&self, old: &StatementHead) -> Option<Earlier> {
        Earlier::beneath(self.version, old.version, old.as_published(), old.earlier.clone())
    }

    fn has(&self, fingerprint: &str) -> bool {
        [&self.fingerprint, &self.to_the_letter].into_iter().any(|own| own == fingerprint)
    }

    /// The account as it was when it was charged; `None` where that was not kept.
    pub fn facts(&self) -> Result<Option<AccountFacts>, TableError> {
        account_of(self.facts.as_ref())
    }

    /// The version of the period since which residents see these charges.
    pub fn shown_since(&self) -> u32 {
        self.since.unwrap_or(self.version)
    }

    /// The latest closing that changed these charges, or how the house came to the common needs of a service that is
    /// among them. Where it is a later one than the first, that is a correction: on the page, in the letter, in the
    /// document.
    pub fn charges_since(&self, charged: &Statement, house: Option<&HouseCommonNeeds>) -> Result<u32, TableError> {
        let house = house.map_or(Ok(None), |house| house.changed_for(charged))?;
        Ok(self.shown_since().max(house.unwrap_or_default()))
    }

    /// Whether this closing of its period shows the statement: one of a later version is a draft of the next closing.
    pub fn is_published_by(&self, closed: ClosedPeriod) -> bool {
        self.period == closed.period && self.version <= closed.version
    }

    /// The statement.
    pub fn statement(&self) -> Result<Statement, TableError> {
        serde_json::from_str(&self.body.text()?).map_err(|_| TableError::Broken("a statement does not read".to_owned()))
    }
}

/// An account that was kept with a statement.
pub(crate) fn account_of(facts: Option<&Packed>) -> Result<Option<AccountFacts>, TableError> {
    let read = |facts: &Packed| {
        serde_json::from_str(&facts.text()?)
            .map_err(|_| TableError::Broken("an account of a statement does not read".to_owned()))
    };
    facts.map(read).transpose()
}

pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, TableError> {
    serde_json::to_string(value).map_err(|error| TableError::Broken(error.to_string()))
}

pub(crate) fn digest(text: &str) -> String {
    let digest: [u8; 32] = Sha256::digest(text).into();
    domain::id::base32(&digest, 26)
}

impl Entity for StatementItem {
    const TYPE: &'static str = "statement";
    fn key(&self) -> Key {
        keys::statement(&self.account, self.period)
    }
}

/// What a load needs to know of a statement that is there already; read with [`StatementHead::ATTRIBUTES`] alone.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct StatementHead {
    /// Fingerprint of the body.
    pub fingerprint: String,
    /// Balance at the end.
    pub closing: Money,
    /// The version of the period that first carries it.
    pub version: u32,
    /// The version that first carried a statement of the account.
    #[serde(default = "first_closing")]
    pub first_version: u32,
    #[serde(default)]
    since: Option<u32>,
    #[serde(default)]
    earlier: Option<Earlier>,
    #[serde(default)]
    facts: Option<Packed>,
}

impl StatementHead {
    /// The attributes that it consists of.
    pub const ATTRIBUTES: &'static [&'static str] =
        &["fingerprint", "closing", "version", "since", "earlier", "first_version", "facts"];

    fn as_published(&self) -> Earlier {
        let Self { fingerprint, version, since, facts, .. } = self;
        Earlier { fingerprint: fingerprint.clone(), since: since.unwrap_or(*version), facts: facts.clone() }
    }
}

/// Statements of an account over a span of periods, newest first.
pub struct StatementsOf<'a> {
    /// The account.
    pub account: &'a AccountId,
    /// First and last period, both included.
    pub span: Option<(Period, Period)>,
}

impl Pattern for StatementsOf<'_> {
    type Output = StatementItem;
    fn partition(&self) -> String {
        keys::account_partition(self.account)
    }
    fn prefix(&self) -> String {
        keys::STATEMENT.to_owned()
    }
    fn range(&self) -> Option<(String, String)> {
        let sort_key = |period| keys::statement(self.account, period).sk;
        self.span.map(|(from, to)| (sort_key(from), sort_key(to)))
    }
    fn newest_first(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_of_before_is_the_same_where_it_is_sent_to_the_letter() {
        let statement = serde_json::from_value(serde_json::json!({
            "opening": 0, "penalty": 0, "payments": [], "closing": 100, "to_pay": 100, "lines": [{
                "service": "water", "name": "Вода", "unit": "м³", "individual_volume": "1.0", "odn_volume": "0",
                "tariff": "1.00", "base": 100, "total": 100
            }]
        }));
        let statement: Statement = statement.unwrap();
        let organization = domain::OrganizationId::from_random([0; 8]);
        let account = AccountId::of(&organization, &domain::account::AccountNumber::parse("1").unwrap());
        let new = StatementItem::new(account, Period::parse("2026-10").unwrap(), 2, &statement).unwrap();
        let old = |fingerprint: &str| {
            let head = serde_json::json!({"fingerprint": fingerprint, "closing": 100, "version": 1});
            serde_json::from_value::<StatementHead>(head).unwrap()
        };
        let before = digest(&json(&statement).unwrap());
        assert_ne!(new.fingerprint, before);
        assert!(new.is_like(&old(&before)) && new.is_like(&old(&new.fingerprint)) && !new.is_like(&old("another")));
    }
}
