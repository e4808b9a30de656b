//! Who reads: the proof that the account is theirs, its house, and what they have read.

use domain::house::HouseCode;
use domain::news::NewsId;
use domain::{AccountId, OrganizationId};
use http::{ApiError, ApiResult, App, Code, Resident};
use table::entities::account::AccountItem;
use table::entities::news::{NewsRead, PostedNews};
use table::pages::NewsReader;
use table::{Batch, Found, keys};

/// A person at an account.
pub struct Reader {
    account: AccountId,
    organization: OrganizationId,
    house: HouseCode,
    /// What they have read.
    pub read: Option<NewsRead>,
}

impl Reader {
    /// Proves the right to the account and reads what matters of it.
    pub async fn at(app: &App, resident: &Resident, account: &AccountId) -> ApiResult<Self> {
        Self::with(app, resident, account, Batch::new()).await.map(|(reader, _)| reader)
    }

    /// The same with an item of the news, if there is such a one for this reader now.
    pub async fn of(app: &App, resident: &Resident, account: &AccountId, id: &NewsId) -> ApiResult<(Self, PostedNews)> {
        let place = keys::posted_news(&account.organization(), keys::account_shard(account), id);
        let (reader, mut found) = Self::with(app, resident, account, Batch::new().with(place.clone())).await?;
        let news: Option<PostedNews> = found.take(&place)?;
        let shown = |news: &PostedNews| news.posted.is_shown(app.clock.now()) && news.posted.is_for(&reader.house);
        let news = news.filter(shown).ok_or_else(|| ApiError::new(Code::NotFound))?;
        Ok((reader, news))
    }

    async fn with(app: &App, resident: &Resident, account: &AccountId, page: Batch) -> ApiResult<(Self, Found)> {
        let (place, read) = (keys::account(account), keys::news_read(&resident.user));
        let page = page.with(place.clone()).with(read.clone());
        let (_, mut found) = resident.visit(app, account, page).await?;
        let item: AccountItem = found.take(&place)?.ok_or_else(|| ApiError::new(Code::NotFound))?;
        let read = found.take(&read)?;
        let reader = Self { account: item.id, organization: item.organization, house: item.house, read };
        Ok((reader, found))
    }

    /// Whose news they see, and in which copy.
    pub fn news(&self) -> NewsReader<'_> {
        let shard = keys::account_shard(&self.account);
        NewsReader { organization: &self.organization, house: &self.house, shard }
    }
}
