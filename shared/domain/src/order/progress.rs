//! What became of an order: every move with who and when.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{MoveError, MoveId, Remark, Status, Step, Visit};

/// Moves of an order that are kept; far more than any order makes.
const MOST_MOVES: usize = 50;

/// Who moved an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mover {
    /// The person who ordered.
    Resident,
    /// The company.
    Company,
}

/// A move of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderMove {
    /// What it became.
    pub status: Status,
    /// By whom.
    pub by: Mover,
    /// When.
    pub at: Timestamp,
    /// What was said of it.
    #[serde(default)]
    pub comment: Option<Remark>,
    /// When somebody comes, where that was arranged.
    #[serde(default)]
    pub visit: Option<Visit>,
    /// The company's id of it, where it gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<MoveId>,
    /// Public part of the exchange key that the company showed.
    #[serde(default)]
    pub key_prefix: Option<String>,
}

/// What a step comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The order moved.
    Moved(Progress),
    /// The same was said before: nothing changes.
    Repeated,
}

/// The moves of an order, oldest first; the first is its making.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Progress(Vec<OrderMove>);

impl Progress {
    /// Just ordered.
    pub fn begun(at: Timestamp) -> Self {
        Self(vec![OrderMove::by_resident(Status::New, at)])
    }

    /// The moves, oldest first.
    pub fn moves(&self) -> &[OrderMove] {
        &self.0
    }

    /// The moves without what was said of them.
    #[must_use]
    pub fn wordless(&self) -> Self {
        Self(self.0.iter().map(|step| OrderMove { comment: None, ..step.clone() }).collect())
    }

    /// Where the order stands.
    pub fn status(&self) -> Status {
        self.0.last().map_or(Status::New, |last| last.status)
    }

    /// After the person took the order back; a second time changes nothing.
    pub fn cancelled(&self, now: Timestamp) -> Result<Outcome, MoveError> {
        if self.0.last().is_some_and(|last| last.status == Status::Cancelled && last.by == Mover::Resident) {
            return Ok(Outcome::Repeated);
        }
        self.moved(OrderMove::by_resident(Status::Cancelled, now))
    }

    /// After a step of the company. The same step again changes nothing, even after later ones; a visit that was
    /// arranged anew is told apart from one that was said twice by its id, else by its day, its time or its moment.
    pub fn after(&self, step: Step, now: Timestamp, key_prefix: &str) -> Result<Outcome, MoveError> {
        if self.knows(&step)? {
            return Ok(Outcome::Repeated);
        }
        let Step { id, status, comment, visit, at } = step;
        let (by, at, key_prefix) = (Mover::Company, at.unwrap_or(now), Some(key_prefix.to_owned()));
        self.moved(OrderMove { status, by, at, comment, visit, id, key_prefix })
    }

    fn knows(&self, step: &Step) -> Result<bool, MoveError> {
        if step.id.is_none() {
            return Ok(self.knows_by_its_words(step));
        }
        match self.0.iter().find(|known| known.id == step.id) {
            None => Ok(false),
            Some(known) if known.says(step) => Ok(true),
            Some(_) => Err(MoveError::IdReused),
        }
    }

    fn knows_by_its_words(&self, step: &Step) -> bool {
        let same = |known: &&OrderMove| known.by == Mover::Company && known.says(step);
        if step.at.is_none() && step.status == self.status() {
            return self.0.last().as_ref().is_some_and(same);
        }
        self.0.iter().any(|known| same(&known))
    }

    fn moved(&self, next: OrderMove) -> Result<Outcome, MoveError> {
        self.status().becomes(next.status)?;
        // What ends an order is always possible.
        if self.0.len() >= MOST_MOVES && !next.status.is_final() {
            return Err(MoveError::TooManyMoves);
        }
        Ok(Outcome::Moved(Self(self.0.iter().cloned().chain([next]).collect())))
    }
}

impl OrderMove {
    const fn by_resident(status: Status, at: Timestamp) -> Self {
        Self { status, by: Mover::Resident, at, comment: None, visit: None, id: None, key_prefix: None }
    }

    fn says(&self, step: &Step) -> bool {
        (self.status, &self.comment, &self.visit) == (step.status, &step.comment, &step.visit)
            && step.at.is_none_or(|at| at == self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::super::StepError;
    use super::*;

    fn moment(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn noon() -> Timestamp {
        moment("2026-10-20T12:00:00Z")
    }

    fn step(status: Status) -> Step {
        Step { id: None, status, comment: None, visit: None, at: None }
    }

    fn visit(day: i8) -> Step {
        let visit = Visit { date: jiff::civil::date(2026, 10, day), slot: None };
        Step { visit: Some(visit), ..step(Status::Scheduled) }
    }

    fn after(steps: &[Step]) -> Result<Progress, MoveError> {
        steps.iter().try_fold(Progress::begun(noon()), |progress, step| {
            match progress.after(step.clone(), noon(), "key")? {
                Outcome::Moved(progress) => Ok(progress),
                Outcome::Repeated => Ok(progress),
            }
        })
    }

    #[test]
    fn every_move_is_kept_with_who_and_when() {
        let accepted = after(&[step(Status::Accepted)]).unwrap();
        let movers: Vec<_> = accepted.moves().iter().map(|one| (one.status, one.by)).collect();
        assert_eq!(movers, [(Status::New, Mover::Resident), (Status::Accepted, Mover::Company)]);
        assert_eq!(accepted.moves()[1].key_prefix.as_deref(), Some("key"));
    }

    #[test]
    fn the_same_step_again_changes_nothing() {
        let steps = [step(Status::Accepted), step(Status::Accepted), visit(21), visit(21), step(Status::Accepted)];
        assert_eq!(after(&steps).unwrap().moves().len(), 3);
    }

    #[test]
    fn a_visit_is_arranged_anew_and_back_again() {
        let days = [step(Status::Accepted), visit(21), visit(22), visit(21)];
        assert_eq!(after(&days).unwrap().moves().len(), 5);
        let at = Some(moment("2026-10-20T12:01:00Z"));
        let told = [step(Status::Accepted), Step { at, ..visit(21) }, visit(22), Step { at, ..visit(21) }];
        assert_eq!(after(&told).unwrap().moves().len(), 4, "a repetition that names its moment is known");
    }

    #[test]
    fn a_step_with_an_id_is_the_same_however_late_it_comes_again() {
        let named = |id: &str, step: Step| Step { id: Some(MoveId::parse(id).unwrap()), ..step };
        let days = [step(Status::Accepted), named("a", visit(21)), named("b", visit(22)), named("a", visit(21))];
        assert_eq!(after(&days).unwrap().moves().len(), 4);
        let back = [step(Status::Accepted), named("a", visit(21)), named("b", visit(22)), named("c", visit(21))];
        assert_eq!(after(&back).unwrap().moves().len(), 5, "another id is another step");
        let other = [step(Status::Accepted), named("a", visit(21)), named("a", visit(22))];
        assert_eq!(after(&other), Err(MoveError::IdReused));
    }

    #[test]
    fn a_visit_is_between_the_order_and_a_year_from_now() {
        let on = |year: i16, month: i8, day: i8| {
            let visit = Visit { date: jiff::civil::date(year, month, day), slot: None };
            Step { visit: Some(visit), ..step(Status::Scheduled) }.check(noon(), noon())
        };
        let refused = Err(("visit_date", StepError::VisitOutOfRange));
        assert_eq!((on(2026, 10, 19), on(1, 1, 1), on(9999, 12, 31)), (refused, refused, refused));
        assert_eq!((on(2026, 10, 20), on(2027, 10, 21), on(2027, 10, 22)), (Ok(()), Ok(()), refused));
    }

    #[test]
    fn an_order_is_not_rearranged_for_ever_but_always_ends() {
        let days = (0..60).map(|day| visit(1 + day % 2));
        let mut progress = after(&[step(Status::Accepted)]).unwrap();
        let refused = days.clone().find_map(|day| match progress.after(day, noon(), "key") {
            Ok(Outcome::Moved(next)) => {
                progress = next;
                None
            }
            other => Some(other),
        });
        assert_eq!(refused, Some(Err(MoveError::TooManyMoves)));
        assert!(matches!(progress.after(step(Status::Done), noon(), "key"), Ok(Outcome::Moved(_))));
    }

    #[test]
    fn a_person_takes_an_order_back_once() {
        let Ok(Outcome::Moved(cancelled)) = after(&[visit(21)]).unwrap_or(Progress::begun(noon())).cancelled(noon())
        else {
            panic!("a new order can be taken back")
        };
        assert_eq!(cancelled.cancelled(noon()), Ok(Outcome::Repeated));
        assert_eq!(after(&[step(Status::Declined)]).unwrap().cancelled(noon()), Err(MoveError::Final));
        assert_eq!(after(&[step(Status::Cancelled)]).unwrap().cancelled(noon()), Err(MoveError::Final));
    }

    #[test]
    fn a_step_says_what_fits_it() {
        let check = |step: Step| step.check(noon(), noon());
        assert_eq!(check(step(Status::New)), Err(("status", StepError::NotACompanyMove)));
        let done = Step { status: Status::Done, ..visit(21) };
        assert_eq!(check(done), Err(("visit_date", StepError::VisitUnexpected)));
        for (at, good) in
            [("2026-10-20T12:05:00Z", true), ("2026-10-20T12:05:01Z", false), ("2026-10-20T11:54:59Z", false)]
        {
            let told = Step { at: Some(moment(at)), ..step(Status::Accepted) };
            assert_eq!(check(told).is_ok(), good, "{at}");
        }
    }
}
