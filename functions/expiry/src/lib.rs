//! Ends the payments that nobody paid in time, so that each expiry has its event. No HTTP: a schedule calls it on AWS, a
//! timer locally. Nothing waits for it: pages tell an expiry from the time, and money that comes later is posted all the
//! same.

mod sweep;

pub use sweep::Expiry;
