//! The statement of an account for a period.

use domain::statement::Statement;
use domain::{AccountId, Money, Period};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

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
    /// The version of the period that first carries this statement: the one that its next closing makes.
    pub version: u32,
    /// Fingerprint of the body: tells an unchanged row without comparing it, and fences a concurrent change.
    pub fingerprint: String,
    /// What the receipt asks for.
    pub to_pay: Money,
    /// Balance at the end.
    pub closing: Money,
    /// The statement as JSON.
    body: Packed,
}

impl StatementItem {
    /// Makes the item of a statement that its period's closing number `version` will publish.
    pub fn new(account: AccountId, period: Period, version: u32, statement: &Statement) -> Result<Self, TableError> {
        let body = serde_json::to_string(statement).map_err(|error| TableError::Broken(error.to_string()))?;
        let digest: [u8; 32] = Sha256::digest(&body).into();
        Ok(Self {
            account,
            period,
            version,
            fingerprint: domain::id::base32(&digest, 26),
            to_pay: statement.to_pay,
            closing: statement.closing,
            body: Packed::new(&body)?,
        })
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
}

impl StatementHead {
    /// The attributes that it consists of.
    pub const ATTRIBUTES: &'static [&'static str] = &["fingerprint", "closing"];
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
