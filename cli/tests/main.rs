//! The program against the exchange, over HTTP.

mod keys;
mod load;
mod service;
