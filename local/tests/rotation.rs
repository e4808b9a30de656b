//! Another signing key on a machine of one's own: nobody is signed out, and the key before it can go.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use tempfile::TempDir;

use crate::process::System;

/// What the browser of the demo resident holds.
struct Browser {
    token: String,
    cookie: String,
}

impl Browser {
    fn sign_in(system: &System) -> Self {
        Self::of(system.post("/api/auth/login", "", &system.credentials()))
    }

    fn refresh(&self, system: &System) -> Self {
        Self::of(system.post("/api/auth/refresh", &self.cookie, &Value::Null))
    }

    fn of((status, cookie, grant): (u16, String, Value)) -> Self {
        assert_eq!(status, 200, "{grant}");
        Self { token: grant["access_token"].as_str().unwrap().to_owned(), cookie }
    }

    /// The id of the key that has signed the token.
    fn key(&self) -> String {
        let header = URL_SAFE_NO_PAD.decode(self.token.split('.').next().unwrap()).unwrap();
        serde_json::from_slice::<Value>(&header).unwrap()["kid"].as_str().unwrap().to_owned()
    }

    fn status(&self, system: &System) -> u16 {
        system.call("GET", "/api/profile", &self.token, &Value::Null).0
    }
}

#[test]
fn a_new_key_signs_nobody_out_and_the_one_before_the_last_is_worth_nothing() {
    let data = TempDir::new().unwrap();
    let folder = ["--data-dir", data.path().to_str().unwrap()];
    let system = System::start(&folder);
    let before = Browser::sign_in(&system);
    let links = secret(&data);
    system.kill();

    let rotated = System::start(&[folder[0], folder[1], "--rotate-key"]);
    assert_eq!(before.status(&rotated), 200, "a token of the key before lives on");
    let after = before.refresh(&rotated);
    assert_eq!((after.status(&rotated), Browser::sign_in(&rotated).key()), (200, after.key()));
    assert_ne!(after.key(), before.key());
    assert_eq!(secret(&data), links, "links of mails that were sent go on working");
    rotated.kill();

    let again = System::start(&[folder[0], folder[1], "--rotate-key"]);
    assert_eq!((before.status(&again), after.status(&again)), (401, 200), "the first key is retired");
    assert_eq!(after.refresh(&again).status(&again), 200);
}

/// What links that end a subscription are signed with.
fn secret(data: &TempDir) -> String {
    let state = std::fs::read_to_string(data.path().join("system.json")).unwrap();
    let secret = serde_json::from_str::<Value>(&state).unwrap()["unsubscribe_secret"].clone();
    secret.as_str().filter(|text| !text.is_empty()).unwrap().to_owned()
}
