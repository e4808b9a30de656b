//! `kabinet load`.

mod accounts;
mod batches;
mod common_needs;
mod houses;
mod item;
mod meters;
mod news;
mod order_statuses;
mod paid_services;
mod progress;
mod readings;
mod replies;
mod route;
mod statements;

use anyhow::{Result, anyhow};
use serde_json::Value;

use crate::args::{Kind, Load};
use crate::client::{Client, read_json};
use crate::files::{CellError, Column, ErrorFile, Group, Groups, Header, Key, Record, read_text};
use batches::Batches;
use item::{Item, Places, Rejected};
use progress::Progress;
use route::Route;

/// How the rows of a kind of file become items of the API.
struct Format {
    columns: &'static [Column],
    key: Key,
    value: fn(&[Record<'_>], &mut Places) -> Result<Value, CellError>,
}

/// Loads a file; `false` where rows were rejected.
pub fn run(args: &Load) -> Result<bool> {
    let client = Client::new(&args.exchange)?;
    let (path, format) = match (args.kind, args.period) {
        (Kind::Organization, _) => return organization(&client, args),
        (Kind::Houses, _) => ("houses".to_owned(), houses::FORMAT),
        (Kind::Accounts, _) => ("accounts".to_owned(), accounts::FORMAT),
        (Kind::Meters, _) => ("meters".to_owned(), meters::FORMAT),
        (Kind::Readings, _) => ("readings".to_owned(), readings::FORMAT),
        (Kind::PaidServices, _) => ("paid-services".to_owned(), paid_services::FORMAT),
        (Kind::News, _) => ("news".to_owned(), news::FORMAT),
        (Kind::Replies, _) => return file(&client, args, &Route::Each(replies::ROUTE), &replies::FORMAT),
        (Kind::OrderStatuses, _) => {
            return file(&client, args, &Route::Each(order_statuses::ROUTE), &order_statuses::FORMAT);
        }
        (Kind::Statements, Some(period)) => (format!("periods/{period}/statements"), statements::FORMAT),
        (Kind::Odn, Some(period)) => (format!("periods/{period}/odn"), common_needs::FORMAT),
        (Kind::Statements | Kind::Odn, None) => return Err(anyhow!("Укажите период: --period 2026-10.")),
    };
    file(&client, args, &Route::Together(with_dry_run(&path, args.dry_run)), &format)
}

fn organization(client: &Client, args: &Load) -> Result<bool> {
    let answer = client.put(&with_dry_run("organization", args.dry_run), &read_json(&args.file)?)?;
    let status = match answer["status"].as_str() {
        Some("created") => "загружены впервые",
        Some("updated") => "заменены",
        _ => "не изменились",
    };
    println!("Реквизиты организации {status}.");
    Ok(true)
}

fn with_dry_run(path: &str, dry_run: bool) -> String {
    if dry_run { format!("{path}?dry_run=true") } else { path.to_owned() }
}

fn file(client: &Client, args: &Load, route: &Route, format: &Format) -> Result<bool> {
    if args.dry_run && matches!(route, Route::Each(_)) {
        return Err(anyhow!(
            "Эти строки можно только отправить: сервис не проверяет их без записи. Уберите --dry-run."
        ));
    }
    let text = read_text(&args.file)?;
    let mut groups = Groups::open(&text, format.columns, format.key)?;
    let header = groups.header().clone();
    let progress = Progress::new(text.text.len());
    let beside = |kind| ErrorFile::beside(&args.file, kind, text.delimiter);
    let mut batches = Batches::new(client, route, beside("errors")?, beside("warnings")?);
    while let Some(group) = groups.next() {
        batches.add(group.identity(), item(format, &header, &group))?;
        progress.at(groups.position(), &batches);
    }
    let summary = batches.finish()?;
    progress.done();
    Ok(summary.tell(route, args.dry_run))
}

fn item(format: &Format, header: &Header, group: &Group) -> Result<Item, Rejected> {
    let records = group.records(header);
    let key = format.key.shown(&records[0]);
    if !group.faults.is_empty() {
        return Err(Rejected { key, errors: group.faults.clone() });
    }
    let mut places = Places::beginning_at(records[0].row);
    match (format.value)(&records, &mut places) {
        Ok(value) => Ok(Item { key, value, places }),
        Err(error) => Err(Rejected { key, errors: vec![error] }),
    }
}

/// What is repeated in these columns must not contradict the first row: one of the two would be lost.
fn check_repeated(records: &[Record<'_>], columns: &[&str]) -> Result<(), CellError> {
    for column in columns {
        let first = records[0].cell(column);
        if let Some(other) = records.iter().find(|record| record.cell(column).is_some_and(|cell| Some(cell) != first)) {
            return Err(other.wrong(column, "contradiction", "Отличается от первой строки этого лицевого счёта."));
        }
    }
    Ok(())
}

/// Puts fields into an item, if all of them read.
fn object(fields: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    Value::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}
