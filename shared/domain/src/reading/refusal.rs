//! Why a reading is refused.

use std::fmt;

use jiff::civil::Date;

use super::Question;
use crate::code::Refusal;
use crate::day;
use crate::meter::{MeterError, Value};

/// Why a reading is refused; the sentences name the numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadingRefusal {
    /// It does not read as a number.
    NotANumber,
    /// It is no value that this meter can show.
    Meter(MeterError),
    /// It is below the reading before, and no rollover explains it.
    BelowPrevious {
        /// In which zone, from 0.
        zone: usize,
        /// What was written.
        value: Value,
        /// What stood there before.
        previous: Value,
        /// Since when; unknown for the installation's.
        taken_on: Option<Date>,
    },
    /// A person must confirm it first.
    NeedsConfirmation(Vec<Question>),
    /// The company takes no readings of a meter past its verification.
    VerificationOverdue {
        /// The day by which it was to be verified.
        due: Date,
    },
    /// The meter was taken away.
    Archived {
        /// When.
        on: Date,
    },
    /// It was taken on a day that has not come.
    FutureDate,
    /// A later reading is known already.
    OlderThanLast {
        /// When that one was taken.
        last: Date,
    },
    /// The account has no such meter.
    UnknownMeter,
    /// Another row of the same call is about the same meter.
    Twice,
    /// A value of installation comes with the meter.
    Installation,
}

impl Refusal for ReadingRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotANumber => "not_a_number",
            Self::Meter(refusal) => refusal.code(),
            Self::BelowPrevious { .. } => "below_previous",
            Self::NeedsConfirmation(_) => "needs_confirmation",
            Self::VerificationOverdue { .. } => "verification_overdue",
            Self::Archived { .. } => "meter_archived",
            Self::FutureDate => "future_date",
            Self::OlderThanLast { .. } => "older_than_last",
            Self::UnknownMeter => "unknown_meter",
            Self::Twice => "duplicate_row",
            Self::Installation => "source_not_allowed",
        }
    }

    fn message(&self) -> String {
        match self {
            Self::NotANumber => "Укажите показание числом, например 145,97.".to_owned(),
            Self::Meter(refusal) => refusal.message(),
            Self::BelowPrevious { value, previous, taken_on, .. } => below(*value, *previous, *taken_on),
            Self::NeedsConfirmation(questions) => {
                let facts: Vec<String> = questions.iter().map(Question::to_string).collect();
                format!("{} Проверьте цифры и подтвердите показание.", facts.join(" "))
            }
            Self::VerificationOverdue { due } => format!(
                "Срок поверки счётчика истёк {}. Организация принимает его показания только после поверки.",
                day::in_russian(*due)
            ),
            Self::Archived { on } => {
                format!("Счётчик снят {}: его показания больше не принимаются.", day::in_russian(*on))
            }
            Self::FutureDate => "Дата показания ещё не наступила.".to_owned(),
            Self::OlderThanLast { last } => {
                format!("Уже есть показание от {}: более раннее не принимается.", day::in_russian(*last))
            }
            Self::UnknownMeter => "Такого счётчика у этого лицевого счёта нет.".to_owned(),
            Self::Twice => "Показание этого счётчика уже есть в этом запросе выше.".to_owned(),
            Self::Installation => "Начальное показание загружается вместе со счётчиком, а не отдельно.".to_owned(),
        }
    }
}

fn below(value: Value, previous: Value, taken_on: Option<Date>) -> String {
    let since = taken_on.map(|day| format!(" от {}", day::in_russian(day))).unwrap_or_default();
    let (value, previous) = (written(value), written(previous));
    format!("Показание {value} меньше предыдущего, {previous}{since}. Проверьте цифры на счётчике.")
}

/// What is remarkable about a reading, with the numbers.
impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rollover { previous, value, consumption, .. } => {
                let (previous, value, consumption) = (written(*previous), written(*value), written(*consumption));
                write!(f, "Было {previous}, стало {value}: если счётчик начал с нуля, расход — {consumption}.")
            }
            Self::Jump { consumption, limit } => {
                let (consumption, limit) = (written(*consumption), written(*limit));
                write!(f, "Расход {consumption} больше обычного: до {limit} за это время.")
            }
        }
    }
}

/// With the decimal comma of Russian.
pub(super) fn written(Value(value): Value) -> String {
    value.to_string().replace('.', ",")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn value(text: &str) -> Value {
        Value(text.parse().unwrap())
    }

    #[test]
    fn a_refusal_names_the_reading_that_stands_in_the_way() {
        let refusal = ReadingRefusal::BelowPrevious {
            zone: 0,
            value: value("105.5"),
            previous: value("107"),
            taken_on: Some(date(2026, 10, 18)),
        };
        let sentence = "Показание 105,5 меньше предыдущего, 107 от 18 октября 2026. Проверьте цифры на счётчике.";
        assert_eq!(refusal.message(), sentence);
    }

    #[test]
    fn a_question_has_the_numbers_in_it() {
        let rollover =
            Question::Rollover { zone: 0, previous: value("99998"), value: value("3"), consumption: value("5") };
        let jump = Question::Jump { consumption: value("350"), limit: value("100") };
        let message = ReadingRefusal::NeedsConfirmation(vec![rollover, jump]).message();
        for number in ["99998", "стало 3", "расход — 5", "350", "до 100"] {
            assert!(message.contains(number), "{number} in {message}");
        }
    }
}
