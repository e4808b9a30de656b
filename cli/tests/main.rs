//! The program against the exchange, over HTTP.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

mod broken_files;
mod city;
mod keys;
mod load;
mod news;
mod one_by_one;
mod payments;
mod service;
mod sessions;
mod shops;
mod typos;
mod wide_statements;
