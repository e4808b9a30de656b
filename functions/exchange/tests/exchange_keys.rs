use serde_json::json;
use table::entities::exchange_key::{ExchangeKeyItem, Scope};
use table::{Update, keys};
use testkit::{TestApp, samples};

use crate::accounting::{ACCOUNTS, Accounting, CLOSE, HOUSES, METERS, ORGANIZATION, REOPEN, STATEMENTS, house};

const LOADS: [&str; 5] = [ORGANIZATION, HOUSES, ACCOUNTS, METERS, STATEMENTS];

async fn set(app: &TestApp, attribute: &str, value: impl serde::Serialize) {
    let key = keys::exchange_key("prefix000001");
    assert!(app.table.update(Update::at(key).set(attribute, value).exists()).await.unwrap());
}

async fn status(accounting: &Accounting, key: &str, path: &str) -> u16 {
    let body = json!({"items": []});
    let call = if LOADS.contains(&path) { accounting.app.put(path).json(&body) } else { accounting.app.post(path) };
    call.bearer(key).send().await.status
}

#[tokio::test]
async fn nobody_gets_in_without_a_key_that_lives() {
    let accounting = Accounting::with_accounts().await;
    let wrong = accounting.key.replace("secret", "secreT");
    let person = accounting.app.token(&samples::user_id(1));
    for key in ["", "kab_", "kab_prefix000009_secret0000000000", &wrong, &person] {
        for path in LOADS.into_iter().chain([CLOSE, REOPEN]) {
            assert_eq!(status(&accounting, key, path).await, 401, "{path} {key}");
        }
    }
}

#[tokio::test]
async fn a_revoked_key_is_worthless_at_once() {
    let accounting = Accounting::start().await;
    assert_eq!(status(&accounting, &accounting.key, HOUSES).await, 200);
    let now = accounting.app.clock.now();
    accounting.app.table.revoke_exchange_key(&samples::organization_id(1), "prefix000001", now).await.unwrap();
    assert_eq!(status(&accounting, &accounting.key, HOUSES).await, 401);
}

#[tokio::test]
async fn a_key_past_its_time_is_worthless() {
    let accounting = Accounting::start().await;
    set(&accounting.app, "valid_until", accounting.app.clock.now()).await;
    assert_eq!(status(&accounting, &accounting.key, HOUSES).await, 401);
}

#[tokio::test]
async fn a_key_does_only_what_it_may() {
    let accounting = Accounting::with_statements().await;
    set(&accounting.app, "scopes", [Scope::Close]).await;
    for path in LOADS {
        assert_eq!(status(&accounting, &accounting.key, path).await, 403, "{path}");
    }
    set(&accounting.app, "scopes", [Scope::Load]).await;
    for path in [CLOSE, REOPEN] {
        assert_eq!(status(&accounting, &accounting.key, path).await, 403, "{path}");
    }
}

#[tokio::test]
async fn the_last_use_of_a_key_is_kept_by_the_hour() {
    let accounting = Accounting::start().await;
    accounting.app.clock.advance(2 * 3600);
    accounting.put(HOUSES, &[house("5")]).await;
    let key: ExchangeKeyItem =
        accounting.app.table.get(keys::exchange_key("prefix000001"), true).await.unwrap().unwrap();
    assert_eq!(key.used_at, Some(accounting.app.clock.now()));
}
