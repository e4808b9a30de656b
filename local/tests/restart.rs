//! What was acknowledged is there after the process was taken away.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::process::System;

#[test]
fn data_survive_a_kill() {
    let data = TempDir::new().unwrap();
    let arguments = ["--no-demo", "--data-dir", data.path().to_str().unwrap()];
    let system = System::start(&arguments);
    let key = system.key().to_owned();
    let (status, answer) =
        system.call("PUT", "/api/exchange/v1/organization", &key, &testkit::samples::organization_json());
    assert_eq!(status, 200, "{answer}");
    system.kill();

    let again = System::start(&arguments);
    assert_eq!(again.key(), key);
    let (_, found) = again.call("GET", "/api/organizations?q=", "", &Value::Null);
    assert_eq!(found["items"][0]["name"], "УК «Волга»");
    let (status, answer) =
        again.call("PUT", "/api/exchange/v1/organization", &key, &testkit::samples::organization_json());
    assert_eq!((status, &answer["status"]), (200, &json!("unchanged")));
}

#[test]
fn a_first_start_that_was_killed_begins_anew() {
    let data = TempDir::new().unwrap();
    std::fs::write(data.path().join("unfinished"), "").unwrap();
    std::fs::write(data.path().join("store.db"), "half a store").unwrap();
    let system = System::start(&["--no-demo", "--data-dir", data.path().to_str().unwrap()]);
    assert!(system.key().starts_with("kab_"));
}
