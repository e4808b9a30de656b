//! Behaviour of the sweep, against a stand-in of SES that answers what a test tells it to.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

mod corrections;
mod erasure;
mod feedback;
mod held;
mod letters;
mod mailing;
mod many_reminders;
mod outbox;
mod patience;
mod payment_received;
mod payment_refunded;
mod reminders;
mod requests;
mod ses;
mod stopped;
mod subscribers;
mod sweep;
mod typos;
