//! Meters while a load is decided: rows change them here one after another, then all that changed is one transaction.

mod slot;

use std::collections::HashMap;

use domain::AccountId;
use domain::meter::{Source, Value};
use domain::organization::Organization;
use domain::reading::{ReadingLimits, ReadingRefusal};
use http::{ApiResult, App, ExchangeCaller};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use table::entities::account::AccountItem;
use table::entities::meter::MeterItem;
use table::entities::organization::OrganizationItem;
use table::entities::reading::{ReadingItem, ReadingsAsTheyAre, ReadingsOfDay};
use table::taking::Taken;
use table::{Batch, Key, Transaction, keys};

use crate::bulk::Status;
pub use slot::Slot;

/// A reading that the accounting system sends.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The day.
    pub taken_on: Date,
    /// One value a zone.
    pub values: Vec<Value>,
    /// Where it came from.
    pub source: Source,
}

/// What became of a reading, and the consumption that an accepted one makes.
#[derive(Debug)]
pub struct Recorded {
    /// New, in place of another one, or known.
    pub status: Status,
    /// What the rules ask a person about: the accounting system is only told.
    pub doubts: Vec<domain::reading::Question>,
}

/// The meters of a load.
pub struct Ledger<'a> {
    app: &'a App,
    limits: ReadingLimits,
    slots: HashMap<Key, Slot>,
    /// The day that it is in the house of each account that is there.
    days: HashMap<AccountId, Date>,
}

impl<'a> Ledger<'a> {
    /// Reads these meters and accounts, with every write that was acknowledged.
    pub async fn read(
        app: &'a App,
        caller: &ExchangeCaller,
        accounts: Vec<AccountId>,
        meters: Vec<Key>,
    ) -> ApiResult<Self> {
        let company = keys::organization(caller.organization());
        let others = accounts.iter().map(keys::account).chain(meters.iter().cloned());
        let mut found = app.table.batch(others.fold(Batch::consistent().with(company.clone()), Batch::with)).await?;
        let details = found.take::<OrganizationItem>(&company)?.and_then(|company| company.details);
        let mut days = HashMap::with_capacity(accounts.len());
        for id in accounts {
            if let Some(account) = found.take::<AccountItem>(&keys::account(&id))? {
                days.insert(id, today(app, details.as_ref(), &account));
            }
        }
        let mut slots = HashMap::with_capacity(meters.len());
        for key in meters {
            if let Some(meter) = found.take::<MeterItem>(&key)? {
                slots.insert(key, Slot::stored(meter));
            }
        }
        let limits = details.and_then(|details| details.reading_limits).unwrap_or_default();
        Ok(Self { app, limits, slots, days })
    }

    /// The moment of the load.
    pub fn now(&self) -> Timestamp {
        self.app.clock.now()
    }

    /// The day in the zone of the house, if the account is there.
    pub fn today(&self, account: &AccountId) -> Option<Date> {
        self.days.get(account).copied()
    }

    /// A meter as it is by now.
    pub fn meter(&self, key: &Key) -> Option<&MeterItem> {
        self.slots.get(key).map(|slot| &slot.now)
    }

    /// A meter, of this load or not, is there, or another one stands in its place.
    pub async fn is_in_place(&self, key: Key) -> ApiResult<bool> {
        let meter = match self.slots.get(&key) {
            Some(slot) => Some(slot.now.clone()),
            None => self.app.table.get::<MeterItem>(key, true).await?,
        };
        let is_free = |meter: MeterItem| meter.archived.is_some_and(|archived| archived.replaced_by.is_none());
        Ok(meter.is_some_and(|meter| !is_free(meter)))
    }

    /// Puts a new meter, or one that was described anew.
    pub fn describe(&mut self, key: Key, meter: MeterItem) {
        self.slots.entry(key).and_modify(|slot| slot.describe(&meter)).or_insert_with(|| Slot::new(meter));
    }

    /// Records a reading of a meter that is there.
    pub async fn record(&mut self, key: &Key, sent: Sent) -> ApiResult<Result<Recorded, ReadingRefusal>> {
        let Some(slot) = self.slots.get_mut(key) else { return Ok(Err(ReadingRefusal::UnknownMeter)) };
        if self.days.get(&slot.now.account).is_none_or(|today| sent.taken_on > *today) {
            return Ok(Err(ReadingRefusal::FutureDate));
        }
        let last = slot.now.last.taken_on.filter(|_| slot.now.last.id.is_some());
        let first_day = last.or(slot.now.installed_on);
        if let Some(last) = first_day.filter(|last| sent.taken_on < *last) {
            let known = is_known(self.app, &slot.now, &sent).await?;
            let recorded = Recorded { status: Status::Unchanged, doubts: Vec::new() };
            return Ok(if known { Ok(recorded) } else { Err(ReadingRefusal::OlderThanLast { last }) });
        }
        let is_correction = last == Some(sent.taken_on);
        // The values may stand below those that a resident sent later that day.
        if is_correction && (slot.now.last.values == sent.values || is_known(self.app, &slot.now, &sent).await?) {
            return Ok(Ok(Recorded { status: Status::Unchanged, doubts: Vec::new() }));
        }
        if is_correction && slot.now.last.source == Source::Resident {
            return self.put_in(key, sent, last).await;
        }
        let judged = match slot.now.basis(sent.taken_on, is_correction, &self.limits).judge(&sent.values) {
            Ok(judged) => judged,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let doubts = judged.questions.clone();
        let entered_at = slot.now.moment(self.app.clock.now());
        let id = self.app.random.ordered_id(entered_at)?;
        let Sent { taken_on, values, source } = sent;
        slot.take(Taken { id, taken_on, values, judged, source, entered_by: None, entered_at, is_correction });
        let status = if is_correction { Status::Updated } else { Status::Created };
        Ok(Ok(Recorded { status, doubts }))
    }

    /// Records what a meter showed when it was taken away: residents' readings of later days were not of this meter.
    pub async fn record_last(&mut self, key: &Key, sent: Sent) -> ApiResult<Result<Recorded, ReadingRefusal>> {
        match self.record(key, sent.clone()).await? {
            Err(ReadingRefusal::OlderThanLast { last }) => self.put_in(key, sent, Some(last)).await,
            // Told before as any reading is, and followed by a resident's: it is the last one all the same.
            Ok(_) if !self.is_last(key, &sent) => {
                let last = self.slots.get(key).and_then(|slot| slot.now.last.taken_on);
                self.put_in(key, sent, last).await
            }
            recorded => Ok(recorded),
        }
    }

    fn is_last(&self, key: &Key, sent: &Sent) -> bool {
        let last = self.slots.get(key).map(|slot| &slot.now.last);
        last.is_some_and(|last| last.taken_on == Some(sent.taken_on) && last.values == sent.values)
    }

    /// Records a reading in the place of what stands from its day on: the company's of that day, and residents'.
    async fn put_in(
        &mut self,
        key: &Key,
        sent: Sent,
        last: Option<Date>,
    ) -> ApiResult<Result<Recorded, ReadingRefusal>> {
        let Some(slot) = self.slots.get_mut(key) else { return Ok(Err(ReadingRefusal::UnknownMeter)) };
        let history = ReadingsAsTheyAre { account: &slot.now.account, meter: &slot.now.id };
        let standing = slot.standing(self.app.table.query_all(&history).await?);
        let (kept, struck) = standing.split_at(standing.partition_point(|reading| reading.taken_on < sent.taken_on));
        let stays = |reading: &&ReadingItem| reading.taken_on > sent.taken_on && reading.source != Source::Resident;
        let before_installation = slot.now.installed_on.is_some_and(|installed| sent.taken_on < installed);
        if let Some(last) = last.filter(|_| before_installation || struck.iter().any(|reading| stays(&reading))) {
            return Ok(Err(ReadingRefusal::OlderThanLast { last }));
        }
        let earlier = slot.now.with_these_alone(kept);
        let judged = match earlier.basis(sent.taken_on, false, &self.limits).judge(&sent.values) {
            Ok(judged) => judged,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let doubts = judged.questions.clone();
        let entered_at = slot.now.moment(self.app.clock.now());
        let id = self.app.random.ordered_id(entered_at)?;
        let Sent { taken_on, values, source } = sent;
        let taken = Taken { id, taken_on, values, judged, source, entered_by: None, entered_at, is_correction: false };
        slot.take_instead(&earlier, taken, struck);
        Ok(Ok(Recorded { status: Status::Updated, doubts }))
    }

    /// Meters as they are by now, to come back to if a row is refused half way.
    pub fn copy(&self, keys: &[Key]) -> Vec<Option<Slot>> {
        keys.iter().map(|key| self.slots.get(key).cloned()).collect()
    }

    /// Puts the copies back.
    pub fn restore(&mut self, keys: &[Key], copies: Vec<Option<Slot>>) {
        for (key, copy) in keys.iter().zip(copies) {
            match copy {
                Some(slot) => self.slots.insert(key.clone(), slot),
                None => self.slots.remove(key),
            };
        }
    }

    /// What changed, as steps of one transaction.
    pub fn steps(&self, transaction: Transaction) -> Transaction {
        self.slots.values().fold(transaction, |transaction, slot| slot.steps(transaction))
    }
}

fn today(app: &App, company: Option<&Organization>, account: &AccountItem) -> Date {
    let house = account.readings_window.as_ref();
    let zone = company.map_or(TimeZone::UTC, |company| company.window_of(house).1);
    app.clock.now().to_zoned(zone).date()
}

/// A reading is not new where the history of its day holds it.
async fn is_known(app: &App, meter: &MeterItem, sent: &Sent) -> ApiResult<bool> {
    let day = ReadingsOfDay { account: &meter.account, meter: &meter.id, taken_on: sent.taken_on };
    let readings: Vec<ReadingItem> = app.table.query_all(&day).await?;
    Ok(readings.iter().any(|reading| reading.replaced_by.is_none() && reading.values == sent.values))
}
