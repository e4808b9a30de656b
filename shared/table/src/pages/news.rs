//! A page of news: what a company published for all and what it published for a house, as one list.

use domain::OrganizationId;
use domain::house::HouseCode;
use jiff::Timestamp;

use super::boards::Boards;
use crate::entities::news::{Board, ListedNews, Posted};
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

/// What of them.
#[derive(Debug, Clone, Copy)]
pub struct NewsPart<'a> {
    /// Items at most.
    pub limit: i32,
    /// Where the page before ended.
    pub cursor: Option<&'a str>,
    /// The page is to be sent with its texts, so these bound it too.
    pub with_texts: bool,
}

/// Bytes of texts on a page. As JSON, with the addresses of its pictures, it stays below 2 MB.
const MOST_TEXT: usize = 800_000;

/// How often a page is filled up that has items of the future, of the past or of other houses in it, and by how many looked at each time.
const ROUNDS: usize = 8;
const FILLING: i32 = 50;

impl Table {
    /// Reads a page of what is shown at this moment, pinned items first, then the newest. Of two lists at once, each as
    /// it was a moment ago; items that are not shown yet or any more, or to other houses alone, leave their places to others.
    pub async fn news(
        &self,
        boards: &Boards,
        reader: NewsReader<'_>,
        NewsPart { limit, cursor, with_texts }: NewsPart<'_>,
        now: Timestamp,
    ) -> Result<Page<Posted>, TableError> {
        let wanted = usize::try_from(limit).unwrap_or(1);
        let mut page = Page { items: Vec::new(), next: cursor.map(str::to_owned) };
        for round in 0..ROUNDS {
            let is_full = page.items.len() >= wanted.min(fitting(&page.items, with_texts).saturating_add(1));
            if round > 0 && (page.next.is_none() || is_full) {
                break;
            }
            let from = page.next.as_deref().and_then(unseal);
            let from = from.as_deref().filter(|place| place.starts_with(keys::LISTED_NEWS));
            let size = if round == 0 { limit } else { limit.max(FILLING) };
            let pages = Box::pin(self.both(boards, reader, (size, from), now)).await?;
            let Page { items, next } = merge(pages, from, usize::try_from(size).unwrap_or(wanted));
            page.items.extend(items.into_iter().filter(|posted| posted.is_shown(now) && posted.is_for(reader.house)));
            page.next = next;
        }
        let most = wanted.min(fitting(&page.items, with_texts));
        if page.items.len() > most {
            page.items.truncate(most);
            page.next = page.items.last().map(|last| seal(&last.place()));
        }
        Ok(page)
    }

    async fn both(
        &self,
        boards: &Boards,
        NewsReader { organization, house, shard }: NewsReader<'_>,
        (limit, from): (i32, Option<&str>),
        now: Timestamp,
    ) -> Result<[Page<ListedNews>; 2], TableError> {
        // One more for the place itself, which was on the page before.
        let part = (limit.saturating_add(1), from);
        let [all, house] = [Board::Everybody(shard), Board::House(house.clone())]
            .map(|board| async move { boards.page(self, (organization, &board), part, now).await });
        futures::try_join!(all, house).map(|(all, house)| [all, house])
    }

    /// Whether a cursor that came back is one of lists of news.
    pub fn is_news_cursor(cursor: &str) -> bool {
        unseal(cursor).is_some_and(|place| place.starts_with(keys::LISTED_NEWS))
    }
}

/// How many of the first items go into one answer with their texts; without them, all.
fn fitting(items: &[Posted], with_texts: bool) -> usize {
    if !with_texts {
        return items.len();
    }
    let sums = items.iter().scan(0, |sum, posted| {
        *sum += posted.html.len();
        Some(*sum)
    });
    sums.take_while(|sum| *sum <= MOST_TEXT).count()
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
            published_at: Timestamp::from_second(1_790_000_000 + minute * 60).unwrap(),
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
