//! Received mails, kept as `.eml` files (or in memory), newest last.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use anyhow::Result;
use jiff::Timestamp;

/// A mail as it came.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Time-ordered id.
    pub id: String,
    /// Envelope recipients.
    pub to: Vec<String>,
    /// When it came, by the system's clock.
    pub sent_at: Timestamp,
    /// The message.
    pub raw: Arc<[u8]>,
}

/// The mails of this system. Clones share one inbox.
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
            for entry in fs::read_dir(folder)? {
                mails.extend(read(&entry?.path()));
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
            fs::write(&draft, [format!("X-Envelope-To: {}\r\n", to.join(",")).as_bytes(), raw].concat())?;
            fs::rename(draft, folder.join(format!("{id}.eml")))?;
        }
        mails.push(Stored { id: id.clone(), to, sent_at, raw: raw.into() });
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
        super::parse::mail(&newest).links.into_iter().next()
    }

    /// The mail with this id.
    pub fn find(&self, id: &str) -> Option<Stored> {
        self.mails.read().unwrap_or_else(PoisonError::into_inner).iter().find(|mail| mail.id == id).cloned()
    }
}

fn read(path: &std::path::Path) -> Option<Stored> {
    let id = path.file_name()?.to_str()?.strip_suffix(".eml")?.to_owned();
    let content = fs::read(path).ok()?;
    let end = content.windows(2).position(|pair| pair == b"\r\n")?;
    let to = std::str::from_utf8(&content[..end]).ok()?.strip_prefix("X-Envelope-To: ")?;
    let sent_at = Timestamp::from_millisecond(id.split('-').next()?.parse().ok()?).ok()?;
    Some(Stored { to: to.split(',').map(str::to_owned).collect(), sent_at, raw: content[end + 2..].into(), id })
}
