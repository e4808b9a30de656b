//! The routes of the exchange, over the real engine.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

mod accounting;
mod appeals;
mod bulk;
mod calendar;
mod close_period;
mod compared_loads;
mod exchange_keys;
mod follow_appeals;
mod follow_readings;
mod get_mailing;
mod load_accounts;
mod load_houses;
mod load_meters;
mod load_news;
mod load_odn;
mod load_paid_services;
mod load_readings;
mod load_statements;
mod odn_warnings;
mod orders;
mod put_organization;
mod races;
mod refund_ids;
mod refund_payment;
mod reopen_period;
mod replace_meters;
mod reply_appeal;
mod reported_payments;
mod sent_again;
mod statement_services;
mod statement_versions;
mod weight_of_statements;
