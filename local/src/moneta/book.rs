//! The provider's book: its operations, in a file that outlives the process, or in memory.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context as _, Result};
use jiff::Timestamp;

use super::form::PaymentForm;
use super::operation::{Notification, Operation};
use crate::state::unreadable;

/// All operations. Clones share one book.
#[derive(Debug, Clone)]
pub struct Book {
    file: Option<PathBuf>,
    pages: Arc<Mutex<Pages>>,
}

#[derive(Debug, Default)]
struct Pages {
    operations: Vec<Operation>,
    last_id: i64,
}

impl Book {
    /// Opens the file, or an empty book.
    pub fn open(file: Option<PathBuf>) -> Result<Self> {
        let operations: Vec<Operation> = match file.as_ref().filter(|file| file.exists()) {
            Some(file) => {
                let text = fs::read_to_string(file).with_context(|| unreadable(file))?;
                serde_json::from_str(&text).with_context(|| {
                    format!("{} does not read: delete it, or the folder, to begin anew.", file.display())
                })?
            }
            None => Vec::new(),
        };
        let last_id = operations.iter().filter_map(|operation| operation.id.parse().ok()).max().unwrap_or(0);
        Ok(Self { file, pages: Arc::new(Mutex::new(Pages { operations, last_id })) })
    }

    /// A number for an operation: the time in milliseconds, and always more than the one before.
    pub fn next_id(&self, now: Timestamp) -> String {
        let mut pages = self.pages();
        pages.last_id = now.as_millisecond().max(pages.last_id + 1);
        pages.last_id.to_string()
    }

    /// Writes an operation down before anybody hears of it.
    pub fn add(&self, operation: Operation) -> Result<()> {
        let mut pages = self.pages();
        pages.operations.push(operation);
        self.save(&pages.operations)
    }

    /// Adds a notification to an operation; false where there is none that took money, of which alone a shop is told.
    pub fn notify_again(&self, id: &str, now: Timestamp) -> Result<bool> {
        let mut pages = self.pages();
        let Some(operation) = pages.operations.iter_mut().find(|one| one.id == id && one.outcome.takes_money()) else {
            return Ok(false);
        };
        operation.notifications.push(Notification::due(now));
        self.save(&pages.operations).map(|()| true)
    }

    /// Notes what the shop answered to a notification.
    pub fn attempted(&self, id: &str, number: usize, now: Timestamp, answer: String, confirmed: bool) -> Result<()> {
        let mut pages = self.pages();
        let operation = pages.operations.iter_mut().find(|operation| operation.id == id);
        if let Some(notification) = operation.and_then(|operation| operation.notifications.get_mut(number)) {
            notification.attempted(now, answer, confirmed);
        }
        self.save(&pages.operations)
    }

    /// Every notification that is to be sent now, by operation and number.
    pub fn due(&self, now: Timestamp) -> Vec<(Operation, usize)> {
        let pages = self.pages();
        let mut due = Vec::new();
        for operation in &pages.operations {
            let numbers = operation.notifications.iter().enumerate().filter(|(_, one)| one.is_due(now));
            due.extend(numbers.map(|(number, _)| (operation.clone(), number)));
        }
        due
    }

    /// The operation that has paid what a form asks for.
    pub fn paid(&self, form: &PaymentForm) -> Option<Operation> {
        self.pages().operations.iter().find(|operation| operation.pays(form)).cloned()
    }

    /// The operation of this number.
    pub fn find(&self, id: &str) -> Option<Operation> {
        self.pages().operations.iter().find(|operation| operation.id == id).cloned()
    }

    /// Operations of a payment of a shop (or all), newest first.
    pub fn list(&self, transaction: Option<&str>) -> Vec<Operation> {
        let wanted = |operation: &&Operation| transaction.is_none_or(|wanted| operation.form.transaction == wanted);
        self.pages().operations.iter().rev().filter(wanted).cloned().collect()
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn save(&self, operations: &[Operation]) -> Result<()> {
        let Some(file) = &self.file else { return Ok(()) };
        let draft = file.with_extension("new");
        let mut written = File::create(&draft)?;
        written.write_all(&serde_json::to_vec_pretty(operations)?)?;
        written.sync_all()?;
        Ok(fs::rename(draft, file)?)
    }
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::form;
    use super::super::outcome::Outcome;
    use super::*;

    fn operation(id: String) -> Operation {
        let notifications = Outcome::Success.notifications(Timestamp::UNIX_EPOCH, 0);
        Operation { id, form: form(), outcome: Outcome::Success, made_at: Timestamp::UNIX_EPOCH, notifications }
    }

    #[test]
    fn a_number_is_never_given_twice_even_when_the_clock_goes_back() {
        let book = Book::open(None).unwrap();
        let (later, earlier) = (Timestamp::from_second(100).unwrap(), Timestamp::from_second(1).unwrap());
        assert_eq!(book.next_id(later), "100000");
        assert_eq!(book.next_id(later), "100001");
        assert_eq!(book.next_id(earlier), "100002");
    }

    #[test]
    fn of_money_that_was_not_taken_nobody_is_told() {
        let book = Book::open(None).unwrap();
        book.add(Operation { outcome: Outcome::Refusal, notifications: vec![], ..operation("7".to_owned()) }).unwrap();
        assert!(!book.notify_again("7", Timestamp::UNIX_EPOCH).unwrap());
        assert!(book.due(Timestamp::MAX).is_empty());
    }

    #[test]
    fn what_was_not_told_is_found_again_in_the_file() {
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("moneta.json");
        let book = Book::open(Some(file.clone())).unwrap();
        book.add(operation("7".to_owned())).unwrap();
        let again = Book::open(Some(file.clone())).unwrap();
        assert_eq!(again.due(Timestamp::UNIX_EPOCH), [(operation("7".to_owned()), 0)]);
        again.attempted("7", 0, Timestamp::UNIX_EPOCH, "SUCCESS".to_owned(), true).unwrap();
        let last = Book::open(Some(file)).unwrap();
        assert!(last.due(Timestamp::MAX).is_empty());
        assert_eq!(last.paid(&form()).unwrap().id, "7");
    }

    #[test]
    fn a_damaged_file_is_told_with_what_to_do() {
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("moneta.json");
        fs::write(&file, "{").unwrap();
        let said = Book::open(Some(file)).unwrap_err().to_string();
        assert!(said.contains("moneta.json does not read: delete it"), "{said}");
    }
}
