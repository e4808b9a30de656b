//! The body of an error, RFC 9457.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What went wrong: a code for programs, Russian sentences for people, and the fields at fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// URI of the kind of problem: `about:blank`, the code tells more.
    #[serde(rename = "type")]
    pub kind: String,
    /// What happened and what to do.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// Stable snake-case code.
    pub code: String,
    /// More about this occurrence.
    pub detail: String,
    /// The fields at fault.
    pub fields: Vec<FieldProblem>,
}

/// A field at fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldProblem {
    /// Path of the field: `proof.value`.
    pub field: String,
    /// Stable snake-case code.
    pub code: String,
    /// What is wrong and what is expected.
    pub message: String,
}
