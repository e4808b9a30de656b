//! What the system remembers about itself beside the store: keys, credentials to print, the clock's offset.

use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};

use crate::offset;

/// The remembered facts. All secrets are of this machine's system only.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct State {
    /// Private key of access tokens, JWK.
    pub signing_key: String,
    /// What the keys to the files and to the secrets of this system follow from.
    #[serde(default, alias = "sealing_key")]
    pub access_secret: String,
    /// What the links that end a subscription are signed with: they outlive every signing key.
    #[serde(default)]
    pub unsubscribe_secret: String,
    /// Public keys of the one before it, JWKS.
    #[serde(default)]
    pub former_keys: Option<String>,
    /// How far the clock is from the machine's, in seconds.
    pub clock_offset: i64,
    /// Exchange keys by company.
    pub exchange: Vec<ExchangeCredentials>,
    /// Shops of the payment provider's stand-in, by company.
    #[serde(default)]
    pub moneta: Vec<Shop>,
    /// The demo resident.
    pub resident: Option<Resident>,
}

impl State {
    /// Folders of earlier systems signed their links with the signing key of that time.
    fn keep_links(&mut self) {
        if self.unsubscribe_secret.is_empty() {
            self.unsubscribe_secret.clone_from(&self.signing_key);
        }
    }
}

/// What an accounting system needs.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ExchangeCredentials {
    /// Name of the company.
    pub organization: String,
    /// Its key.
    pub key: String,
}

/// A company at the payment provider.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Shop {
    /// Name of the company.
    pub organization: String,
    /// Its number there, `MNT_ID`.
    pub mnt_id: String,
    /// What both sides sign with.
    pub integrity_code: String,
    /// Whether its payments are trials, `MNT_TEST_MODE`.
    pub test_mode: bool,
}

/// What a resident needs.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Resident {
    /// Login.
    pub login: String,
    /// Password.
    pub password: String,
    /// Mail address.
    pub email: String,
}

/// Where the data lie: a folder that only one system uses at a time, or nowhere.
#[derive(Debug, Clone)]
pub struct DataDir {
    folder: Option<PathBuf>,
    state: Arc<Mutex<State>>,
    /// Held as long as the system runs.
    _lock: Option<Arc<File>>,
}

const STATE: &str = "system.json";
const STORE: &str = "store.db";
const MONETA: &str = "moneta.json";
const FILES: &str = "files";
const SECRETS: &str = "secrets.json";
/// Stands while the first start fills the store: what it left half done is thrown away by the next.
const UNFINISHED: &str = "unfinished";

impl DataDir {
    /// Data that are forgotten at the end.
    pub fn memory() -> Self {
        Self { folder: None, state: Arc::default(), _lock: None }
    }

    /// Opens or makes the folder.
    pub fn open(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder.join("mail")).with_context(|| unwritable(folder))?;
        let lock = lock(folder)?;
        if folder.join(UNFINISHED).exists() {
            forget(folder).with_context(|| unwritable(folder))?;
        }
        let mut state = read_state(folder)?.unwrap_or_default();
        state.keep_links();
        state.clock_offset = offset::within(state.clock_offset);
        Ok(Self { folder: Some(folder.to_owned()), state: Arc::new(Mutex::new(state)), _lock: Some(Arc::new(lock)) })
    }

    /// The file of the store, `None` for memory.
    pub fn store(&self) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(STORE))
    }

    /// The folder of received mail, `None` for memory.
    pub fn mail(&self) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join("mail"))
    }

    /// The folder of people's files, `None` for memory.
    pub fn files(&self) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(FILES))
    }

    /// The file of secrets, `None` for memory.
    pub fn secrets(&self) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(SECRETS))
    }

    /// The file of the payment provider's stand-in, `None` for memory.
    pub fn moneta(&self) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(MONETA))
    }

    /// The first start has not finished here yet.
    pub fn is_new(&self) -> bool {
        self.state().signing_key.is_empty()
    }

    /// Marks the beginning of the first start.
    pub fn begin(&self) -> Result<()> {
        match &self.folder {
            Some(folder) => fs::write(folder.join(UNFINISHED), "").with_context(|| unwritable(folder)),
            None => Ok(()),
        }
    }

    /// Marks the end of the first start.
    pub fn finish(&self) -> Result<()> {
        match &self.folder {
            Some(folder) => fs::remove_file(folder.join(UNFINISHED)).with_context(|| unwritable(folder)),
            None => Ok(()),
        }
    }

    /// The remembered facts.
    pub fn state(&self) -> State {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Changes the facts and writes them down, whole or not at all. Answers what the change does.
    pub fn change<R>(&self, change: impl FnOnce(&mut State) -> R) -> Result<R> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = change(&mut state);
        if let Some(folder) = &self.folder {
            write_down(folder, &state).with_context(|| unwritable(folder))?;
        }
        Ok(answer)
    }
}

fn write_down(folder: &Path, state: &State) -> Result<()> {
    let draft = folder.join("system.json.new");
    let mut file = File::create(&draft)?;
    file.write_all(serde_json::to_string_pretty(state)?.as_bytes())?;
    file.sync_all()?;
    Ok(fs::rename(draft, folder.join(STATE))?)
}

/// What the folder remembers; nothing where the first start is yet to come. The store and what is remembered of it are of
/// no use without each other: to make the missing one anew would hide that it is lost.
fn read_state(folder: &Path) -> Result<Option<State>> {
    let file = folder.join(STATE);
    let text = match fs::read_to_string(&file) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error).with_context(|| unreadable(&file)),
    };
    let state = text.map(|text| serde_json::from_str(&text).with_context(|| malformed(&file))).transpose()?;
    match (&state, folder.join(STORE).try_exists().with_context(|| unreadable(folder))?) {
        (Some(_), false) => bail!(lonely(folder, STATE, STORE)),
        (None, true) => bail!(lonely(folder, STORE, STATE)),
        _ => Ok(state),
    }
}

fn unwritable(folder: &Path) -> String {
    format!("The data folder {} cannot be written to: choose another one with --data-dir.", folder.display())
}

/// What to do about a place in the data folder that cannot be opened.
pub fn unreadable(place: &Path) -> String {
    format!(
        "{} cannot be read: give this user the right to, or choose another folder with --data-dir.",
        place.display()
    )
}

/// What to do about a file of the data folder that holds something else than it should.
pub fn malformed(file: &Path) -> String {
    format!("{} does not read: delete the folder to begin anew or choose another one with --data-dir.", file.display())
}

fn lonely(folder: &Path, there: &str, missing: &str) -> String {
    let shown = folder.display();
    format!(
        "The data folder {shown} has {there} and no {missing}: put that file back, delete the folder to begin anew or choose \
         another one with --data-dir."
    )
}

fn lock(folder: &Path) -> Result<File> {
    let shown = folder.display();
    let file = File::create(folder.join("lock")).with_context(|| unwritable(folder))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            bail!("Another system already uses the data folder {shown}: stop it or choose another one with --data-dir.")
        }
        Err(TryLockError::Error(error)) => Err(error).with_context(|| {
            format!("The data folder {shown} cannot be locked: choose one on a local disk with --data-dir.")
        }),
    }
}

fn forget(folder: &Path) -> Result<()> {
    let entries = fs::read_dir(folder)?.chain(fs::read_dir(folder.join("mail"))?);
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let ours = name.to_string_lossy().starts_with("store.db")
            || name == STATE
            || name == MONETA
            || name == SECRETS
            || entry.path().extension().is_some_and(|kind| kind == "eml");
        if name == FILES {
            fs::remove_dir_all(entry.path())?;
        } else if ours {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
