//! Decides who is reminded of readings, and writes the mails into the outbox. No HTTP: a schedule calls it on AWS, a
//! timer locally. It works through the subscriptions of each company by a cursor, so a call that ends early is
//! continued by the next one, and every reminder is written at most once, however many calls there are.

mod occasion;
mod run;

pub use run::Reminders;
