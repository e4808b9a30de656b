//! The answer to a form, row by row.

use domain::code::Refusal as _;
use domain::meter::Value;
use domain::reading::{Confirmation, Question, ReadingRefusal};
use http::FieldProblem;
use serde::Serialize;
use table::entities::meter::MeterItem;
use utoipa::ToSchema;

use super::decide::Refused;

/// What became of a form.
#[derive(Debug, Serialize, ToSchema)]
pub struct Entered {
    /// One for each row, in their order.
    pub items: Vec<RowAnswer>,
}

/// What became of a reading.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RowAnswer {
    /// The meter, as it was named; null where it was named by no text.
    meter_id: Option<String>,
    /// Whether it is stored.
    status: Status,
    /// Why it is not, for programs.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    /// Why it is not, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    /// The part of a row that does not read.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    /// The zone at fault, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    zone: Option<usize>,
    /// With `needs_confirmation`: what is asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    questions: Vec<Asked>,
    /// Consumption since the reading before, one value a zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<String>>)]
    consumption: Option<Vec<Value>>,
    /// Doubts about a stored reading.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<RowWarning>,
}

/// Whether a reading is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It is.
    Accepted,
    /// It is not.
    Rejected,
}

/// A question, with the numbers in it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Asked {
    /// The word that answers it in `confirm`.
    #[schema(schema_with = http::schemas::confirmation)]
    kind: Confirmation,
    /// The zone, from 0; null where all of them are meant.
    zone: Option<usize>,
    /// The value before.
    #[schema(value_type = Option<String>)]
    previous: Option<Value>,
    /// The value now.
    #[schema(value_type = Option<String>)]
    value: Option<Value>,
    /// The consumption that this makes.
    #[schema(value_type = String)]
    consumption: Value,
    /// What would be usual at most.
    #[schema(value_type = Option<String>)]
    limit: Option<Value>,
}

/// A doubt about a stored reading.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RowWarning {
    /// For programs.
    #[schema(example = "verification_overdue")]
    code: &'static str,
    /// For people.
    message: String,
}

impl RowAnswer {
    /// The reading is stored; with a doubt where it does not count.
    pub fn accepted(meter: &MeterItem, consumption: Vec<Value>, doubt: Option<String>) -> Self {
        let warning = |message| RowWarning { code: "verification_overdue", message };
        Self {
            consumption: Some(consumption),
            warnings: doubt.map(warning).into_iter().collect(),
            ..Self::new(Some(&meter.id), Status::Accepted)
        }
    }

    /// The reading is not stored.
    pub fn rejected(meter_id: &str, (zone, refusal): Refused) -> Self {
        let questions = match &refusal {
            ReadingRefusal::NeedsConfirmation(questions) => questions.iter().map(Asked::of).collect(),
            _ => Vec::new(),
        };
        let (code, message) = (Some(refusal.code().to_owned()), Some(refusal.message()));
        Self { code, message, zone, questions, ..Self::new(Some(meter_id), Status::Rejected) }
    }

    /// The row does not read.
    pub fn unread(meter_id: Option<&str>, FieldProblem { field, code, message }: FieldProblem) -> Self {
        let (code, message, field) = (Some(code), Some(message), Some(field));
        Self { code, message, field, ..Self::new(meter_id, Status::Rejected) }
    }

    fn new(meter_id: Option<&str>, status: Status) -> Self {
        Self {
            meter_id: meter_id.map(|id| id.chars().take(40).collect()),
            status,
            code: None,
            message: None,
            field: None,
            zone: None,
            questions: Vec::new(),
            consumption: None,
            warnings: Vec::new(),
        }
    }
}

impl Asked {
    fn of(question: &Question) -> Self {
        let kind = question.confirmation();
        match *question {
            Question::Rollover { zone, previous, value, consumption } => {
                Self { kind, zone: Some(zone), previous: Some(previous), value: Some(value), consumption, limit: None }
            }
            Question::Jump { consumption, limit } => {
                Self { kind, zone: None, previous: None, value: None, consumption, limit: Some(limit) }
            }
        }
    }
}
