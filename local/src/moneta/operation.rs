//! An operation of the provider and what its shop was told of it. No number of a card is in it.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::form::PaymentForm;
use super::outcome::Outcome;

/// A payment as the provider keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    /// Its number, never given twice.
    pub id: String,
    /// What was asked for.
    pub form: PaymentForm,
    /// How it ends.
    pub outcome: Outcome,
    /// When it was made.
    pub made_at: Timestamp,
    /// What the shop is to be told.
    pub notifications: Vec<Notification>,
}

/// A notification, repeated until the shop confirms it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notification {
    /// When it is to be sent next.
    pub due: Timestamp,
    /// How often it was sent.
    pub attempts: usize,
    /// How it stands.
    pub state: NotificationState,
    /// What the shop answered last, or why it did not.
    pub answer: Option<String>,
}

/// How a notification stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotificationState {
    /// It will be sent.
    Waiting,
    /// The shop has confirmed it.
    Confirmed,
    /// The shop has not confirmed it in time.
    GivenUp,
}

/// Seconds between one attempt and the next: growing, and ended after a day.
const PAUSES: [i64; 11] = [2, 5, 15, 60, 300, 900, 3_600, 10_800, 21_600, 21_600, 28_800];

impl Operation {
    /// Whether money was taken for this payment of this shop.
    pub fn pays(&self, form: &PaymentForm) -> bool {
        let same = self.form.mnt_id == form.mnt_id && self.form.transaction == form.transaction;
        same && self.outcome.takes_money()
    }

    /// Where the customer goes now; nowhere if the shop has named no address.
    pub fn return_url(&self) -> Option<&str> {
        let form = &self.form;
        let named = |url: &'_ str| !url.is_empty();
        let wanted = match self.outcome {
            Outcome::Refusal => &form.fail_url,
            Outcome::Delay if named(&form.in_progress_url) => &form.in_progress_url,
            _ => &form.success_url,
        };
        Some(wanted.as_str()).filter(|url| named(url))
    }
}

impl Notification {
    /// One that was not sent yet.
    pub const fn due(at: Timestamp) -> Self {
        Self { due: at, attempts: 0, state: NotificationState::Waiting, answer: None }
    }

    /// Whether it is to be sent now.
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.state == NotificationState::Waiting && self.due <= now
    }

    /// Notes an attempt: a confirmed one is the last, any other is followed by the next after a longer pause.
    pub fn attempted(&mut self, now: Timestamp, answer: String, confirmed: bool) {
        self.answer = Some(answer);
        let pause = PAUSES.get(self.attempts).copied();
        self.attempts += 1;
        match pause.and_then(|pause| now.checked_add(SignedDuration::from_secs(pause)).ok()) {
            _ if confirmed => self.state = NotificationState::Confirmed,
            Some(next) => self.due = next,
            None => self.state = NotificationState::GivenUp,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::form;
    use super::*;

    #[test]
    fn an_unconfirmed_notification_is_repeated_with_growing_pauses_for_a_day() {
        let mut notification = Notification::due(Timestamp::UNIX_EPOCH);
        let mut pauses = Vec::new();
        while notification.state == NotificationState::Waiting {
            let now = notification.due;
            notification.attempted(now, "FAIL".to_owned(), false);
            pauses.push(notification.due.duration_since(now).as_secs());
        }
        pauses.pop();
        assert!(pauses.is_sorted());
        assert!((24 * 3600..27 * 3600).contains(&pauses.iter().sum::<i64>()), "{pauses:?}");
        assert_eq!(notification.state, NotificationState::GivenUp);
    }

    #[test]
    fn a_confirmed_notification_is_not_sent_again() {
        let mut notification = Notification::due(Timestamp::UNIX_EPOCH);
        notification.attempted(Timestamp::UNIX_EPOCH, "SUCCESS".to_owned(), true);
        assert!(!notification.is_due(Timestamp::MAX));
    }

    #[test]
    fn a_customer_returns_to_the_page_that_fits_the_end() {
        let form = PaymentForm {
            fail_url: "http://localhost/fail".to_owned(),
            in_progress_url: "http://localhost/wait".to_owned(),
            ..form()
        };
        let operation = |outcome| Operation {
            id: "1".to_owned(),
            form: form.clone(),
            outcome,
            made_at: Timestamp::UNIX_EPOCH,
            notifications: Vec::new(),
        };
        assert_eq!(operation(Outcome::Refusal).return_url(), Some("http://localhost/fail"));
        assert_eq!(operation(Outcome::Delay).return_url(), Some("http://localhost/wait"));
        assert_eq!(operation(Outcome::Lost).return_url(), Some("http://localhost:8080/pay/ok"));
        assert!(operation(Outcome::Success).pays(&form) && !operation(Outcome::Refusal).pays(&form));
    }
}
