//! Bulk loads: `{items:[…]}` in, an answer for every row out.

mod answer;
mod query;
mod sheet;

use domain::statement::Warning;
use http::FieldProblem;

pub use answer::{BulkAnswer, RowAnswer, Status, Verdict};
pub use query::LoadQuery;
pub use sheet::{Row, Sheet};

/// The refusal of a field of a row.
pub fn fault(field: impl Into<String>, refusal: &(impl domain::code::Refusal + ?Sized)) -> FieldProblem {
    FieldProblem { field: field.into(), code: refusal.code().to_owned(), message: refusal.message() }
}

/// The refusal of a row for a doubt that the company does not want to live with.
pub fn objection(doubt: &Warning) -> FieldProblem {
    FieldProblem { field: doubt.field.clone(), code: doubt.code.clone(), message: doubt.message.clone() }
}
