//! The rows of a load, each read on its own.

use std::collections::HashSet;

use axum::Json;
use http::{ApiError, ApiResult, Code, ExchangeBody, FieldProblem, parse_value};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{BulkAnswer, RowAnswer, Verdict, fault};
use crate::row_error::RowError;

/// The most rows of one call.
const MOST_ROWS: usize = 1000;
/// The most of a raw key that is repeated in the answer to a row that does not read.
const LONGEST_KEY: usize = 100;

/// What a load consists of.
pub trait Row: DeserializeOwned {
    /// Fields that make its natural key.
    const KEY: &'static [&'static str];

    /// Its natural key, in canonical form.
    fn key(&self) -> String;

    /// What tells it from other rows, where keys may be written in several ways.
    fn identity(&self) -> String {
        self.key()
    }

    /// The rules that single fields cannot tell.
    fn check(&self) -> Result<(), FieldProblem>;
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Items {
    items: Vec<Value>,
}

/// The rows that read, and the places of all.
#[derive(Debug)]
pub struct Sheet<T> {
    rows: Vec<T>,
    places: Vec<Place>,
}

#[derive(Debug)]
struct Place {
    key: Option<String>,
    refused: Option<FieldProblem>,
}

impl<T: Row> Sheet<T> {
    /// Reads the rows. What is wrong with one of them concerns no other; of two with the same key the first counts.
    pub fn read(body: ExchangeBody) -> ApiResult<Self> {
        let Items { items } = body.parse()?;
        if items.len() > MOST_ROWS {
            let message = format!("Не более {MOST_ROWS} строк в одном запросе.");
            return Err(ApiError::new(Code::ValidationFailed).with_field("items", "too_many", message));
        }
        let mut sheet = Self { rows: Vec::with_capacity(items.len()), places: Vec::with_capacity(items.len()) };
        let mut keys = HashSet::with_capacity(items.len());
        for item in items {
            sheet.add(item, &mut keys);
        }
        Ok(sheet)
    }

    fn add(&mut self, item: Value, keys: &mut HashSet<String>) {
        let raw_key = raw_key(&item, T::KEY);
        match read_row(item, keys) {
            Ok((key, row)) => {
                self.rows.push(row);
                self.places.push(Place { key: Some(key), refused: None });
            }
            Err(refused) => self.places.push(Place { key: raw_key, refused: Some(refused) }),
        }
    }

    /// The rows that read, in their order.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// The answer, out of the decisions about the rows that read, in their order.
    pub fn answer(self, verdicts: Vec<Verdict>) -> ApiResult<Json<BulkAnswer>> {
        if verdicts.len() != self.rows.len() {
            return Err(ApiError::internal(&"a row was left without a decision"));
        }
        let mut verdicts = verdicts.into_iter();
        let answer = |(index, place): (usize, Place)| {
            let verdict = place.refused.map(Verdict::rejected).or_else(|| verdicts.next())?;
            Some(RowAnswer::new(index, place.key, verdict))
        };
        let answers = self.places.into_iter().enumerate().filter_map(answer).collect();
        Ok(Json(BulkAnswer::new(answers)))
    }
}

fn read_row<T: Row>(item: Value, keys: &mut HashSet<String>) -> Result<(String, T), FieldProblem> {
    let row: T = parse_value(item)?;
    row.check()?;
    if keys.insert(row.identity()) {
        Ok((row.key(), row))
    } else {
        Err(fault(T::KEY.join("."), &RowError::DuplicateRow))
    }
}

/// The key of a row as it was written, where there is one.
fn raw_key(item: &Value, fields: &[&str]) -> Option<String> {
    let parts: Option<Vec<&str>> = fields.iter().map(|field| item.get(field)?.as_str()).collect();
    parts.map(|parts| parts.join(":").chars().take(LONGEST_KEY).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::raw_key;

    #[test]
    fn a_row_that_does_not_read_still_tells_its_key() {
        assert_eq!(raw_key(&json!({"account": "1", "serial": "2"}), &["account", "serial"]), Some("1:2".to_owned()));
    }

    #[test]
    fn a_row_without_a_key_tells_none() {
        for item in [json!(null), json!([]), json!({"code": 5}), json!("code")] {
            assert_eq!(raw_key(&item, &["code"]), None, "{item}");
        }
    }
}
