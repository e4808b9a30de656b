//! The company's accounting system: it takes out what residents entered, and sends what was read on walk-rounds.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use testkit::TestApp;

use super::model::{Meter, read};

const FEED: &str = "/api/exchange/v1/feeds/readings?limit=150";

/// What it knows of a meter. Amounts are thousandths.
#[derive(Debug)]
pub struct Book {
    last: Vec<i64>,
    pub consumed: Vec<i64>,
    capacity: i64,
}

pub struct Accounting {
    pub key: String,
    /// By serial number.
    pub books: BTreeMap<String, Book>,
    /// Entries of the feed in the order in which they came.
    pub heard: Vec<Value>,
    cursor: Option<String>,
}

impl Accounting {
    pub async fn of(app: &TestApp) -> Self {
        Self { key: app.exchange_key(1).await, books: BTreeMap::new(), heard: Vec::new(), cursor: None }
    }

    /// Opens a book for a meter.
    pub fn knows(&mut self, meter: &Meter) {
        let (last, consumed) = (meter.initial.clone(), vec![0; meter.initial.len()]);
        self.books.insert(meter.serial.clone(), Book { last, consumed, capacity: meter.capacity() });
    }

    pub async fn load(&self, app: &TestApp, kind: &str, items: &[Value]) {
        let path = format!("/api/exchange/v1/{kind}");
        let answer = app.put(&path).bearer(&self.key).json(&json!({ "items": items })).send().await;
        assert_eq!(answer.json()["summary"]["rejected"], 0, "{}", answer.text());
    }

    /// What its own people have seen, reckoned by itself.
    pub fn saw(&mut self, serial: &str, values: &[i64]) {
        let book = self.books.get_mut(serial).unwrap();
        for (zone, value) in values.iter().enumerate() {
            book.consumed[zone] += (value - book.last[zone]).rem_euclid(book.capacity);
        }
        book.last = values.to_vec();
    }

    /// Takes out what is new, page by page.
    pub async fn follow(&mut self, app: &TestApp) {
        app.clock.advance(60);
        loop {
            let after = self.cursor.as_ref().map(|cursor| format!("&after={cursor}")).unwrap_or_default();
            let page = app.get(&format!("{FEED}{after}")).bearer(&self.key).send().await.json();
            for entry in page["items"].as_array().unwrap() {
                self.hear(entry);
            }
            self.cursor = page["next"].as_str().map(str::to_owned);
            if page["more"] == false {
                return;
            }
        }
    }

    /// Believes the consumption of an entry; that of the entry which it corrects is taken back.
    fn hear(&mut self, entry: &Value) {
        let corrected = entry["replaces"].as_str().map(|id| {
            let known = self.heard.iter().rev().find(|entry| entry["id"] == id);
            read(&known.unwrap()["consumption"])
        });
        let book = self.books.get_mut(entry["meter"].as_str().unwrap()).unwrap();
        for (zone, consumption) in read(&entry["consumption"]).into_iter().enumerate() {
            book.consumed[zone] += consumption - corrected.as_ref().map_or(0, |corrected| corrected[zone]);
        }
        book.last = read(&entry["values"]);
        self.heard.push(entry.clone());
    }
}
