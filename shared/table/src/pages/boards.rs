//! The beginnings of lists of news as they were a moment ago: after a mailing a thousand people open the same page, and
//! the list is read once for all of them.

use domain::OrganizationId;
use jiff::{SignedDuration, Timestamp};

use super::recent::Recent;
use crate::entities::news::{Board, ListedNews, NewsOn};
use crate::{Page, Table, TableError};

/// How old what is shown may be. A browser keeps an answer for a minute anyway.
const FRESH: SignedDuration = SignedDuration::from_secs(5);
/// The most lists that are kept: some megabytes.
const MOST: usize = 100;

/// Company, list, and how much of it.
type Name = (OrganizationId, Board, i32);

/// Lists of news in the memory of a process. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Boards(Recent<Name, Page<ListedNews>>);

impl Default for Boards {
    fn default() -> Self {
        Self(Recent::new(FRESH, MOST))
    }
}

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
        let reading = Box::pin(table.query(&pattern, limit, None));
        if from.is_some() {
            return reading.await;
        }
        self.0.read((organization.clone(), board.clone(), limit), now, reading).await
    }
}
