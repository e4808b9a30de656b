//! What was acknowledged is there after the process was taken away.

use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::process::{System, starting};

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
    std::fs::create_dir_all(data.path().join("files/kept")).unwrap();
    let system = System::start(&["--no-demo", "--data-dir", data.path().to_str().unwrap()]);
    assert!(system.key().starts_with("kab_"));
    assert!(!data.path().join("files/kept").exists());
}

/// The first start of a system with a demo, where it has begun to fill its store.
fn filling(data: &Path) -> (Child, TempDir) {
    let started = starting(&["--data-dir", data.to_str().unwrap()]);
    let begun = || std::fs::read_to_string(data.join("system.json")).is_ok_and(|state| state.contains("kab_"));
    while !begun() {
        std::thread::sleep(Duration::from_millis(5));
    }
    started
}

#[test]
#[expect(clippy::disallowed_methods, reason = "that it takes no time is what is promised")]
fn a_first_start_that_is_interrupted_ends_at_once_and_the_next_begins_anew() {
    let data = TempDir::new().unwrap();
    let (system, _site) = filling(data.path());
    let state = || std::fs::read_to_string(data.path().join("system.json")).unwrap();
    let before = state();
    assert!(Command::new("kill").args(["-INT", &system.id().to_string()]).status().unwrap().success());
    let interrupted = Instant::now();
    let ended = system.wait_with_output().unwrap();
    assert!(interrupted.elapsed() < Duration::from_secs(5), "{:?}", interrupted.elapsed());
    assert!(ended.status.success() && ended.stdout.is_empty() && ended.stderr.is_empty(), "{ended:?}");
    let again = System::start(&["--no-demo", "--data-dir", data.path().to_str().unwrap()]);
    assert!(!before.contains(again.key()));
    assert_eq!(again.lines.iter().filter(|line| line.starts_with("exchange ")).count(), 1, "{:?}", again.lines);
}
