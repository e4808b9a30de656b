//! News, the rating of the cabinet, reports of mistakes.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

mod get_news;
mod list_news;
mod openapi;
mod rating;
mod read_news;
mod report_typo;
mod tenants;
