//! News on their way into the table.

mod markup;
mod pictures;
mod shown;

use std::collections::{HashMap, HashSet};

use domain::house::HouseCode;
use domain::news::{News, NewsBody, NewsId};
use domain::text::TextError;
use http::{ApiError, ApiResult, App, Code, ExchangeCaller};
use table::entities::news::NewsItem;
use table::{Batch, CommitError, Entity as _, Key, Transaction, Update, keys};

use crate::bulk::{Status, Verdict, fault};
use crate::month::ATTEMPTS;
use crate::row_error::RowError;

/// A load of news.
pub struct NewsLoad<'a> {
    app: &'a App,
    caller: &'a ExchangeCaller,
    dry_run: bool,
    /// The houses that are named and are there.
    houses: HashSet<HouseCode>,
    /// The items that are there already.
    stored: HashMap<NewsId, NewsItem>,
}

impl<'a> NewsLoad<'a> {
    /// Reads what the rows need.
    pub async fn read(app: &'a App, caller: &'a ExchangeCaller, dry_run: bool, rows: &[News]) -> ApiResult<Self> {
        let organization = caller.organization();
        let ids = rows.iter().map(|row| NewsId::of(organization, &row.code));
        let houses: HashSet<&HouseCode> = rows.iter().flat_map(|row| &row.houses).collect();
        let items = ids.clone().map(|id| keys::news(organization, &id));
        let batch = Batch::consistent().with_all(items);
        let table = &app.table;
        let mut found = table.batch(batch).await?;
        let places = houses.iter().map(|house| keys::house(organization, house));
        let known = table.batch(Batch::consistent().with_all(places).only(&["type"])).await?;
        let mut stored = HashMap::new();
        for id in ids {
            let item = found.take::<NewsItem>(&keys::news(organization, &id))?;
            stored.extend(item.map(|item| (id, item)));
        }
        let is_known = |house: &&HouseCode| known.contains(&keys::house(organization, house));
        let houses = houses.into_iter().filter(is_known).cloned().collect();
        Ok(Self { app, caller, dry_run, houses, stored })
    }

    /// Writes one item with all its copies.
    pub async fn load(&self, row: &News) -> ApiResult<Verdict> {
        if let Some(index) = row.houses.iter().position(|house| !self.houses.contains(house)) {
            return Ok(Verdict::rejected(fault(format!("houses[{index}]"), &RowError::HouseUnknown)));
        }
        let mut stored = self.stored.get(&NewsId::of(self.caller.organization(), &row.code)).cloned();
        if compare(stored.as_ref(), row) == Status::Unchanged {
            return Ok(Verdict::accepted(Status::Unchanged));
        }
        let html = match self.html(row).await? {
            Ok(html) => html,
            Err(verdict) => return Ok(verdict),
        };
        for _ in 0..ATTEMPTS {
            let status = compare(stored.as_ref(), row);
            if self.dry_run || status == Status::Unchanged {
                return Ok(Verdict::accepted(status));
            }
            let item = self.item(row, &html, stored.as_ref());
            if self.write(&item, stored.as_ref()).await? {
                return Ok(Verdict::accepted(status));
            }
            stored = self.app.table.get(item.key(), true).await?;
        }
        Err(ApiError::new(Code::Unavailable).retry_after(1))
    }

    /// The body as it is shown; its pictures are kept by then.
    async fn html(&self, row: &News) -> ApiResult<Result<String, Verdict>> {
        let ids = match markup::pictures(&row.body) {
            Ok(ids) => ids,
            Err(error) => return Ok(Err(Verdict::rejected(fault("body", &error)))),
        };
        if ids.len() > pictures::MOST {
            return Ok(Err(Verdict::rejected(fault("body", &RowError::TooManyPictures))));
        }
        let kept = pictures::keep(self.app, self.caller.organization(), ids, self.dry_run).await?;
        Ok(match kept.map(|pictures| markup::html(&row.body, &pictures)) {
            Err(error) => Err(Verdict::rejected(fault("body", &error))),
            Ok(None) => Err(Verdict::rejected(fault("body", &TextError::TooLong(NewsBody::LONGEST)))),
            Ok(Some(html)) => Ok(html),
        })
    }

    fn item(&self, row: &News, html: &str, stored: Option<&NewsItem>) -> NewsItem {
        NewsItem {
            organization: self.caller.organization().clone(),
            news: row.clone(),
            html: html.to_owned(),
            revision: stored.map_or(1, |stored| stored.revision.wrapping_add(1)),
        }
    }

    /// Item and copies change together; `false` when somebody else wrote the item meanwhile.
    async fn write(&self, item: &NewsItem, stored: Option<&NewsItem>) -> ApiResult<bool> {
        let unchanged = match stored {
            Some(stored) => Update::at(item.key()).equals("revision", stored.revision),
            None => Update::at(item.key()).absent("pk"),
        };
        let steps = self.app.table.transaction().put_if("item", item, Some(unchanged));
        match self.app.table.commit(posting(steps, item, stored)).await {
            Ok(()) => Ok(true),
            Err(CommitError::Refused(_)) => Ok(false),
            Err(CommitError::Table(error)) => Err(error.into()),
        }
    }
}

/// Puts the copies where they belong now, and takes those away that stand elsewhere.
fn posting(steps: Transaction, item: &NewsItem, stored: Option<&NewsItem>) -> Transaction {
    let (listed, copies) = (item.listed(), item.copies());
    let kept: HashSet<Key> =
        listed.iter().map(table::Entity::key).chain(copies.iter().map(table::Entity::key)).collect();
    let left = stored.map(places).unwrap_or_default().into_iter().filter(|key| !kept.contains(key));
    let steps = listed.iter().fold(steps, |steps, listed| steps.put("listed", listed));
    let steps = copies.iter().fold(steps, |steps, copy| steps.put("copy", copy));
    left.fold(steps, |steps, key| steps.delete("left", key))
}

fn places(item: &NewsItem) -> Vec<Key> {
    let (listed, copies) = (item.listed(), item.copies());
    listed.iter().map(table::Entity::key).chain(copies.iter().map(table::Entity::key)).collect()
}

fn compare(stored: Option<&NewsItem>, row: &News) -> Status {
    match stored {
        None => Status::Created,
        Some(stored) if stored.news == *row => Status::Unchanged,
        Some(_) => Status::Updated,
    }
}
