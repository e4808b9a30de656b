use std::collections::BTreeSet;

use http::Random;
use serde_json::{Value, json};
use table::entities::reading::ReadingEntered;
use table::feed::Entry;
use testkit::{Answer, TestApp, samples};

const FEED: &str = "/api/exchange/v1/feeds/readings";

struct Accounting {
    app: TestApp,
    key: String,
    random: Random,
}

impl Accounting {
    async fn start() -> Self {
        let app = TestApp::start(exchange::router).await;
        let key = app.exchange_key(1).await;
        Self { app, key, random: Random::seeded(7) }
    }

    async fn get(&self, query: &str) -> Answer {
        self.app.get(&format!("{FEED}{query}")).bearer(&self.key).send().await
    }

    /// A resident enters a reading now.
    async fn entered(&self, company: u8, meter: usize) -> String {
        let id = self.random.ordered_id(self.app.clock.now()).unwrap();
        let entry = Entry {
            id: id.clone(),
            organization: samples::organization_id(company),
            at: self.app.clock.now(),
            event: ReadingEntered {
                account: samples::number("1"),
                meter: samples::text(&format!("№ {meter}")),
                resource: domain::meter::Resource::ColdWater,
                taken_on: jiff::civil::date(2026, 10, 20),
                values: vec![samples::value("130.5")],
                consumption: vec![samples::value("7.05")],
                confirmed: Vec::new(),
                replaces: None,
            },
        };
        self.app.table.put(&entry).await.unwrap();
        id
    }

    /// Goes on from `after` until there is no more.
    async fn walk(&self, mut after: Option<String>, limit: usize) -> (Vec<String>, String) {
        let mut ids = Vec::new();
        loop {
            let cursor = after.map(|after| format!("&after={after}")).unwrap_or_default();
            let page = self.get(&format!("?limit={limit}{cursor}")).await.json();
            ids.extend(page["items"].as_array().unwrap().iter().map(|item| text(&item["id"])));
            if page["more"] == false {
                return (ids, text(&page["next"]));
            }
            after = Some(text(&page["next"]));
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_entry_tells_what_was_entered() {
    let accounting = Accounting::start().await;
    let id = accounting.entered(1, 1).await;
    accounting.app.clock.advance(16);
    let page = accounting.get("").await.json();
    let expected = json!([{
        "id": id, "at": "2026-10-20T12:00:00Z", "account": "1", "meter": "№ 1", "resource": "cold_water",
        "taken_on": "2026-10-20", "values": ["130.5"], "consumption": ["7.05"], "source": "resident",
        "confirmed": [], "replaces": null
    }]);
    assert_eq!((&page["items"], &page["more"]), (&expected, &json!(false)));
}

#[tokio::test]
async fn an_entry_waits_until_none_can_come_before_it() {
    let accounting = Accounting::start().await;
    accounting.entered(1, 1).await;
    accounting.app.clock.advance(14);
    let early = accounting.get("").await.json();
    assert_eq!(early["items"], json!([]));
    accounting.app.clock.advance(2);
    let later = accounting.get(&format!("?after={}", text(&early["next"]))).await.json();
    assert_eq!(later["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_walk_meets_each_entry_once_and_in_order_while_new_ones_arrive() {
    let accounting = Accounting::start().await;
    let mut written = Vec::new();
    for number in 0..120 {
        written.push(accounting.entered(1, number).await);
        accounting.app.clock.advance(1);
    }
    accounting.app.clock.advance(15);
    let first = accounting.get("?limit=7").await.json();
    let mut met: Vec<String> = first["items"].as_array().unwrap().iter().map(|item| text(&item["id"])).collect();
    let mut next = text(&first["next"]);
    for number in 120..150 {
        written.push(accounting.entered(1, number).await);
        accounting.app.clock.advance(8);
        let page = accounting.get(&format!("?limit=7&after={next}")).await.json();
        met.extend(page["items"].as_array().unwrap().iter().map(|item| text(&item["id"])));
        next = text(&page["next"]);
    }
    accounting.app.clock.advance(16);
    met.extend(accounting.walk(Some(next), 7).await.0);
    assert_eq!(met, written, "in the order in which they were written");
}

#[tokio::test]
async fn a_page_after_which_there_is_more_is_followed_by_entries() {
    let accounting = Accounting::start().await;
    for number in 0..40 {
        accounting.entered(1, number).await;
    }
    accounting.app.clock.advance(16);
    for limit in [1, 5, 8] {
        let mut page = accounting.get(&format!("?limit={limit}")).await.json();
        while page["more"] == true {
            page = accounting.get(&format!("?limit={limit}&after={}", text(&page["next"]))).await.json();
            assert_ne!(page["items"], json!([]), "{limit}");
        }
    }
}

#[tokio::test]
async fn a_repeated_call_gives_the_same_page() {
    let accounting = Accounting::start().await;
    for number in 0..20 {
        accounting.entered(1, number).await;
    }
    accounting.app.clock.advance(60);
    let (one, other) = (accounting.get("?limit=5").await.json(), accounting.get("?limit=5").await.json());
    assert_eq!(one, other);
    assert_eq!(one["more"], true);
}

#[tokio::test]
async fn pages_of_every_length_together_are_the_whole() {
    let accounting = Accounting::start().await;
    let mut written = BTreeSet::new();
    for number in 0..40 {
        written.insert(accounting.entered(1, number).await);
    }
    accounting.app.clock.advance(60);
    for limit in [1, 2, 3, 17, 40, 1000] {
        let (met, _) = accounting.walk(None, limit).await;
        assert_eq!(met, written.iter().cloned().collect::<Vec<_>>(), "limit {limit}");
    }
}

#[tokio::test]
async fn a_page_is_one_round_trip() {
    let accounting = Accounting::start().await;
    for number in 0..100 {
        accounting.entered(1, number).await;
    }
    accounting.app.clock.advance(60);
    let usage = accounting.get("?limit=50").await.usage;
    // The key is looked up first.
    assert_eq!(usage.round_trips, 2);
    assert!(usage.read_units <= 24.0, "{usage:?}");
}

#[tokio::test]
async fn the_readings_of_another_company_are_not_in_it() {
    let accounting = Accounting::start().await;
    accounting.entered(2, 1).await;
    accounting.app.clock.advance(60);
    assert_eq!(accounting.get("").await.json()["items"], json!([]));
}

#[tokio::test]
async fn a_cursor_or_a_limit_that_cannot_be_is_refused() {
    let accounting = Accounting::start().await;
    for after in ["x", "AAAA", "UkVBRElOR1MjMQ", "%D0%B9", "../"] {
        let answer = accounting.get(&format!("?after={after}")).await;
        assert_eq!(answer.problem(), (400, "cursor_invalid".to_owned()), "{after}");
    }
    for query in ["?limit=0", "?limit=1001", "?limit=-1", "?limit=a", "?other=1", "?limit=1&limit=2"] {
        assert_eq!(accounting.get(query).await.problem(), (400, "malformed_query".to_owned()), "{query}");
    }
}

#[tokio::test]
async fn the_feed_is_for_keys_with_its_scope() {
    let accounting = Accounting::start().await;
    assert_eq!(accounting.app.get(FEED).send().await.problem(), (401, "key_invalid".to_owned()));
    let table = &accounting.app.table;
    let key = table::keys::exchange_key("prefix000001");
    let mut item: table::entities::exchange_key::ExchangeKeyItem = table.get(key, true).await.unwrap().unwrap();
    item.scopes = vec![table::entities::exchange_key::Scope::Load];
    table.put(&item).await.unwrap();
    assert_eq!(accounting.get("").await.problem(), (403, "scope_missing".to_owned()));
}
