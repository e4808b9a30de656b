//! Secrets in a file, which is written whole or not at all.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use crate::answer::Refusal;

/// A secret.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secret {
    /// What nobody else may know.
    pub text: String,
    /// Of the call that has made it.
    pub token: Option<String>,
}

type Secrets = BTreeMap<String, Secret>;

/// Secrets by their names.
pub struct Store {
    file: Option<PathBuf>,
    secrets: Mutex<Secrets>,
}

impl Store {
    /// Reads the file; one that is not there holds nothing.
    pub fn open(file: Option<PathBuf>) -> std::io::Result<Self> {
        let text = match file.as_ref().map(fs::read) {
            Some(Err(error)) if error.kind() != ErrorKind::NotFound => return Err(error),
            Some(Ok(text)) => text,
            _ => b"{}".to_vec(),
        };
        Ok(Self { file, secrets: Mutex::new(serde_json::from_slice(&text)?) })
    }

    /// The secret of this name.
    pub fn get(&self, name: &str) -> Option<Secret> {
        self.secrets().get(name).cloned()
    }

    /// Names that begin like this.
    pub fn names(&self, prefix: &str) -> Vec<String> {
        self.secrets().keys().filter(|name| name.starts_with(prefix)).cloned().collect()
    }

    /// Adds a secret. The same call once more changes nothing.
    pub fn add(&self, name: &str, secret: Secret) -> Result<(), Refusal> {
        let mut secrets = self.secrets();
        match secrets.get(name) {
            Some(there) if *there == secret => return Ok(()),
            Some(_) => return Err(Refusal::Exists),
            None => {}
        }
        let mut changed = secrets.clone();
        changed.insert(name.to_owned(), secret);
        self.write(&changed)?;
        *secrets = changed;
        Ok(())
    }

    /// Deletes a secret, there or not: AWS answers a deletion for good in the same way.
    pub fn delete(&self, name: &str) -> Result<(), Refusal> {
        let mut secrets = self.secrets();
        let mut changed = secrets.clone();
        changed.remove(name);
        self.write(&changed)?;
        *secrets = changed;
        Ok(())
    }

    fn secrets(&self) -> MutexGuard<'_, Secrets> {
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, secrets: &Secrets) -> std::io::Result<()> {
        let Some(file) = &self.file else { return Ok(()) };
        let draft = file.with_extension("new");
        let mut written = File::create(&draft)?;
        written.write_all(&serde_json::to_vec_pretty(secrets)?)?;
        written.sync_all()?;
        fs::rename(draft, file)
    }
}
