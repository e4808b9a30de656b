//! What a resident sends.

use domain::reading::Confirmation;
use http::{ApiError, ApiResult, Code, FieldProblem, parse_value};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// More meters than any flat has.
const MOST_ROWS: usize = 50;

/// Readings of the meters of an account.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadingsForm {
    /// A row a meter, at most 50. Each is read on its own: what is wrong with one of them concerns no other.
    #[schema(value_type = Vec<ReadingRow>, max_items = 50)]
    readings: Vec<Value>,
}

/// The reading of a meter.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadingRow {
    /// The meter.
    pub meter_id: String,
    /// One value a zone, up to three decimals after a point or a comma. Judged row by row, whatever stands here.
    #[schema(value_type = Vec<String>, example = json!(["123.4"]))]
    pub values: Value,
    /// What the person confirms, after having been asked.
    #[serde(default)]
    #[schema(schema_with = http::schemas::confirmations, required = false)]
    pub confirm: Vec<Confirmation>,
}

/// A row as it came.
#[derive(Debug)]
pub struct Row {
    /// The meter, where it is named by a text.
    pub meter_id: Option<String>,
    /// What it says, or why it does not read.
    pub reading: Result<ReadingRow, FieldProblem>,
}

impl ReadingsForm {
    /// The rows, if there are any and not too many.
    pub fn check(self) -> ApiResult<Vec<Row>> {
        let fault = |code: &str, message: String| {
            Err(ApiError::new(Code::ValidationFailed).with_field("readings", code, message))
        };
        match self.readings.len() {
            0 => fault("required", "Введите хотя бы одно показание.".to_owned()),
            1..=MOST_ROWS => Ok(self.readings.into_iter().map(Row::read).collect()),
            _ => fault("too_many", format!("Не более {MOST_ROWS} счётчиков за один раз.")),
        }
    }
}

impl Row {
    fn read(row: Value) -> Self {
        let meter_id = row.get("meter_id").and_then(Value::as_str).map(str::to_owned);
        Self { meter_id, reading: parse_value(row) }
    }

    /// It reads, and is about this meter.
    pub fn is_about(&self, meter: &str) -> bool {
        self.reading.as_ref().is_ok_and(|reading| reading.meter_id == meter)
    }
}

impl ReadingRow {
    /// The values as they were written; what is no text is no number either.
    pub fn texts(&self) -> Vec<&str> {
        let values = self.values.as_array().into_iter().flatten();
        values.map(|value| value.as_str().unwrap_or_default()).collect()
    }
}
