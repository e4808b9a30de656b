//! Decisions become transactions.

use std::collections::HashMap;

use domain::meter::Source;
use domain::reading::ReadingRefusal;
use http::{ApiError, ApiResult, App, Code, Whereabouts};
use serde_json::Value;
use table::entities::action::ActionCode;
use table::entities::attachment::AccountScope;
use table::entities::erasure::ERASED_STEP;
use table::entities::meter::{MeterItem, MetersAsTheyAre};
use table::entities::reading::{ReadingEntered, ReadingItem};
use table::entities::request::REQUEST_STEP;
use table::feed::Entry;
use table::taking::Taken;
use table::{CommitError, Transaction, Update, keys};

use super::answer::{Entered, RowAnswer};
use super::call::Call;
use super::decide::{Decision, decide};
use super::form::{ReadingRow, Row};
use crate::home::Home;
use crate::window::Window;

/// How often a form that met another writer is decided anew.
const ATTEMPTS: u32 = 8;
/// Rows of one transaction: the steps of each reading and its entry in the feed, beside the checks of the attachment and
/// of the person, the entry of the person's trail, and the call.
const CHUNK: usize = 96 / (Transaction::STEPS_OF_A_READING + 1);

/// A form on its way into the table.
pub struct Entering<'a> {
    /// The application.
    pub app: &'a App,
    /// The open window.
    pub window: &'a Window,
    /// Where the form comes from.
    pub from: &'a Whereabouts,
    /// The form by its name, if it has one.
    pub call: Call,
}

/// What a part of a form comes to.
struct Plan {
    answers: Vec<RowAnswer>,
    /// What must be written for the answers to be true.
    transaction: Option<Transaction>,
}

impl Entering<'_> {
    /// Stores what can be accepted; as many rows as a flat has meters are one transaction.
    pub async fn enter(&self, mut home: Home, rows: &[Row]) -> ApiResult<Value> {
        let mut done = Vec::with_capacity(rows.len());
        while done.len() < rows.len() {
            let until = rows.len().min(done.len() + CHUNK);
            match self.enter_chunk(&mut home, rows, until, &done).await? {
                Some(mut answers) => done.append(&mut answers),
                None => return self.call.look_again(self.app).await,
            }
        }
        serde_json::to_value(Entered { items: done }).map_err(|error| ApiError::internal(&error))
    }

    /// Answers to the rows from those that are done to this one; nothing where the same form was quicker.
    async fn enter_chunk(
        &self,
        home: &mut Home,
        rows: &[Row],
        until: usize,
        done: &[RowAnswer],
    ) -> ApiResult<Option<Vec<RowAnswer>>> {
        for _ in 0..ATTEMPTS {
            let Plan { answers, transaction } = self.plan(home, rows, until, done)?;
            let Some(transaction) = transaction else { return Ok(Some(answers)) };
            match self.app.table.commit(transaction).await {
                Ok(()) => return Ok(Some(answers)),
                Err(error) if error.refused_by(ERASED_STEP) => return Err(ApiError::new(Code::Unauthorized)),
                Err(error) if error.refused_by(ATTACHED) => return Err(ApiError::new(Code::NotFound)),
                Err(error) if error.refused_by(REQUEST_STEP) => return Ok(None),
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

    fn plan(&self, home: &Home, rows: &[Row], until: usize, done: &[RowAnswer]) -> ApiResult<Plan> {
        let meters: HashMap<&str, &MeterItem> = home.meters.iter().map(|meter| (meter.id.as_str(), meter)).collect();
        let mut transaction = self.app.table.transaction();
        let mut answers = Vec::with_capacity(until - done.len());
        for (index, row) in rows.iter().enumerate().take(until).skip(done.len()) {
            let reading = match &row.reading {
                Ok(reading) => reading,
                Err(problem) => {
                    answers.push(RowAnswer::unread(row.meter_id.as_deref(), problem.clone()));
                    continue;
                }
            };
            let refused = |refusal| RowAnswer::rejected(&reading.meter_id, (None, refusal));
            let answer = match meters.get(reading.meter_id.as_str()) {
                _ if rows[..index].iter().any(|other| other.is_about(&reading.meter_id)) => {
                    refused(ReadingRefusal::Twice)
                }
                None => refused(ReadingRefusal::UnknownMeter),
                Some(meter) => {
                    let (answer, grown) = self.plan_row(home, reading, meter, transaction)?;
                    transaction = grown;
                    answer
                }
            };
            answers.push(answer);
        }
        let items = (until == rows.len()).then(|| [done, &answers].concat());
        let transaction = self.sealed(home, transaction, items.map(|items| Entered { items }))?;
        Ok(Plan { answers, transaction })
    }

    /// What is written of a part of a form: who may, what is new in the person's trail, and, with the last part, the call.
    fn sealed(&self, home: &Home, steps: Transaction, whole: Option<Entered>) -> ApiResult<Option<Transaction>> {
        let (user, number, is_new) = (home.scope.user(), &home.account.number, !steps.is_empty());
        let call = whole.map(|whole| self.call.request(self.app, &whole)).transpose()?.flatten();
        if !is_new && call.is_none() {
            return Ok(None);
        }
        let mut steps = steps.check(ATTACHED, attached(&home.scope)).unless_erased(user);
        if is_new {
            let action = self.from.action_on(self.app, user, ActionCode::ReadingsSent, number)?;
            steps = steps.put("action", &action);
        }
        Ok(Some(steps.from_call(call.as_ref())))
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
