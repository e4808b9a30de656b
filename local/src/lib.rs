//! The whole system in one process: every function's router, the embedded store, the inbox, the frontend.
//!
//! Architecture invariant: what stands here exists on one's own machine only. Functions know nothing of it.

pub mod args;
mod control;
mod demo;
pub mod engine;
mod files;
mod frontend;
mod headers;
mod inbox;
mod interrupt;
mod mail;
pub mod moneta;
mod node;
mod offset;
pub mod openapi;
mod secrets;
pub mod server;
mod site;
pub mod state;
pub mod system;
