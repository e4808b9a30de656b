//! How a payment ends: whoever tries the cabinet out chooses.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::operation::Notification;

/// The ends that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The money is taken and the shop hears of it at once.
    Success,
    /// The bank refuses; nothing is taken, and the shop hears nothing.
    Refusal,
    /// The money is taken, the customer returns before it is known, the shop hears of it later.
    Delay,
    /// The shop hears of the money several times at once.
    Repeat,
    /// The money is taken and the notification never comes, unless it is sent by hand.
    Lost,
    /// The notification names another amount than was to be paid.
    OtherAmount,
    /// The notification is signed with another code.
    WrongSignature,
}

/// Notifications at once where they are repeated.
const REPEATS: usize = 5;
/// The longest delay: the provider itself gives up after a day or so.
pub const LONGEST_DELAY: i64 = 27 * 3600;

impl Outcome {
    /// All ends with what the page calls them.
    pub const ALL: [(Self, &'static str, &'static str); 7] = [
        (Self::Success, "success", "Деньги списаны, магазин узнаёт сразу"),
        (Self::Refusal, "refusal", "Банк отказал"),
        (Self::Delay, "delay", "Деньги списаны, магазин узнаёт позже"),
        (Self::Repeat, "repeat", "Деньги списаны, магазин узнаёт пять раз"),
        (Self::Lost, "lost", "Деньги списаны, уведомление потеряно"),
        (Self::OtherAmount, "other_amount", "В уведомлении другая сумма"),
        (Self::WrongSignature, "wrong_signature", "Уведомление с неверной подписью"),
    ];

    /// The end of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known, _)| *known == name).map(|(outcome, ..)| outcome)
    }

    /// Whether the customer's money is taken.
    pub fn takes_money(self) -> bool {
        self != Self::Refusal
    }

    /// The notifications that follow, and when.
    pub fn notifications(self, now: Timestamp, delay_seconds: i64) -> Vec<Notification> {
        let delay = SignedDuration::from_secs(delay_seconds.clamp(0, LONGEST_DELAY));
        match self {
            Self::Refusal | Self::Lost => Vec::new(),
            Self::Success | Self::OtherAmount | Self::WrongSignature => vec![Notification::due(now)],
            Self::Delay => vec![Notification::due(now.checked_add(delay).unwrap_or(now))],
            Self::Repeat => vec![Notification::due(now); REPEATS],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_the_page_are_those_of_programs() {
        for (outcome, name, _) in Outcome::ALL {
            assert_eq!(serde_json::to_value(outcome).unwrap(), name);
            assert_eq!(Outcome::parse(name), Some(outcome));
        }
    }

    #[test]
    fn only_taken_money_is_told_of() {
        let now = Timestamp::UNIX_EPOCH;
        assert!(Outcome::Refusal.notifications(now, 0).is_empty());
        assert!(Outcome::Lost.notifications(now, 0).is_empty());
        assert_eq!(Outcome::Repeat.notifications(now, 0).len(), 5);
        assert_eq!(Outcome::Delay.notifications(now, 60)[0].due, Timestamp::from_second(60).unwrap());
    }
}
