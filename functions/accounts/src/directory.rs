//! The directory of companies, kept in the process for a minute: it is asked for by everybody and changes rarely.

use std::sync::{Arc, Mutex, PoisonError};

use domain::name_search::NameSearch;
use http::App;
use jiff::{SignedDuration, Timestamp};
use table::TableError;
use table::entities::organization::{self, DirectoryEntry};

/// How long the entries are taken for fresh, here and by whoever caches the answers.
pub const FRESH: SignedDuration = SignedDuration::from_secs(60);

/// How long a search in vain is believed: strangers who search for nonsense do not make the table be read each time.
const BELIEVED: SignedDuration = SignedDuration::from_secs(5);

/// The entries, shared by the calls that one process serves.
#[derive(Debug, Clone, Default)]
pub struct Directory(Arc<Mutex<Option<Copy>>>);

#[derive(Debug, Clone)]
struct Copy {
    read_at: Timestamp,
    /// In the order of their names.
    entries: Arc<[DirectoryEntry]>,
}

impl Directory {
    /// The companies whose names have these words, by name. A search in vain looks into the table again after some
    /// seconds, so that a company is found soon after it has been added.
    pub async fn search(&self, app: &App, search: &NameSearch) -> Result<Vec<DirectoryEntry>, TableError> {
        if let Some((entries, age)) = self.fresh(app.clock.now()) {
            let found = matching(&entries, search);
            if !found.is_empty() || age < BELIEVED {
                return Ok(found);
            }
        }
        Ok(matching(&self.read(app).await?, search))
    }

    /// The copy and its age.
    fn fresh(&self, now: Timestamp) -> Option<(Arc<[DirectoryEntry]>, SignedDuration)> {
        let copy = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()?;
        let age = now.duration_since(copy.read_at);
        (SignedDuration::ZERO..FRESH).contains(&age).then_some((copy.entries, age))
    }

    async fn read(&self, app: &App) -> Result<Arc<[DirectoryEntry]>, TableError> {
        let mut entries = app.table.query_all(&organization::Directory).await?;
        entries.sort_by_cached_key(|entry| (domain::name_search::sort_key(&entry.name), entry.id.clone()));
        let copy = Copy { read_at: app.clock.now(), entries: entries.into() };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(copy.clone());
        Ok(copy.entries)
    }
}

fn matching(entries: &[DirectoryEntry], search: &NameSearch) -> Vec<DirectoryEntry> {
    entries.iter().filter(|entry| search.finds(&entry.name)).cloned().collect()
}
