//! Received mails: `.eml` files, of which only the envelopes stay in memory, or all of it in memory.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use anyhow::{Context as _, Result};
use jiff::Timestamp;

use crate::state::unreadable;

/// Stands before each stored message, ended by a line feed.
const TO: &str = "X-Envelope-To: ";

/// What is known of a mail without opening it.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Time-ordered id.
    pub id: String,
    /// Envelope recipients.
    pub to: Vec<String>,
    /// When it came, by the system's clock.
    pub sent_at: Timestamp,
    /// The message, where no folder has it.
    raw: Option<Arc<[u8]>>,
}

/// The mails of this system, in the order of their ids. Clones share one inbox.
#[derive(Debug, Clone)]
pub struct Inbox {
    folder: Option<PathBuf>,
    mails: Arc<RwLock<Vec<Stored>>>,
    clock: http::Clock,
}

impl Inbox {
    /// Opens the inbox in a folder, or an empty one in memory.
    pub fn open(folder: Option<PathBuf>, clock: http::Clock) -> Result<Self> {
        let mut mails = Vec::new();
        if let Some(folder) = &folder {
            for entry in fs::read_dir(folder).with_context(|| unreadable(folder))? {
                mails.extend(envelope(&entry.with_context(|| unreadable(folder))?.path()));
            }
        }
        mails.sort_by(|one: &Stored, other| one.id.cmp(&other.id));
        Ok(Self { folder, mails: Arc::new(RwLock::new(mails)), clock })
    }

    /// Takes a mail in; it is on the disk before the sender hears of it. Answers its id.
    pub fn receive(&self, to: Vec<String>, raw: &[u8]) -> Result<String> {
        let sent_at = self.clock.now();
        let mut mails = self.mails.write().unwrap_or_else(PoisonError::into_inner);
        let id = format!("{:015}-{:06}", sent_at.as_millisecond(), mails.len());
        if let Some(folder) = &self.folder {
            let draft = folder.join(format!("{id}.part"));
            fs::write(&draft, [format!("{TO}{}\r\n", to.join(",")).as_bytes(), raw].concat())?;
            fs::rename(draft, path(folder, &id))?;
        }
        let raw = self.folder.is_none().then(|| raw.into());
        mails.push(Stored { id: id.clone(), to, sent_at, raw });
        Ok(id)
    }

    /// Mails to an address (or to anybody), newest first.
    pub fn list(&self, to: Option<&str>) -> Vec<Stored> {
        let mails = self.mails.read().unwrap_or_else(PoisonError::into_inner);
        let wanted =
            |mail: &&Stored| to.is_none_or(|to| mail.to.iter().any(|address| address.eq_ignore_ascii_case(to)));
        mails.iter().rev().filter(wanted).cloned().collect()
    }

    /// The first link of the newest mail to an address.
    pub fn first_link(&self, to: &str) -> Option<String> {
        let newest = self.list(Some(to)).into_iter().next()?;
        super::parse::mail(&newest, &self.raw(&newest)).links.into_iter().next()
    }

    /// The mail with this id.
    pub fn find(&self, id: &str) -> Option<Stored> {
        self.mails.read().unwrap_or_else(PoisonError::into_inner).iter().find(|mail| mail.id == id).cloned()
    }

    /// The message of a mail; empty where somebody has taken its file away.
    pub fn raw(&self, mail: &Stored) -> Vec<u8> {
        match (&mail.raw, &self.folder) {
            (Some(raw), _) => raw.to_vec(),
            (None, Some(folder)) => message(&path(folder, &mail.id)).unwrap_or_default(),
            (None, None) => Vec::new(),
        }
    }
}

fn path(folder: &Path, id: &str) -> PathBuf {
    folder.join(format!("{id}.eml"))
}

/// The first line of a file, and what follows it.
fn opened(path: &Path) -> Option<(String, BufReader<File>)> {
    let mut file = BufReader::new(File::open(path).ok()?);
    let mut first = String::new();
    file.read_line(&mut first).ok()?;
    Some((first.trim_end().strip_prefix(TO)?.to_owned(), file))
}

fn envelope(path: &Path) -> Option<Stored> {
    let id = path.file_name()?.to_str()?.strip_suffix(".eml")?.to_owned();
    let (to, _) = opened(path)?;
    let sent_at = Timestamp::from_millisecond(id.split('-').next()?.parse().ok()?).ok()?;
    Some(Stored { to: to.split(',').map(str::to_owned).collect(), sent_at, raw: None, id })
}

fn message(path: &Path) -> Option<Vec<u8>> {
    let (_, mut rest) = opened(path)?;
    let mut raw = Vec::new();
    rest.read_to_end(&mut raw).ok()?;
    Some(raw)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_outlives_its_system_and_only_its_envelope_is_kept_in_memory() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Inbox::open(Some(folder.path().to_owned()), http::Clock::system()).unwrap();
        let id = open().receive(vec!["anna@example.ru".to_owned()], b"Subject: 1\r\n\r\ntext\r\n").unwrap();
        let again = open();
        let mail = again.find(&id).unwrap();
        assert_eq!(again.raw(&mail), b"Subject: 1\r\n\r\ntext\r\n");
        assert!(mail.raw.is_none());
        assert_eq!(again.list(Some("ANNA@example.ru")).len(), 1);
        assert!(again.list(Some("boris@example.ru")).is_empty());
    }

    #[test]
    fn a_folder_that_cannot_be_read_is_told_with_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let mail = folder.path().join("mail");
        fs::write(&mail, "no folder").unwrap();
        let said = Inbox::open(Some(mail.clone()), http::Clock::system()).unwrap_err().to_string();
        assert_eq!(said, unreadable(&mail));
    }

    #[test]
    fn what_is_no_mail_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("000-1.part"), "half").unwrap();
        fs::write(folder.path().join("note.eml"), "no envelope").unwrap();
        let inbox = Inbox::open(Some(folder.path().to_owned()), http::Clock::system()).unwrap();
        assert!(inbox.list(None).is_empty());
    }
}
