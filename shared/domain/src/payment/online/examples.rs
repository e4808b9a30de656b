//! Payments and receipts of October, for tests.

use super::*;
use crate::statement::Channel;

pub const OCTOBER: &str = "2026-10";

pub fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

fn id(text: &str) -> LineText {
    LineText::parse(text).unwrap()
}

pub fn payment() -> PaymentId {
    PaymentId::parse(&"0".repeat(48)).unwrap()
}

pub fn entry(own: &str, kopecks: i64) -> OnlineEntry {
    let at = "2026-10-20T12:00:00Z".parse().unwrap();
    let paid = Money::from_kopecks(10_000);
    let amount = Money::from_kopecks(kopecks);
    OnlineEntry { id: id(own), payment: payment(), paid, amount, at, reported: None, held: None, told: Vec::new() }
}

pub fn paid() -> OnlineEntry {
    entry(payment().as_str(), 10_000)
}

pub fn receipt(own: &str, kopecks: i64) -> Receipt {
    let date = jiff::civil::date(2026, 10, 20);
    Receipt { id: Some(id(own)), date, amount: Money::from_kopecks(kopecks), channel: Channel::Online }
}
