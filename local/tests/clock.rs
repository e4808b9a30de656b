//! The clock is moved by hand, and stays moved.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::process::System;

const TEN_YEARS: i64 = 10 * 366 * 24 * 3600;

#[test]
fn a_moved_clock_outlives_a_restart() {
    let data = TempDir::new().unwrap();
    let arguments = ["--no-demo", "--data-dir", data.path().to_str().unwrap()];
    let system = System::start(&arguments);
    let ten_days = json!({"advance_seconds": 864_000});
    let (_, moved) = system.call("POST", "/_local/clock", "", &ten_days);
    system.kill();
    let again = System::start(&arguments);
    let (_, now) = again.call("POST", "/_local/clock", "", &json!({"advance_seconds": 0}));
    assert!(now["now"].as_str() >= moved["now"].as_str(), "{now} {moved}");
}

#[test]
fn the_clock_is_not_moved_out_of_the_calendar() {
    let system = System::start(&["--memory", "--no-demo"]);
    let status = |seconds: Value| system.call("POST", "/_local/clock", "", &json!({"advance_seconds": seconds})).0;
    for far in [json!(i64::MAX), json!(i64::MIN), json!(TEN_YEARS + 1), json!(-TEN_YEARS - 1), json!("1")] {
        assert_eq!(status(far.clone()), 422, "{far}");
    }
    assert_eq!(status(json!(TEN_YEARS)), 200);
    assert_eq!(status(json!(1)), 422, "moves add up");
    assert_eq!(status(json!(-2 * TEN_YEARS)), 200);
    assert_eq!(status(json!(-1)), 422);
}

#[test]
fn a_clock_that_was_remembered_out_of_the_calendar_goes_on_at_its_edge() {
    for (remembered, edge) in [(i64::MAX, TEN_YEARS), (i64::MIN, -TEN_YEARS), (5 * TEN_YEARS, TEN_YEARS)] {
        let data = TempDir::new().unwrap();
        let arguments = ["--no-demo", "--data-dir", data.path().to_str().unwrap()];
        let system = System::start(&arguments);
        let before = advance(&system, 0);
        system.kill();
        remember(data.path(), remembered);
        let again = System::start(&arguments);
        let apart = advance(&again, 0).as_second() - before.as_second();
        assert!((edge..edge + 60).contains(&apart), "{remembered}: {apart}");
        assert!(advance(&again, -edge) < before + SignedDuration::from_mins(1), "{remembered}: it is moved back");
    }
}

/// The time after a move.
fn advance(system: &System, seconds: i64) -> Timestamp {
    let (status, moved) = system.call("POST", "/_local/clock", "", &json!({"advance_seconds": seconds}));
    assert_eq!(status, 200, "{moved}");
    moved["now"].as_str().unwrap().parse().unwrap()
}

fn remember(data: &Path, offset: i64) {
    let file = data.join("system.json");
    let mut state: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    state["clock_offset"] = json!(offset);
    std::fs::write(file, state.to_string()).unwrap();
}
