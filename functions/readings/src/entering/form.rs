//! What a resident sends.

use domain::reading::Confirmation;
use http::{ApiError, ApiResult, Code};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

/// More meters than any flat has.
const MOST_ROWS: usize = 50;

/// Readings of the meters of an account.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadingsForm {
    /// A row a meter, at most 50.
    #[schema(max_items = 50)]
    readings: Vec<ReadingRow>,
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

impl ReadingsForm {
    /// The rows, if there are any and not too many.
    pub fn check(self) -> ApiResult<Vec<ReadingRow>> {
        let fault = |code: &str, message: String| {
            Err(ApiError::new(Code::ValidationFailed).with_field("readings", code, message))
        };
        match self.readings.len() {
            0 => fault("required", "Введите хотя бы одно показание.".to_owned()),
            1..=MOST_ROWS => Ok(self.readings),
            _ => fault("too_many", format!("Не более {MOST_ROWS} счётчиков за один раз.")),
        }
    }
}

impl ReadingRow {
    /// The values as they were written; what is no text is no number either.
    pub fn texts(&self) -> Vec<&str> {
        let values = self.values.as_array().into_iter().flatten();
        values.map(|value| value.as_str().unwrap_or_default()).collect()
    }
}
