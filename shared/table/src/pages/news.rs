//! A page of news: what a company published for all and what it published for a house, as one list.

use domain::OrganizationId;
use domain::house::HouseCode;

use crate::entities::news::{Board, ListedNews, NewsOn, Posted};
use crate::query::{seal, unseal};
use crate::{Page, Table, TableError, keys};

/// Whose news.
#[derive(Debug, Clone, Copy)]
pub struct NewsReader<'a> {
    /// The company.
    pub organization: &'a OrganizationId,
    /// The house.
    pub house: &'a HouseCode,
    /// Which copy of the company's list.
    pub shard: u8,
}

impl Table {
    /// Reads a page, pinned items first, then the newest: two queries at once, of two partitions.
    pub async fn news(
        &self,
        reader: NewsReader<'_>,
        limit: i32,
        cursor: Option<&str>,
    ) -> Result<Page<Posted>, TableError> {
        let from = cursor.and_then(unseal);
        let from = from.as_deref().filter(|place| place.starts_with(keys::LISTED_NEWS));
        let boards = [Board::Everybody(reader.shard), Board::House(reader.house.clone())];
        let [all, house] = boards.each_ref().map(|board| async move {
            // One more for the place itself, which was on the page before.
            self.query(&NewsOn { organization: reader.organization, board, from }, limit.saturating_add(1), None).await
        });
        let pages = futures::try_join!(all, house)?;
        Ok(merge([pages.0, pages.1], from, usize::try_from(limit).unwrap_or(1)))
    }

    /// Whether a cursor that came back is one of lists of news.
    pub fn is_news_cursor(cursor: &str) -> bool {
        unseal(cursor).is_some_and(|place| place.starts_with(keys::LISTED_NEWS))
    }
}

/// Lists that were cut off are known down to where they were: what stands further down in the other waits for the next
/// page.
fn merge(pages: [Page<ListedNews>; 2], from: Option<&str>, limit: usize) -> Page<Posted> {
    let known = |page: &Page<ListedNews>| page.next.as_ref().and(page.items.last()).map(|last| last.posted.place());
    let floor = pages.iter().filter_map(known).max();
    let mut items: Vec<(String, Posted)> =
        pages.into_iter().flat_map(|page| page.items).map(|listed| (listed.posted.place(), listed.posted)).collect();
    items.retain(|(place, _)| Some(place.as_str()) != from);
    items.sort_unstable_by(|(one, _), (other, _)| other.cmp(one));
    let mut more = floor.is_some();
    if let Some(floor) = floor {
        items.retain(|(place, _)| *place >= floor);
    }
    more |= items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|(place, _)| seal(place));
    Page { items: items.into_iter().map(|(_, posted)| posted).collect(), next }
}

#[cfg(test)]
mod tests {
    use domain::news::{NewsCode, NewsId};

    use super::*;

    fn listed(minute: i64, house: bool) -> ListedNews {
        let organization = OrganizationId::from_random([1; 8]);
        let code = NewsCode::parse(&format!("n{minute}")).unwrap();
        let posted = Posted {
            id: NewsId::of(&organization, &code),
            title: domain::line_text::LineText::parse("Новость").unwrap(),
            html: String::new(),
            pinned: false,
            published_at: jiff::Timestamp::from_second(1_790_000_000 + minute * 60).unwrap(),
            until: None,
            houses: Vec::new(),
        };
        let board = if house { Board::House(HouseCode::parse("a").unwrap()) } else { Board::Everybody(0) };
        ListedNews { organization, board, posted }
    }

    fn page(minutes: &[i64], house: bool, cut: bool) -> Page<ListedNews> {
        let items = minutes.iter().map(|minute| listed(*minute, house)).collect();
        Page { items, next: cut.then(|| "more".to_owned()) }
    }

    fn minutes(page: &Page<Posted>) -> Vec<i64> {
        page.items.iter().map(|posted| (posted.published_at.as_second() - 1_790_000_000) / 60).collect()
    }

    #[test]
    fn two_lists_become_one_newest_first() {
        let merged = merge([page(&[9, 5, 1], false, false), page(&[7, 3], true, false)], None, 50);
        assert_eq!((minutes(&merged), merged.next), (vec![9, 7, 5, 3, 1], None));
    }

    #[test]
    fn what_stands_below_a_cut_waits() {
        let merged = merge([page(&[9, 8], false, true), page(&[7, 3], true, false)], None, 50);
        assert_eq!(minutes(&merged), [9, 8]);
        assert_eq!(merged.next, Some(seal(&listed(8, false).posted.place())));
    }

    #[test]
    fn the_next_page_begins_behind_the_last_item() {
        let first = merge([page(&[9, 5], false, false), page(&[7, 3], true, false)], None, 2);
        assert_eq!(minutes(&first), [9, 7]);
        let place = unseal(&first.next.unwrap()).unwrap();
        let second = merge([page(&[5], false, false), page(&[7, 3], true, false)], Some(&place), 2);
        assert_eq!((minutes(&second), second.next), (vec![5, 3], None));
    }

    #[test]
    fn a_page_of_nothing_but_its_own_place_ends_the_list() {
        let place = listed(7, true).posted.place();
        let end = merge([page(&[], false, false), page(&[7], true, false)], Some(&place), 2);
        assert!(end.items.is_empty() && end.next.is_none());
    }
}
