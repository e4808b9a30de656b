//! The answer to a load, row by row.

use domain::statement::Warning;
use http::FieldProblem;
use serde::Serialize;
use utoipa::ToSchema;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It is new.
    Created,
    /// It replaced what was there.
    Updated,
    /// The same was there already.
    Unchanged,
    /// It was not written.
    Rejected,
}

/// The decision about a row.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// What became of it.
    pub status: Status,
    /// Why it was rejected.
    pub fault: Option<FieldProblem>,
    /// Doubts about an accepted row.
    pub warnings: Vec<Warning>,
}

impl Verdict {
    /// The row was accepted.
    pub const fn accepted(status: Status) -> Self {
        Self { status, fault: None, warnings: Vec::new() }
    }

    /// The row was not written.
    pub const fn rejected(fault: FieldProblem) -> Self {
        Self { status: Status::Rejected, fault: Some(fault), warnings: Vec::new() }
    }

    /// The row is new or differs from what was there.
    pub const fn changes(&self) -> bool {
        matches!(self.status, Status::Created | Status::Updated)
    }
}

/// The answer to a row.
#[derive(Debug, Serialize, ToSchema)]
pub struct RowAnswer {
    /// Its place in the call, from 0.
    pub index: usize,
    /// Its natural key; null where the row does not even tell that.
    pub key: Option<String>,
    /// What became of it.
    pub status: Status,
    /// Why it was rejected, for programs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The field at fault: `lines[2].total`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Why it was rejected, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Doubts about an accepted row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<FieldProblem>)]
    pub warnings: Vec<Warning>,
}

impl RowAnswer {
    /// Joins a row's place and key with the decision about it.
    pub fn new(index: usize, key: Option<String>, verdict: Verdict) -> Self {
        let (field, code, message) = match verdict.fault {
            Some(fault) => (Some(fault.field), Some(fault.code), Some(fault.message)),
            None => (None, None, None),
        };
        Self { index, key, status: verdict.status, code, field, message, warnings: verdict.warnings }
    }
}

/// How many rows became what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Summary {
    /// New rows.
    pub created: usize,
    /// Rows that replaced what was there.
    pub updated: usize,
    /// Rows that were there already.
    pub unchanged: usize,
    /// Rows that were not written.
    pub rejected: usize,
}

/// The answer to a load.
#[derive(Debug, Serialize, ToSchema)]
pub struct BulkAnswer {
    /// One for each row of the call, in its order.
    pub items: Vec<RowAnswer>,
    /// How many rows became what.
    pub summary: Summary,
}

impl BulkAnswer {
    /// Counts the answers.
    pub fn new(items: Vec<RowAnswer>) -> Self {
        let count = |status| items.iter().filter(|row| row.status == status).count();
        let summary = Summary {
            created: count(Status::Created),
            updated: count(Status::Updated),
            unchanged: count(Status::Unchanged),
            rejected: count(Status::Rejected),
        };
        Self { items, summary }
    }
}
