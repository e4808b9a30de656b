//! A statement as the accounting system sends it.

use domain::account::AccountNumber;
use domain::line_text::LineText;
use domain::organization::Organization;
use domain::statement::{Extras, Instalment, Line, Receipt, Share, Statement, check};
use domain::unified_account::PaymentDocumentId;
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
    #[serde(default)]
    document_id: Option<PaymentDocumentId>,
    #[serde(default)]
    shares: Option<Vec<Share>>,
    #[serde(default)]
    instalments: Option<Vec<Instalment>>,
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
        let Input { account, opening, lines, penalty, payments, closing, to_pay, .. } = input;
        let extras = Extras {
            document_id: input.document_id,
            shares: input.shares.unwrap_or_default(),
            instalments: input.instalments.unwrap_or_default(),
        };
        Self { account, statement: Statement { opening, lines, penalty, payments, closing, to_pay, extras } }
    }
}

impl StatementRow {
    /// The id its account has in a company.
    pub fn id(&self, organization: &OrganizationId) -> AccountId {
        AccountId::of(organization, &self.account)
    }
}

impl StatementRow {
    /// The field that names a recipient whom the company has not.
    pub fn unknown_recipient(&self, company: &Organization) -> Option<String> {
        let unknown = |code: &Option<LineText>| code.as_ref().is_some_and(|code| company.recipient(code).is_none());
        let Statement { lines, extras, .. } = &self.statement;
        let line = lines.iter().position(|line| unknown(&line.recipient));
        let share = extras.shares.iter().position(|share| unknown(&share.recipient));
        let line = line.map(|index| format!("lines[{index}].recipient"));
        line.or_else(|| share.map(|index| format!("shares[{index}].recipient")))
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
