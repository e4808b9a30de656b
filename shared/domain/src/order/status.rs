//! The states of an order as a machine.

use serde::{Deserialize, Serialize};

crate::refusals! {
    /// Why an order cannot move.
    pub enum MoveError {
        Final = "order_final", "Заявка уже завершена: её состояние больше не меняется.";
        Impossible = "order_move_impossible", "Из этого состояния заявка не может перейти в указанное.";
        IdReused = "move_id_reused", "Под этим номером заявке уже передано другое изменение.";
        TooManyMoves = "order_moves_too_many", "Заявку слишком часто переносили. Завершите её и попросите подать новую.";
    }
}

/// Where an order stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The company has not answered.
    New,
    /// The company takes it on.
    Accepted,
    /// A visit is arranged.
    Scheduled,
    /// The work is done.
    Done,
    /// The company does not take it on.
    Declined,
    /// It is not wanted any more.
    Cancelled,
}

impl Status {
    /// Nothing comes after it.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Done | Self::Declined | Self::Cancelled)
    }

    /// Whether the one state follows the other. A visit may be arranged anew.
    pub fn becomes(self, next: Self) -> Result<(), MoveError> {
        match (self, next) {
            (from, _) if from.is_final() => Err(MoveError::Final),
            (_, Self::Declined | Self::Cancelled)
            | (Self::New, Self::Accepted)
            | (Self::Accepted | Self::Scheduled, Self::Scheduled)
            | (Self::Scheduled, Self::Done) => Ok(()),
            _ => Err(MoveError::Impossible),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Status; 6] =
        [Status::New, Status::Accepted, Status::Scheduled, Status::Done, Status::Declined, Status::Cancelled];

    #[test]
    fn each_state_has_its_followers() {
        let followers = |from: Status| ALL.into_iter().filter(|to| from.becomes(*to).is_ok()).collect::<Vec<_>>();
        assert_eq!(followers(Status::New), [Status::Accepted, Status::Declined, Status::Cancelled]);
        assert_eq!(followers(Status::Accepted), [Status::Scheduled, Status::Declined, Status::Cancelled]);
        let arranged = [Status::Scheduled, Status::Done, Status::Declined, Status::Cancelled];
        assert_eq!(followers(Status::Scheduled), arranged);
        for last in [Status::Done, Status::Declined, Status::Cancelled] {
            assert!(ALL.into_iter().all(|to| last.becomes(to) == Err(MoveError::Final)), "{last:?}");
        }
    }
}
