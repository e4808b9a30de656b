//! The clock is moved by hand, and stays moved.

use serde_json::json;
use tempfile::TempDir;

use crate::process::System;

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
    let (status, _) = system.call("POST", "/_local/clock", "", &json!({"advance_seconds": i64::MAX}));
    assert_eq!(status, 422);
    let (status, _) = system.call("POST", "/_local/clock", "", &json!({"advance_seconds": "1"}));
    assert_eq!(status, 422);
}
