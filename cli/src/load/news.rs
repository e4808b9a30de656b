//! `news.csv`: a row an item.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::{Format, object};
use crate::files::{CellError, Column, Key, Record, day_of, optional, required};

const COLUMNS: &[Column] = &[
    required("code", "Код новости"),
    required("title", "Заголовок"),
    required("body", "Текст"),
    optional("houses", "Дома"),
    optional("pinned", "Закреплена"),
    required("published_at", "Показывать с"),
    optional("expires_at", "Показывать до"),
    optional("time_zone", "Часовой пояс"),
    optional("status", "Состояние"),
];

/// Names of the states for people.
const STATES: [(&str, &str); 3] = [("черновик", "draft"), ("опубликована", "published"), ("снята", "withdrawn")];

/// A row an item.
pub const FORMAT: Format =
    Format { columns: COLUMNS, key: Key::of_rows(&["code"]), value: |records, _| item(&records[0]) };

fn item(record: &Record<'_>) -> Result<Value, CellError> {
    Ok(object([
        ("code", record.text("code")),
        ("title", record.text("title")),
        ("body", record.text("body")),
        ("houses", record.list("houses")),
        ("pinned", json!(record.yes_or_no("pinned")?.unwrap_or(false))),
        ("published_at", json!(moment(record, "published_at")?.unwrap_or_default())),
        ("expires_at", json!(moment(record, "expires_at")?)),
        // Who loads a file of news wants them to be seen.
        ("status", record.named_or("status", &STATES, "published")),
    ]))
}

/// `2026-10-20T08:00:00+04:00`, or a day and a time of it in the zone of the row: `20.10.2026 8:00`. What is neither is the
/// service's to refuse.
fn moment(record: &Record<'_>, column: &str) -> Result<Option<String>, CellError> {
    let Some(cell) = record.cell(column) else { return Ok(None) };
    let Some((day, time)) = civil(cell) else { return Ok(Some(cell.to_owned())) };
    let zone = zone(record)?.ok_or_else(|| {
        record.wrong("time_zone", "required", "Укажите часовой пояс, например Europe/Samara: время без него не ясно.")
    })?;
    let zoned = day.to_datetime(time).to_zoned(zone);
    let at: Result<Timestamp, _> = zoned.map(|zoned| zoned.timestamp());
    at.map(|at| Some(at.to_string())).map_err(|_| record.wrong(column, "unknown_value", "Такого времени нет."))
}

/// A day and a time that say nothing of a zone; a day alone begins at midnight.
fn civil(cell: &str) -> Option<(Date, Time)> {
    let (day, time) = cell.split_once([' ', 'T']).unwrap_or((cell, "0:00"));
    let read = |format| Time::strptime(format, time.trim());
    Some((day_of(day).parse().ok()?, read("%H:%M").or_else(|_| read("%H:%M:%S")).ok()?))
}

fn zone(record: &Record<'_>) -> Result<Option<TimeZone>, CellError> {
    let unknown = |_| record.wrong("time_zone", "time_zone_unknown", "Такого часового пояса нет.");
    record.cell("time_zone").map(|name| TimeZone::get(name).map_err(unknown)).transpose()
}
