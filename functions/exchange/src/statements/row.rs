//! A statement as the accounting system sends it.

use domain::account::AccountNumber;
use domain::statement::{Line, Receipt, Statement, check};
use domain::{AccountId, Money, OrganizationId};
use http::FieldProblem;
use serde::Deserialize;

use crate::bulk::{Row, fault};

/// What the accounting system sends; the fields of a statement and the account.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    account: AccountNumber,
    opening: Money,
    lines: Vec<Line>,
    penalty: Money,
    payments: Vec<Receipt>,
    closing: Money,
    to_pay: Money,
}

/// A row of the load; its natural key, within the period, is the account.
#[derive(Debug, Deserialize)]
#[serde(from = "Input")]
pub struct StatementRow {
    /// Number of the account.
    pub account: AccountNumber,
    /// The statement.
    pub statement: Statement,
}

impl From<Input> for StatementRow {
    fn from(input: Input) -> Self {
        let Input { account, opening, lines, penalty, payments, closing, to_pay } = input;
        Self { account, statement: Statement { opening, lines, penalty, payments, closing, to_pay } }
    }
}

impl StatementRow {
    /// The id its account has in a company.
    pub fn id(&self, organization: &OrganizationId) -> AccountId {
        AccountId::of(organization, &self.account)
    }
}

impl Row for StatementRow {
    const KEY: &'static [&'static str] = &["account"];

    fn key(&self) -> String {
        self.account.to_string()
    }

    fn check(&self) -> Result<(), FieldProblem> {
        check(&self.statement).map_err(|(field, refusal)| fault(field, &refusal))
    }
}
