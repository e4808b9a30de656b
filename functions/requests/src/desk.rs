//! An appeal that is about to change, as one round trip finds it.

use domain::account::AccountNumber;
use domain::appeal::{Appeal, AppealError, AppealId, FileError, MessageText};
use domain::{AccountId, UserId};
use http::{ApiError, ApiResult, App, Code, Resident};
use jiff::Timestamp;
use table::entities::appeal::{AppealItem, AppealMessage, AppealThread, Author};
use table::entities::appeal_event::{AppealDeed, AppealEvent};
use table::entities::erasure::ERASED_STEP;
use table::entities::upload::{MessageFile, UPLOAD_STEP};
use table::feed::Entry;
use table::{Batch, CommitError, Found, Transaction, keys};

use crate::throttle::Daily;

/// How often a change that met another one is decided anew.
pub const ATTEMPTS: usize = 4;

/// The step that fails where somebody else changed the appeal.
const APPEAL_STEP: &str = "appeal";

/// An appeal with its thread's beginning.
#[derive(Debug)]
pub struct Desk {
    /// The appeal.
    pub item: AppealItem,
    /// Whose it is and where to answer.
    pub thread: AppealThread,
}

impl Desk {
    /// Reads an appeal of a person who has the account attached, and what else a page wants. A neighbour's is not there.
    pub async fn visit(
        app: &App,
        resident: &Resident,
        (account, appeal): (&AccountId, &AppealId),
        page: Batch,
    ) -> ApiResult<(Self, Found)> {
        let (head, thread) = (keys::appeal(&resident.user, appeal), keys::appeal_thread(appeal));
        let (_, mut found) = resident.visit(app, account, page.with(head.clone()).with(thread.clone())).await?;
        let (item, thread) = (found.take(&head)?, found.take(&thread)?);
        // The id may name an appeal at another account.
        let both = item.zip(thread).filter(|_| appeal.account() == *account);
        let (item, thread) = both.ok_or_else(|| ApiError::new(Code::NotFound))?;
        Ok((Self { item, thread }, found))
    }

    /// Begins the transaction that puts the appeal where it was decided, and tells the company.
    pub fn change(&self, app: &App, new: &AppealItem, told: &Told) -> ApiResult<Transaction> {
        let entry = told.entry(app, &self.thread.number, new)?;
        let steps = app.table.transaction().unless_erased(&self.item.user);
        Ok(steps.put_if(APPEAL_STEP, new, Some(self.item.unchanged())).put_new("feed", &entry))
    }
}

/// What the company hears.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// What was done.
    pub what: AppealDeed,
    /// The message that came with it.
    pub message: Option<&'a AppealMessage>,
}

impl Told<'_> {
    /// The entry of the feed.
    pub fn entry(&self, app: &App, number: &AccountNumber, item: &AppealItem) -> ApiResult<Entry<AppealEvent>> {
        let at = app.clock.now();
        let event = AppealEvent {
            appeal: item.id.clone(),
            account: number.clone(),
            what: self.what,
            status: item.appeal.state,
            message: self.message.map(|message| message.id.clone()),
            rating: item.appeal.rating,
        };
        let organization = item.id.account().organization();
        Ok(Entry { id: app.random.ordered_id(at)?, organization, at, event })
    }
}

/// Changes of a person in a day, in all their appeals: the company hears of each.
const DAILY: Daily = Daily {
    kind: "appeal_change",
    most: 100,
    words: "закрывать, открывать снова и оценивать обращения не более 100 раз",
};

/// An appeal, and whether it was changed here.
type Settled = (AppealItem, bool);

/// Changes an appeal without words; deciding that nothing changes is no change, and counts for none.
pub async fn settle(
    app: &App,
    resident: &Resident,
    place: (&AccountId, &AppealId),
    what: AppealDeed,
    decide: impl Fn(Appeal) -> Result<Appeal, AppealError>,
) -> ApiResult<AppealItem> {
    let (desk, _) = Desk::visit(app, resident, place, Batch::consistent()).await?;
    if decide(desk.item.appeal).map_err(ApiError::from)? == desk.item.appeal {
        return Ok(desk.item);
    }
    let work = Box::pin(put(app, resident, (place, desk), what, decide));
    let (item, is_changed) = Box::pin(DAILY.during(app, &resident.user, work)).await?;
    if !is_changed {
        DAILY.release(app, &resident.user).await?;
    }
    Ok(item)
}

/// Puts the appeal where it is decided, as it stands by then.
async fn put(
    app: &App,
    resident: &Resident,
    (place, mut desk): ((&AccountId, &AppealId), Desk),
    what: AppealDeed,
    decide: impl Fn(Appeal) -> Result<Appeal, AppealError>,
) -> ApiResult<Settled> {
    for _ in 0..ATTEMPTS {
        let appeal = decide(desk.item.appeal).map_err(ApiError::from)?;
        if appeal == desk.item.appeal {
            return Ok((desk.item, false));
        }
        let new = desk.item.moved(appeal, app.clock.now());
        let steps = desk.change(app, &new, &Told { what, message: None })?;
        match app.table.commit(steps).await {
            Ok(()) => return Ok((new, true)),
            Err(error) => check(error)?,
        }
        desk = Desk::visit(app, resident, place, Batch::consistent()).await?.0;
    }
    Err(ApiError::new(Code::Unavailable).retry_after(1))
}

/// Passes where the change met another one and is to be decided anew.
pub fn check(error: CommitError) -> ApiResult<()> {
    let met_another = error.refused_by(APPEAL_STEP) && !error.refused_by(ERASED_STEP);
    if met_another { Ok(()) } else { Err(refused(error)) }
}

/// What a transaction of a person met.
pub fn refused(error: CommitError) -> ApiError {
    if error.refused_by(ERASED_STEP) {
        return ApiError::new(Code::Unauthorized);
    }
    if error.refused_by(UPLOAD_STEP) {
        return ApiError::field("files", &FileError::Unknown);
    }
    error.into()
}

/// What a person wrote.
pub fn words(
    app: &App,
    appeal: &AppealId,
    (text, files): (MessageText, Vec<MessageFile>),
    at: Timestamp,
) -> ApiResult<AppealMessage> {
    let id = app.random.ordered_id(at)?;
    Ok(AppealMessage { appeal: appeal.clone(), id, author: Author::Resident, text, files, at })
}

/// A new appeal of a person.
pub fn begun(id: AppealId, user: &UserId, topic: domain::appeal::Topic, now: Timestamp) -> AppealItem {
    let (created_at, updated_at) = (now, now);
    AppealItem {
        id,
        user: user.clone(),
        topic,
        appeal: Appeal::new(),
        unread: false,
        created_at,
        updated_at,
        revision: 0,
    }
}
