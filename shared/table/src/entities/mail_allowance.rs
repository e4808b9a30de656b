//! How much mail may still go out: the provider takes so many letters a second and a day, from all mailers together.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{CommitError, Entity, Key, Table, TableError, Update, keys};

/// What was taken on a day (UTC).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailAllowance {
    /// The day.
    pub day: Date,
    /// Letters taken on it.
    pub taken: u64,
    /// The second in which the last of them were taken.
    pub second: i64,
    /// Letters taken in that second.
    pub in_second: u64,
}

/// What the provider allows; nothing means no limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MailLimits {
    /// Letters a second.
    pub a_second: Option<u32>,
    /// Letters a day.
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
        Self { day: day(now), taken: 0, second: now.as_second(), in_second: 0 }
    }

    /// How many of the wanted letters may go out now, and the state after them.
    fn grant(self, limits: MailLimits, wanted: u64, now: Timestamp) -> (u64, Self) {
        let in_second = if self.second == now.as_second() { self.in_second } else { 0 };
        let left = |limit: Option<u32>, taken: u64| limit.map_or(wanted, |most| u64::from(most).saturating_sub(taken));
        let granted = wanted.min(left(limits.a_second, in_second)).min(left(limits.a_day, self.taken));
        let after =
            Self { taken: self.taken + granted, second: now.as_second(), in_second: in_second + granted, ..self };
        (granted, after)
    }
}

impl Entity for MailAllowance {
    const TYPE: &'static str = "mail_allowance";
    fn key(&self) -> Key {
        keys::mail_allowance(self.day)
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
            let before: Option<MailAllowance> = self.get(keys::mail_allowance(day(now)), true).await?;
            let (granted, after) = before.unwrap_or_else(|| MailAllowance::fresh(now)).grant(limits, wanted, now);
            if granted == 0 {
                return Ok(0);
            }
            let place = Update::at(after.key());
            let guard = match before {
                Some(before) => place.equals("taken", before.taken),
                None => place.absent("pk"),
            };
            match self.commit(self.transaction().put_if("allowance", &after, Some(guard))).await {
                Ok(()) => return Ok(granted),
                Err(CommitError::Refused(_)) => {}
                Err(CommitError::Table(error)) => return Err(error),
            }
        }
        Ok(0)
    }
}

impl Table {
    /// Gives back what was taken at this moment for letters that the provider was not handed after all.
    pub async fn return_mail_allowance(
        &self,
        limits: MailLimits,
        letters: u64,
        taken_at: Timestamp,
    ) -> Result<(), TableError> {
        let Some(less) = i64::try_from(letters).ok().filter(|less| *less > 0 && limits.a_day.is_some()) else {
            return Ok(());
        };
        let returned = Update::at(keys::mail_allowance(day(taken_at))).exists().add("taken", -less);
        match self.commit(self.transaction().update("allowance", returned)).await {
            Ok(()) | Err(CommitError::Refused(_)) => Ok(()),
            Err(CommitError::Table(error)) => Err(error),
        }
    }
}

fn day(now: Timestamp) -> Date {
    now.to_zoned(jiff::tz::TimeZone::UTC).date()
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

    #[test]
    fn a_day_gives_no_more_than_the_quota() {
        let state = MailAllowance { taken: 95, ..MailAllowance::fresh(at(0)) };
        assert_eq!(state.grant(LIMITS, 10, at(1)).0, 5);
    }

    #[test]
    fn without_limits_everything_is_granted() {
        assert_eq!(MailAllowance::fresh(at(0)).grant(MailLimits::default(), 1000, at(0)).0, 1000);
    }
}
