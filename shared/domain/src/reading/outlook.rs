//! What the next period of a meter is charged by where no reading counts, and why.

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Serialize;

use super::{Missing, Spent, Verification};
use crate::meter::{Resource, Value};
use crate::{Period, day};

/// What is charged where no reading counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook {
    /// Why none would count.
    pub reason: Reason,
    /// What is charged instead.
    pub charge: Missing,
}

/// Why no reading counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// None is sent.
    NotSent,
    /// The meter is past its verification and counts as failed, whatever is sent (ПП 354, п. 81(12)).
    Unverified,
}

impl Outlook {
    /// As it is today for `period`, of a meter that must be verified by `due`.
    pub fn of(resource: Resource, due: Date, spent: &[Spent], today: Date, period: Period) -> Self {
        if Verification::on(today, due) != Verification::Overdue {
            return Self { reason: Reason::NotSent, charge: Missing::of(spent, period) };
        }
        let failed = Period::of(due.saturating_add(1.day()));
        Self { reason: Reason::Unverified, charge: Missing::of_failed(resource, spent, failed, period) }
    }

    /// What a person is told whose reading is taken though it does not count; nothing where it counts.
    pub fn doubt(&self, due: Date) -> Option<String> {
        (self.reason == Reason::Unverified).then(|| {
            let due = day::in_russian(due);
            let charge = in_words(&self.charge);
            format!(
                "Показание принято, но срок поверки счётчика истёк {due}. Пока он не поверен, начислят {charge}. \
                Обратитесь в управляющую организацию."
            )
        })
    }
}

fn in_words(charge: &Missing) -> String {
    let by_average = |monthly: &crate::Decimal| {
        format!("по среднему, {} в месяц", super::refusal::written(Value(monthly.normalize())))
    };
    match charge {
        Missing::Norm => "по нормативу".to_owned(),
        Missing::Average { monthly, periods_left: None } => by_average(monthly),
        Missing::Average { monthly, periods_left: Some(1) } => {
            format!("{}; со следующего месяца — по нормативу", by_average(monthly))
        }
        Missing::Average { monthly, periods_left: Some(left) } => {
            format!("{}, не дольше {left} месяцев подряд; дальше — по нормативу", by_average(monthly))
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// Five units a month from May to September; it is 20 October.
    fn october(resource: Resource, due: Date) -> Outlook {
        let month = |month| Spent {
            period: Period::new(2026, month).unwrap(),
            months: 1,
            consumption: vec![Value("5.20".parse().unwrap())],
        };
        let (today, period) = (date(2026, 10, 20), Period::new(2026, 10).unwrap());
        let spent: Vec<Spent> = (5..=9).map(month).collect();
        Outlook::of(resource, due, &spent, today, period)
    }

    #[test]
    fn until_its_verification_is_due_a_meter_is_charged_otherwise_only_if_nothing_is_sent() {
        let outlook = october(Resource::ColdWater, date(2026, 10, 20));
        assert_eq!((outlook.reason, outlook.doubt(date(2026, 10, 20))), (Reason::NotSent, None));
    }

    #[test]
    fn past_its_verification_the_average_is_charged_from_the_day_after() {
        let doubt = |due| october(Resource::ColdWater, due).doubt(due).unwrap();
        let october_first = "Показание принято, но срок поверки счётчика истёк 30 сентября 2026. Пока он не поверен, \
            начислят по среднему, 5,2 в месяц, не дольше 3 месяцев подряд; дальше — по нормативу. \
            Обратитесь в управляющую организацию.";
        assert_eq!(doubt(date(2026, 9, 30)), october_first);
        assert!(doubt(date(2026, 9, 29)).contains("не дольше 2 месяцев"));
        assert!(doubt(date(2026, 8, 1)).contains("5,2 в месяц; со следующего месяца — по нормативу"));
        assert!(doubt(date(2026, 7, 1)).contains("начислят по нормативу."));
    }

    #[test]
    fn electricity_is_charged_by_the_average_until_the_meter_is_verified() {
        let doubt = october(Resource::Electricity, date(2026, 9, 1)).doubt(date(2026, 9, 1)).unwrap();
        assert!(doubt.contains("начислят по среднему, 5,2 в месяц. Обратитесь"), "{doubt}");
    }
}
