//! `kabinet payments`: money that an accountant has to look at, as CSV on standard output.

use std::io::stdout;

use anyhow::Result;
use csv::{Terminator, WriterBuilder};
use serde_json::Value;

use crate::args::{ListPayments, Payments};
use crate::client::Client;

/// What a list is called over the exchange, and its columns: a field of an entry and its heading.
struct Sheet {
    path: &'static str,
    columns: &'static [(&'static str, &'static str)],
}

const UNREPORTED: Sheet = Sheet {
    path: "payments/unreported",
    columns: &[("at", "Проведён"), ("account", "Лицевой счёт"), ("amount", "Сумма, руб."), ("payment", "Платёж")],
};

const UNPOSTED: Sheet = Sheet {
    path: "payments/unposted",
    columns: &[
        ("at", "Сообщено"),
        ("shop", "Магазин"),
        ("operation", "Операция"),
        ("amount", "Сумма, руб."),
        ("payment", "Платёж"),
        ("message", "Почему не проведено"),
    ],
};

/// Runs the command.
pub fn run(command: &Payments) -> Result<()> {
    match command {
        Payments::Unreported(args) => UNREPORTED.print(args),
        Payments::Unposted(args) => UNPOSTED.print(args),
    }
}

impl Sheet {
    /// Page by page; a list without entries is its header alone.
    fn print(&self, args: &ListPayments) -> Result<()> {
        let client = Client::new(&args.exchange)?;
        let mut sheet = WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(stdout());
        sheet.write_record(self.columns.iter().map(|(_, heading)| heading))?;
        let mut cursor = None;
        loop {
            let page = client.get(&self.address(cursor.as_deref()))?;
            for entry in page["items"].as_array().into_iter().flatten() {
                sheet.write_record(self.columns.iter().map(|(field, _)| cell(field, &entry[*field])))?;
            }
            cursor = page["next_cursor"].as_str().map(str::to_owned);
            if cursor.is_none() {
                return Ok(sheet.flush()?);
            }
        }
    }

    fn address(&self, cursor: Option<&str>) -> String {
        let next = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
        format!("{}?limit=200{next}", self.path)
    }
}

/// Kopecks as roubles, all else as it came.
fn cell(field: &str, value: &Value) -> String {
    match (field, value) {
        ("amount", Value::Number(kopecks)) => roubles(kopecks.as_i64().unwrap_or_default()),
        (_, Value::String(text)) => text.clone(),
        (_, other) => other.to_string(),
    }
}

/// «120,25»: spreadsheets of this country read it as a number.
fn roubles(kopecks: i64) -> String {
    let sign = if kopecks < 0 { "-" } else { "" };
    let kopecks = kopecks.unsigned_abs();
    format!("{sign}{},{:02}", kopecks / 100, kopecks % 100)
}
