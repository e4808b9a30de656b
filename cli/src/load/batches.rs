//! Items on their way, as many in a call as it takes.

use std::collections::HashSet;
use std::path::PathBuf;

use anyhow::Result;
use serde_json::Value;

use super::item::{Item, Rejected};
use super::route::Route;
use crate::client::Client;
use crate::files::{CellError, ErrorFile, Identity};

/// A call takes 6 MB; this leaves room for what stands around the items.
const MOST_BYTES: usize = 5 * 1024 * 1024;

/// Collects items and sends them.
pub struct Batches<'a> {
    client: &'a Client,
    route: &'a Route,
    errors: ErrorFile,
    warnings: ErrorFile,
    known: HashSet<Identity>,
    waiting: Vec<Item>,
    bytes: usize,
    summary: Summary,
}

/// What became of the items.
#[derive(Debug, Default)]
pub struct Summary {
    created: u64,
    updated: u64,
    unchanged: u64,
    /// Done by calls that do not tell whether they had been done before.
    taken: u64,
    rejected: u64,
    warned: u64,
    errors: Option<PathBuf>,
    warnings: Option<PathBuf>,
}

impl<'a> Batches<'a> {
    /// Nothing sent yet.
    pub fn new(client: &'a Client, route: &'a Route, errors: ErrorFile, warnings: ErrorFile) -> Self {
        let (known, waiting, summary) = (HashSet::new(), Vec::new(), Summary::default());
        Self { client, route, errors, warnings, known, waiting, bytes: 0, summary }
    }

    /// What became of the items that were sent.
    pub const fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Takes an item, or writes down why there is none. A key counts once in a file, whether or not its item was good:
    /// the service would take the later of two calls for a correction of the earlier.
    pub fn add(&mut self, identity: Option<&Identity>, item: Result<Item, Rejected>) -> Result<()> {
        let is_new = identity.is_none_or(|identity| self.known.insert(identity.clone()));
        match item {
            Ok(item) if is_new => self.wait(item),
            Ok(item) => self.reject(&item.key, &[repeated(&item)]),
            Err(rejected) => self.reject(&rejected.key, &rejected.errors),
        }
    }

    /// Sends the rest.
    pub fn finish(mut self) -> Result<Summary> {
        self.send()?;
        self.summary.errors = self.errors.finish()?.map(|(_, path)| path);
        self.summary.warnings = self.warnings.finish()?.map(|(_, path)| path);
        Ok(self.summary)
    }

    fn wait(&mut self, item: Item) -> Result<()> {
        let bytes = item.value.to_string().len();
        if self.waiting.len() == self.route.most() || self.bytes + bytes > MOST_BYTES {
            self.send()?;
        }
        self.bytes += bytes;
        self.waiting.push(item);
        Ok(())
    }

    fn send(&mut self) -> Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let mut items = std::mem::take(&mut self.waiting);
        self.bytes = 0;
        let answers = self.route.send(self.client, &mut items)?;
        items.iter().zip(&answers).try_for_each(|(item, answer)| self.note(item, answer))
    }

    fn note(&mut self, item: &Item, answer: &Value) -> Result<()> {
        let warnings = answer["warnings"].as_array().map(Vec::as_slice).unwrap_or_default();
        self.summary.warned += u64::from(!warnings.is_empty());
        for warning in warnings {
            self.warnings.write(&item.key, &told_of(item, warning))?;
        }
        match answer["status"].as_str() {
            Some("created") => self.summary.created += 1,
            Some("updated") => self.summary.updated += 1,
            Some("unchanged") => self.summary.unchanged += 1,
            Some("taken") => self.summary.taken += 1,
            _ => return self.reject(&item.key, &[told_of(item, answer)]),
        }
        Ok(())
    }

    fn reject(&mut self, key: &str, errors: &[CellError]) -> Result<()> {
        self.summary.rejected += 1;
        errors.iter().try_for_each(|error| self.errors.write(key, error))
    }
}

fn repeated(item: &Item) -> CellError {
    CellError {
        row: item.places.row,
        column: String::new(),
        code: "duplicate_row".to_owned(),
        message: "Этот ключ уже встречался в файле выше. Строки одного счёта стоят подряд.".to_owned(),
    }
}

/// A refusal or a warning of the service, at the cell that it is about.
fn told_of(item: &Item, answer: &Value) -> CellError {
    let text = |name: &str| answer[name].as_str().unwrap_or_default().to_owned();
    let (row, column) = item.places.find(&text("field"));
    CellError { row, column, code: text("code"), message: text("message") }
}

impl Summary {
    /// One line for the progress bar.
    pub fn short(&self) -> String {
        let accepted = self.created + self.updated + self.unchanged + self.taken;
        format!("принято {accepted}, отклонено {}", self.rejected)
    }

    /// Tells the whole; `false` where something was rejected.
    pub fn tell(&self, route: &Route, dry_run: bool) -> bool {
        let Self { created, updated, unchanged, taken, rejected, .. } = self;
        let what =
            if dry_run { "Проверено, ничего не записано" } else { "Загружено" };
        match route {
            Route::Together(_) => println!(
                "{what}: новых {created}, изменённых {updated}, без изменений {unchanged}, отклонённых {rejected}."
            ),
            Route::Each(_) => println!("Принято: {taken}, отклонено: {rejected}. Принятое раньше не задвоилось."),
        }
        if let Some(path) = &self.warnings {
            println!("С замечаниями: {}. Они приняты; замечания: {}", self.warned, path.display());
        }
        if let Some(path) = &self.errors {
            eprintln!("Отклонённые строки и причины: {}", path.display());
        }
        *rejected == 0
    }
}
