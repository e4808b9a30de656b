//! How much mail may still go out: the provider takes so many letters a second and in any 24 hours, from all mailers
//! together.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{CommitError, Entity, Key, Table, TableError, Update, keys};

/// What was taken lately. Whoever changes it must have seen its revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailAllowance {
    /// Letters hour by hour, of this hour and the [`HOURS`] before it.
    pub hours: Vec<Hour>,
    /// The second in which the last of them were taken.
    pub second: i64,
    /// Letters taken in that second.
    pub in_second: u64,
    /// How often it was changed.
    pub revision: u64,
}

/// What was taken in an hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hour {
    /// Counted from the beginning of 1970.
    pub number: i64,
    /// Letters taken in it.
    pub taken: u64,
}

/// The provider counts the last 24 hours at every moment anew, whatever the calendar says. Of the hour in which they began
/// all counts: which of its letters are younger is not known.
const HOURS: i64 = 24;

/// What the provider allows; nothing means no limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MailLimits {
    /// Letters a second.
    pub a_second: Option<u32>,
    /// Letters in any 24 hours.
    pub a_day: Option<u32>,
}

impl MailLimits {
    /// What mail to many may take: a tenth of the day is left to what single people wait for.
    #[must_use]
    pub fn for_bulk(self) -> Self {
        Self { a_day: self.a_day.map(|most| most - most / 10), ..self }
    }
}

/// How often it is tried again when another mailer was quicker.
const ATTEMPTS: u32 = 5;

impl MailAllowance {
    fn fresh(now: Timestamp) -> Self {
        Self { hours: Vec::new(), second: now.as_second(), in_second: 0, revision: 0 }
    }

    /// How many of the wanted letters may go out now, and the state after them.
    fn grant(self, limits: MailLimits, wanted: u64, now: Timestamp) -> (u64, Self) {
        let in_second = if self.second == now.as_second() { self.in_second } else { 0 };
        let mut hours = self.hours;
        hours.retain(|hour| hour.number >= hour_of(now) - HOURS);
        let lately = hours.iter().map(|hour| hour.taken).sum();
        let left = |limit: Option<u32>, taken: u64| limit.map_or(wanted, |most| u64::from(most).saturating_sub(taken));
        let granted = wanted.min(left(limits.a_second, in_second)).min(left(limits.a_day, lately));
        count(&mut hours, hour_of(now), granted);
        let after =
            Self { hours, second: now.as_second(), in_second: in_second + granted, revision: self.revision + 1 };
        (granted, after)
    }

    /// The state after letters that were taken at a moment are given back.
    fn returned(&self, letters: u64, taken_at: Timestamp) -> Self {
        let mut after = Self { revision: self.revision + 1, ..self.clone() };
        for hour in after.hours.iter_mut().filter(|hour| hour.number == hour_of(taken_at)) {
            hour.taken = hour.taken.saturating_sub(letters);
        }
        after
    }
}

fn hour_of(moment: Timestamp) -> i64 {
    moment.as_second().div_euclid(3600)
}

fn count(hours: &mut Vec<Hour>, number: i64, taken: u64) {
    match hours.iter_mut().find(|hour| hour.number == number) {
        Some(hour) => hour.taken += taken,
        None => hours.push(Hour { number, taken }),
    }
}

impl Entity for MailAllowance {
    const TYPE: &'static str = "mail_allowance";
    fn key(&self) -> Key {
        keys::mail_allowance()
    }
    fn expires_at(&self) -> Option<Timestamp> {
        Timestamp::from_second(self.second).ok()?.checked_add(jiff::SignedDuration::from_hours(48)).ok()
    }
}

impl Table {
    /// Takes up to so many letters out of what the provider allows; answers how many there were.
    pub async fn take_mail_allowance(
        &self,
        limits: MailLimits,
        wanted: u64,
        now: Timestamp,
    ) -> Result<u64, TableError> {
        if limits == MailLimits::default() || wanted == 0 {
            return Ok(wanted);
        }
        for _ in 0..ATTEMPTS {
            let before = self.mail_allowance().await?;
            let state = before.clone().unwrap_or_else(|| MailAllowance::fresh(now));
            let (granted, after) = state.grant(limits, wanted, now);
            if granted == 0 || self.replace_allowance(before.as_ref(), &after).await? {
                return Ok(granted);
            }
        }
        Ok(0)
    }

    /// Gives back what was taken at this moment for letters that the provider was not handed after all. Where others are
    /// quicker again and again it stays taken: that sends too little, never too much.
    pub async fn return_mail_allowance(
        &self,
        limits: MailLimits,
        letters: u64,
        taken_at: Timestamp,
    ) -> Result<(), TableError> {
        if limits.a_day.is_none() || letters == 0 {
            return Ok(());
        }
        for _ in 0..ATTEMPTS {
            let Some(before) = self.mail_allowance().await? else { return Ok(()) };
            if self.replace_allowance(Some(&before), &before.returned(letters, taken_at)).await? {
                break;
            }
        }
        Ok(())
    }

    async fn mail_allowance(&self) -> Result<Option<MailAllowance>, TableError> {
        self.get(keys::mail_allowance(), true).await
    }

    /// `false` where another mailer was quicker.
    async fn replace_allowance(
        &self,
        before: Option<&MailAllowance>,
        after: &MailAllowance,
    ) -> Result<bool, TableError> {
        let place = Update::at(after.key());
        let guard = match before {
            Some(before) => place.equals("revision", before.revision),
            None => place.absent("pk"),
        };
        match self.commit(self.transaction().put_if("allowance", after, Some(guard))).await {
            Ok(()) => Ok(true),
            Err(CommitError::Refused(_)) => Ok(false),
            Err(CommitError::Table(error)) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: MailLimits = MailLimits { a_second: Some(14), a_day: Some(100) };

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + second).unwrap()
    }

    #[test]
    fn a_second_gives_no_more_than_the_rate_and_the_next_one_gives_again() {
        let (first, state) = MailAllowance::fresh(at(0)).grant(LIMITS, 10, at(0));
        let (second, state) = state.grant(LIMITS, 10, at(0));
        let (third, _) = state.grant(LIMITS, 10, at(1));
        assert_eq!((first, second, third), (10, 4, 10));
    }

    /// Letters that are granted of a thousand, so many seconds after the first.
    fn granted(state: &MailAllowance, second: i64) -> u64 {
        state.clone().grant(MailLimits { a_second: None, ..LIMITS }, 1000, at(second)).0
    }

    #[test]
    fn any_24_hours_give_no_more_than_the_quota_whatever_the_calendar_says() {
        let (_, early) = MailAllowance::fresh(at(0)).grant(LIMITS, 10, at(0));
        let (_, state) = early.grant(LIMITS, 14, at(20 * 3600));
        assert_eq!(granted(&state, 20 * 3600), 76);
        assert_eq!(granted(&state, 24 * 3600), 76, "the first ten may still count with the provider");
        assert_eq!(granted(&state, 25 * 3600), 86);
        assert_eq!(granted(&state, 45 * 3600), 100);
    }

    #[test]
    fn hours_that_no_longer_count_are_forgotten() {
        let state = (0..100).fold(MailAllowance::fresh(at(0)), |state, hour| state.grant(LIMITS, 1, at(hour * 3600)).1);
        assert_eq!((state.hours.len(), granted(&state, 99 * 3600)), (25, 75));
    }

    #[test]
    fn what_is_given_back_is_of_the_hour_in_which_it_was_taken() {
        let (_, early) = MailAllowance::fresh(at(0)).grant(LIMITS, 10, at(0));
        let (_, state) = early.grant(LIMITS, 10, at(3600));
        let state = state.returned(4, at(0));
        assert_eq!(granted(&state, 3600), 84);
        assert_eq!(granted(&state, 25 * 3600), 90, "the six are over, the ten are not");
        assert_eq!(granted(&state.returned(1000, at(3600)), 25 * 3600), 100, "never less than nothing");
        assert_eq!(state.returned(4, at(-3600)), MailAllowance { revision: state.revision + 1, ..state.clone() });
    }

    #[test]
    fn without_limits_everything_is_granted() {
        assert_eq!(MailAllowance::fresh(at(0)).grant(MailLimits::default(), 1000, at(0)).0, 1000);
    }
}
