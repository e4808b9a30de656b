//! `replies.csv`: a row an answer to an appeal.

use domain::AppealId;

use super::route::Each;
use super::{Format, object};
use crate::files::{Column, Key, optional, required};

const COLUMNS: &[Column] = &[
    required("appeal", "Обращение"),
    required("reply_id", "Номер ответа"),
    required("text", "Текст"),
    optional("status", "Состояние"),
];

/// Names of the states for people.
const STATES: [(&str, &str); 3] = [("в работе", "in_progress"), ("есть ответ", "answered"), ("закрыто", "closed")];

/// Answers go to their appeals one by one.
pub const ROUTE: Each = Each { of: "appeals", id: "appeal", deed: "reply" };

/// A row an answer.
pub const FORMAT: Format = Format {
    columns: COLUMNS,
    key: Key::of_rows(&["appeal", "reply_id"]),
    value: |records, _| {
        let record = &records[0];
        Ok(object([
            ("appeal", record.id("appeal", AppealId::parse)?),
            ("reply_id", record.text("reply_id")),
            ("text", record.optional("text")),
            ("status", record.named("status", &STATES)),
        ]))
    },
};
