//! The beginnings of lists of news as they were a moment ago: after a mailing a thousand people open the same page, and
//! the list is read once for all of them.

use std::collections::HashMap;
use std::sync::Arc;

use domain::OrganizationId;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;

use crate::entities::news::{Board, ListedNews, NewsOn};
use crate::{Page, Table, TableError};

/// How old what is shown may be. A browser keeps an answer for a minute anyway.
const FRESH: SignedDuration = SignedDuration::from_secs(5);
/// The most lists that are kept: some megabytes.
const MOST: usize = 100;

/// Company, list, and how much of it.
type Name = (OrganizationId, Board, i32);
/// Whoever asks while somebody reads waits for what that one finds.
type Place = Arc<Mutex<Option<(Timestamp, Page<ListedNews>)>>>;

/// Lists of news in the memory of a process. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Boards(Arc<Mutex<HashMap<Name, Place>>>);

impl Boards {
    /// A part of a list: its beginning from memory, what stands further down from the table.
    pub async fn page(
        &self,
        table: &Table,
        (organization, board): (&OrganizationId, &Board),
        (limit, from): (i32, Option<&str>),
        now: Timestamp,
    ) -> Result<Page<ListedNews>, TableError> {
        let pattern = NewsOn { organization, board, from };
        if from.is_some() {
            return table.query(&pattern, limit, None).await;
        }
        let place = self.place((organization.clone(), board.clone(), limit)).await;
        let mut kept = place.lock().await;
        // A clock that was set back makes nothing fresh for ever.
        let is_fresh = |read: &Timestamp| (SignedDuration::ZERO..FRESH).contains(&now.duration_since(*read));
        if let Some((_, page)) = kept.as_ref().filter(|(read, _)| is_fresh(read)) {
            return Ok(page.clone());
        }
        let page = table.query(&pattern, limit, None).await?;
        *kept = Some((now, page.clone()));
        Ok(page)
    }

    async fn place(&self, name: Name) -> Place {
        let mut places = self.0.lock().await;
        if places.len() >= MOST && !places.contains_key(&name) {
            places.clear();
        }
        places.entry(name).or_default().clone()
    }
}
