//! Chunks of readings, one transaction each.

use domain::account::AccountNumber;
use domain::code::Refusal as _;
use domain::meter::serial_identity;
use domain::reading::{Question, ReadingRefusal, Verification, parse_values};
use domain::statement::Warning;
use http::{ApiError, ApiResult, App, Code, ExchangeCaller};
use jiff::civil::Date;
use table::entities::meter::MeterItem;
use table::transaction::MOST_STEPS;
use table::{CommitError, Key, Transaction};

use super::ReadingRow;
use crate::bulk::{Verdict, fault};
use crate::ledger::{Ledger, Sent};
use crate::month::ATTEMPTS;
use crate::row_error::RowError;

/// Rows of one transaction. A correction may strike a resident's reading of the day beside the company's own.
const CHUNK: usize = MOST_STEPS / (Transaction::STEPS_OF_A_READING + 1);

/// A row with its place in the load.
pub type Placed<'a> = (usize, &'a ReadingRow);

/// Rows in the order of their days, all of a meter in one lane: lanes go on side by side, a lane's rows one after another.
pub fn lanes(rows: &[ReadingRow], most: usize) -> Vec<Vec<Placed<'_>>> {
    let mut sorted: Vec<Placed> = rows.iter().enumerate().collect();
    sorted.sort_by_cached_key(|(_, row)| (meter_of(row), row.taken_on));
    let length = sorted.len().div_ceil(most).max(1);
    let mut lanes: Vec<Vec<Placed>> = vec![Vec::new()];
    for placed in sorted {
        let lane = lanes.len() - 1;
        let same = |(_, other): &Placed| meter_of(other) == meter_of(placed.1);
        if lanes[lane].len() >= length && !lanes[lane].last().is_some_and(same) {
            lanes.push(Vec::new());
        }
        lanes.last_mut().into_iter().for_each(|lane| lane.push(placed));
    }
    lanes
}

fn meter_of(row: &ReadingRow) -> (&AccountNumber, String) {
    (&row.account, serial_identity(&row.meter))
}

/// A load of readings.
pub struct Readings<'a> {
    /// The application.
    pub app: &'a App,
    /// Who loads.
    pub caller: &'a ExchangeCaller,
    /// Nothing is written.
    pub dry_run: bool,
}

impl Readings<'_> {
    /// Loads the rows of a lane.
    pub async fn load_lane(&self, lane: Vec<Placed<'_>>) -> ApiResult<Vec<(usize, Verdict)>> {
        let mut verdicts = Vec::with_capacity(lane.len());
        for chunk in lane.chunks(CHUNK) {
            verdicts.append(&mut self.load_chunk(chunk).await?);
        }
        Ok(verdicts)
    }

    async fn load_chunk(&self, chunk: &[Placed<'_>]) -> ApiResult<Vec<(usize, Verdict)>> {
        for _ in 0..ATTEMPTS {
            let mut ledger = self.read(chunk).await?;
            let mut verdicts = Vec::with_capacity(chunk.len());
            for (index, row) in chunk {
                verdicts.push((*index, self.record(&mut ledger, row).await?));
            }
            let transaction = ledger.steps(self.app.table.transaction());
            if self.dry_run || transaction.is_empty() {
                return Ok(verdicts);
            }
            match self.app.table.commit(transaction).await {
                Ok(()) => return Ok(verdicts),
                // A resident or another load came between: look again.
                Err(CommitError::Refused(_)) => {}
                Err(CommitError::Table(error)) => return Err(error.into()),
            }
        }
        Err(ApiError::new(Code::Unavailable).retry_after(1))
    }

    async fn read(&self, chunk: &[Placed<'_>]) -> ApiResult<Ledger<'_>> {
        let organization = self.caller.organization();
        let accounts = chunk.iter().map(|(_, row)| row.account(organization)).collect();
        let mut meters: Vec<Key> = chunk.iter().map(|(_, row)| row.meter_key(organization)).collect();
        meters.dedup();
        Ledger::read(self.app, self.caller, accounts, meters).await
    }

    async fn record(&self, ledger: &mut Ledger<'_>, row: &ReadingRow) -> ApiResult<Verdict> {
        let organization = self.caller.organization();
        if ledger.today(&row.account(organization)).is_none() {
            return Ok(Verdict::rejected(fault("account", &RowError::AccountUnknown)));
        }
        let key = row.meter_key(organization);
        let Some(meter) = ledger.meter(&key) else { return Ok(refused("meter", &ReadingRefusal::UnknownMeter)) };
        if let Some(archived) = meter.archived.as_ref().filter(|archived| archived.on < row.taken_on) {
            return Ok(refused("meter", &ReadingRefusal::Archived { on: archived.on }));
        }
        let values = match parse_values(&row.values, meter.zones, meter.digits) {
            Ok(values) => values,
            Err((zone, refusal)) => return Ok(refused(field_of_zone(zone), &refusal)),
        };
        let warnings = overdue(meter, row.taken_on);
        let sent = Sent { taken_on: row.taken_on, values, source: row.source };
        Ok(match ledger.record(&key, sent).await? {
            Ok(recorded) => {
                let doubts = recorded.doubts.iter().map(doubt);
                Verdict { warnings: doubts.chain(warnings).collect(), ..Verdict::accepted(recorded.status) }
            }
            Err(refusal @ (ReadingRefusal::FutureDate | ReadingRefusal::OlderThanLast { .. })) => {
                refused("taken_on", &refusal)
            }
            Err(refusal) => refused("values", &refusal),
        })
    }
}

fn refused(field: impl Into<String>, refusal: &ReadingRefusal) -> Verdict {
    Verdict::rejected(fault(field, refusal))
}

fn field_of_zone(zone: Option<usize>) -> String {
    zone.map_or_else(|| "values".to_owned(), |zone| format!("values[{zone}]"))
}

/// What a person would be asked about, the company is told: it may have seen the meter itself.
fn doubt(question: &Question) -> Warning {
    let code = match question {
        Question::Rollover { .. } => "rollover",
        Question::Jump { .. } => "jump",
    };
    Warning { code: code.to_owned(), field: "values".to_owned(), message: question.to_string() }
}

fn overdue(meter: &MeterItem, day: Date) -> Option<Warning> {
    let due = meter.verification_due;
    let refusal = ReadingRefusal::VerificationOverdue { due };
    (Verification::on(day, due) == Verification::Overdue).then(|| Warning {
        code: refusal.code().to_owned(),
        field: "meter".to_owned(),
        message: format!("Срок поверки счётчика истёк {}.", domain::day::in_russian(due)),
    })
}
