//! What a newcomer finds.

use serde_json::Value;

use crate::process::System;

#[test]
fn the_demo_resident_sees_two_accounts_with_a_year_behind_them() {
    let system = System::start(&["--memory"]);
    let token = system.token();
    let (_, accounts) = system.call("GET", "/api/accounts", &token, &Value::Null);
    let items = accounts["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    for account in items {
        let path = format!("/api/accounts/{}/periods?limit=20", account["id"].as_str().unwrap());
        let (_, periods) = system.call("GET", &path, &token, &Value::Null);
        let statuses: Vec<&str> =
            periods["items"].as_array().unwrap().iter().map(|period| period["status"].as_str().unwrap()).collect();
        assert_eq!(statuses.len(), 13, "{periods}");
        assert_eq!(statuses.iter().filter(|status| **status == "closed").count(), 12);
    }
}

#[test]
fn the_receipts_of_the_demo_name_the_meters() {
    let system = System::start(&["--memory"]);
    let token = system.token();
    let (_, accounts) = system.call("GET", "/api/accounts", &token, &Value::Null);
    let account = accounts["items"][0]["id"].as_str().unwrap();
    let (_, periods) = system.call("GET", &format!("/api/accounts/{account}/periods?limit=20"), &token, &Value::Null);
    let mut closed = periods["items"].as_array().unwrap().iter().filter(|period| period["status"] == "closed");
    for period in [closed.next().unwrap(), closed.next_back().unwrap()] {
        let period = period["period"].as_str().unwrap();
        let pdf = system.file(&format!("/api/accounts/{account}/receipts/{period}"), &token);
        let text = pdf_extract::extract_text_from_mem(&pdf).unwrap();
        assert!(text.contains("Горячая вода"), "{period}: {text}");
    }
}

#[test]
fn the_demo_is_the_same_on_every_machine() {
    let (one, other) = (System::start(&["--memory"]), System::start(&["--memory"]));
    let keys = |system: &System| -> Vec<String> {
        system.lines.iter().filter(|line| line.starts_with("exchange ")).cloned().collect()
    };
    assert_eq!(keys(&one), keys(&other));
    let balances = |system: &System| {
        let (_, accounts) = system.call("GET", "/api/accounts", &system.token(), &Value::Null);
        let items = accounts["items"].as_array().unwrap().clone();
        items.into_iter().map(|account| account["balance"]["amount"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(balances(&one), balances(&other));
}

/// Every closed month of both accounts: the statement adds up to the kopeck, its sums are those of the list, and its
/// common needs are those of the house.
#[test]
fn a_year_of_the_demo_adds_up_to_the_kopeck_and_to_the_thousandth() {
    let system = System::start(&["--memory"]);
    let token = system.token();
    let get = |path: &str| system.call("GET", path, &token, &Value::Null).1;
    let (mut cases, mut months) = (std::collections::BTreeSet::new(), 0);
    for account in get("/api/accounts")["items"].as_array().unwrap() {
        let base = format!("/api/accounts/{}", account["id"].as_str().unwrap());
        for month in get(&format!("{base}/charges"))["items"].as_array().unwrap() {
            let period = month["period"].as_str().unwrap();
            let statement = get(&format!("{base}/charges/{period}"));
            let number = |name: &str| statement[name].as_i64().unwrap();
            let lines = statement["lines"].as_array().unwrap();
            let total: i64 = lines.iter().map(|line| line["total"].as_i64().unwrap()).sum();
            let charged = number("charged") + number("recalculated") + number("privileges");
            assert_eq!((charged, month["total"].as_i64()), (total, Some(total)), "{period}");
            assert_eq!(number("opening") + charged + number("penalty") - number("paid"), number("closing"), "{period}");
            for item in get(&format!("{base}/odn/{period}"))["items"].as_array().unwrap() {
                let line = lines.iter().find(|line| line["service"] == item["service"]).unwrap();
                let volume = |value: &Value| value.as_str().unwrap().parse::<domain::Decimal>().unwrap();
                let apart = (volume(&line["odn_volume"]) - volume(&item["share"])).abs();
                assert!(apart <= domain::Decimal::new(1, 3), "{period} {item} {line}");
                cases.insert(item["case"].as_str().unwrap().to_owned());
            }
            months += 1;
        }
    }
    let shown: Vec<&str> = cases.iter().map(String::as_str).collect();
    assert_eq!((months, shown), (24, vec!["by_norm", "capped", "carried", "measured"]));
}

#[test]
fn the_demo_shows_a_payment_of_every_kind() {
    let system = System::start(&["--memory"]);
    let token = system.token();
    let (_, accounts) = system.call("GET", "/api/accounts", &token, &Value::Null);
    let (mut seen, mut reported) = (Vec::new(), Vec::new());
    for account in accounts["items"].as_array().unwrap() {
        let path = format!("/api/accounts/{}/payments", account["id"].as_str().unwrap());
        let (_, payments) = system.call("GET", &path, &token, &Value::Null);
        let kind = |payment: &Value| match payment["failure"].as_str() {
            Some(failure) => failure.to_owned(),
            None => payment["status"].as_str().unwrap().to_owned(),
        };
        let paid = payments["items"].as_array().unwrap().iter().filter(|payment| payment["status"] == "paid");
        reported.extend(paid.map(|payment| payment["reported"].as_bool().unwrap()));
        seen.extend(payments["items"].as_array().unwrap().iter().map(kind));
    }
    seen.sort();
    assert_eq!(seen, ["created", "expired", "paid", "paid", "refunded", "refused", "refused"]);
    assert_eq!(reported, [false, true], "newest first: one that no statement has reported, one that the last has");
}

#[test]
fn the_demo_shows_news_a_catalogue_and_what_the_resident_has_asked_for() {
    let system = System::start(&["--memory"]);
    let token = system.token();
    let get = |path: &str| system.call("GET", path, &token, &Value::Null).1;
    let accounts = get("/api/accounts");
    let account = &accounts["items"][0];
    let base = format!("/api/accounts/{}", account["id"].as_str().unwrap());
    let each = |list: &str, field: &str| -> Vec<Value> {
        get(&format!("{base}/{list}"))["items"].as_array().unwrap().iter().map(|item| item[field].clone()).collect()
    };
    assert_eq!(each("appeals", "status"), ["new", "answered"]);
    assert_eq!(each("appeals", "unread"), [false, true]);
    assert_eq!(each("orders", "status"), ["new", "scheduled"]);
    assert_eq!(each("news", "pinned"), [true, false, false, false]);
    let company = get(&format!("/api/organizations/{}", account["organization"]["id"].as_str().unwrap()));
    assert_eq!(company["appeal_topics"][0], "Протечка или авария");
    let second = accounts["items"][1]["id"].as_str().unwrap();
    assert_eq!(get(&format!("/api/accounts/{second}/news"))["items"].as_array().unwrap().len(), 4);
}
