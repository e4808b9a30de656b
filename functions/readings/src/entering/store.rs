//! Decisions become transactions.

use std::collections::HashMap;

use domain::meter::Source;
use domain::reading::ReadingRefusal;
use http::{ApiError, ApiResult, App, Code, Whereabouts};
use table::entities::action::ActionCode;
use table::entities::attachment::AccountScope;
use table::entities::erasure::ERASED_STEP;
use table::entities::meter::{MeterItem, MetersAsTheyAre};
use table::entities::reading::{ReadingEntered, ReadingItem};
use table::feed::Entry;
use table::taking::Taken;
use table::{CommitError, Transaction, Update, keys};

use super::answer::{Entered, RowAnswer};
use super::decide::{Decision, decide};
use super::form::ReadingRow;
use crate::home::Home;
use crate::window::Window;

/// How often a form that met another writer is decided anew.
const ATTEMPTS: u32 = 8;
/// Rows of one transaction: the steps of each reading and its entry in the feed, beside the checks of the attachment and
/// of the person, and the entry of the person's trail.
const CHUNK: usize = 97 / (Transaction::STEPS_OF_A_READING + 1);

/// A form on its way into the table.
pub struct Entering<'a> {
    /// The application.
    pub app: &'a App,
    /// The open window.
    pub window: &'a Window,
    /// Where the form comes from.
    pub from: &'a Whereabouts,
}

impl Entering<'_> {
    /// Stores what can be accepted; as many rows as a flat has meters are one transaction.
    pub async fn enter(&self, mut home: Home, rows: Vec<ReadingRow>) -> ApiResult<Entered> {
        let mut items = Vec::with_capacity(rows.len());
        let mut seen = Vec::new();
        for chunk in rows.chunks(CHUNK) {
            items.append(&mut self.enter_chunk(&mut home, chunk, &seen).await?);
            seen.extend(chunk.iter().map(|row| row.meter_id.clone()));
        }
        Ok(Entered { items })
    }

    async fn enter_chunk(&self, home: &mut Home, rows: &[ReadingRow], seen: &[String]) -> ApiResult<Vec<RowAnswer>> {
        for _ in 0..ATTEMPTS {
            let (answers, transaction) = self.plan(home, rows, seen)?;
            let Some(transaction) = transaction else { return Ok(answers) };
            match self.app.table.commit(transaction).await {
                Ok(()) => return Ok(answers),
                Err(error) if error.refused_by(ERASED_STEP) => return Err(ApiError::new(Code::Unauthorized)),
                Err(error) if error.refused_by(ATTACHED) => return Err(ApiError::new(Code::NotFound)),
                // Another form or the accounting system came between: look again.
                Err(CommitError::Refused(_)) => home.meters = self.meters(home).await?,
                Err(CommitError::Table(error)) => return Err(error.into()),
            }
        }
        Err(ApiError::new(Code::Unavailable).retry_after(1))
    }

    async fn meters(&self, home: &Home) -> ApiResult<Vec<MeterItem>> {
        Ok(Box::pin(self.app.table.query_all(&MetersAsTheyAre { account: home.scope.account() })).await?)
    }

    /// The answers, and what must be written for them to be true.
    fn plan(
        &self,
        home: &Home,
        rows: &[ReadingRow],
        seen: &[String],
    ) -> ApiResult<(Vec<RowAnswer>, Option<Transaction>)> {
        let meters: HashMap<&str, &MeterItem> = home.meters.iter().map(|meter| (meter.id.as_str(), meter)).collect();
        let mut transaction = self.app.table.transaction();
        let mut answers = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            let refused = |refusal| RowAnswer::rejected(&row.meter_id, (None, refusal));
            let is_repeated =
                seen.contains(&row.meter_id) || rows[..index].iter().any(|other| other.meter_id == row.meter_id);
            let answer = match meters.get(row.meter_id.as_str()) {
                _ if is_repeated => refused(ReadingRefusal::Twice),
                None => refused(ReadingRefusal::UnknownMeter),
                Some(meter) => {
                    let (answer, grown) = self.plan_row(home, row, meter, transaction)?;
                    transaction = grown;
                    answer
                }
            };
            answers.push(answer);
        }
        if transaction.is_empty() {
            return Ok((answers, None));
        }
        let (user, number) = (home.scope.user(), &home.account.number);
        let action = self.from.action_on(self.app, user, ActionCode::ReadingsSent, number)?;
        let transaction = transaction.check(ATTACHED, attached(&home.scope)).unless_erased(user);
        Ok((answers, Some(transaction.put("action", &action))))
    }

    fn plan_row(
        &self,
        home: &Home,
        row: &ReadingRow,
        meter: &MeterItem,
        transaction: Transaction,
    ) -> ApiResult<(RowAnswer, Transaction)> {
        let today = self.window.today;
        let doubt = meter.outlook(today, self.window.period()).doubt(meter.verification_due);
        let (values, judged, is_correction) = match decide(row, meter, &home.company, self.window) {
            Err(refused) => return Ok((RowAnswer::rejected(&row.meter_id, refused), transaction)),
            Ok(Decision::Known) => {
                return Ok((RowAnswer::accepted(meter, meter.last.consumption.clone(), doubt), transaction));
            }
            Ok(Decision::Taken { values, judged, is_correction }) => (values, judged, is_correction),
        };
        let entered_at = meter.moment(self.app.clock.now());
        let id = self.app.random.ordered_id(entered_at)?;
        let answer = RowAnswer::accepted(meter, judged.consumption.clone(), doubt);
        let (source, entered_by) = (Source::Resident, Some(home.scope.user().clone()));
        let taken = Taken { id, taken_on: today, values, judged, source, entered_by, entered_at, is_correction };
        let (after, reading) = meter.after(taken);
        let entry = entry(home, meter, &reading);
        Ok((answer, transaction.record(meter, &after, &reading).put_new("feed entry", &entry)))
    }
}

/// Name of the step that a person who has lost the account meets.
const ATTACHED: &str = "attached";

fn attached(scope: &AccountScope) -> Update {
    Update::at(keys::attachment(scope.user(), scope.account())).exists()
}

fn entry(home: &Home, meter: &MeterItem, reading: &ReadingItem) -> Entry<ReadingEntered> {
    Entry {
        id: reading.id.clone(),
        organization: home.account.organization.clone(),
        at: reading.entered_at,
        event: ReadingEntered {
            account: home.account.number.clone(),
            meter: meter.serial.clone(),
            resource: meter.resource,
            taken_on: reading.taken_on,
            values: reading.values.clone(),
            consumption: reading.consumption.clone(),
            confirmed: reading.confirmed.clone(),
            replaces: reading.replaces.clone(),
        },
    }
}
