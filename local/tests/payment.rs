//! The whole road of a payment: ordered in the cabinet, paid at the provider's stand-in, posted, seen in the balance.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::process::System;

struct Resident {
    token: String,
    account: String,
}

fn sign_in(system: &System) -> Resident {
    let token = system.token();
    let (_, accounts) = system.call("GET", "/api/accounts", &token, &Value::Null);
    Resident { account: accounts["items"][0]["id"].as_str().unwrap().to_owned(), token }
}

impl Resident {
    fn order(&self, system: &System, key: &str, amount: i64) -> Value {
        let url = format!("{}/api/accounts/{}/payments", system.url, self.account);
        let request = ureq::post(url).header("authorization", format!("Bearer {}", self.token));
        let request = request.header("idempotency-key", key).content_type("application/json");
        let mut answer = request.send(json!({"amount": amount}).to_string()).unwrap();
        serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
    }

    fn get(&self, system: &System, rest: &str) -> Value {
        system.call("GET", &format!("/api/accounts/{}{rest}", self.account), &self.token, &Value::Null).1
    }

    fn status(&self, system: &System, order: &Value) -> Value {
        self.get(system, &format!("/payments/{}", order["id"].as_str().unwrap()))["status"].clone()
    }

    /// A debt is above zero.
    fn balance(&self, system: &System) -> i64 {
        let balance = &self.get(system, "")["balance"];
        let amount = balance["amount"].as_i64().unwrap();
        if balance["kind"] == "overpayment" { -amount } else { amount }
    }

    /// Looks again until the payment is paid, ten seconds at most.
    fn await_paid(&self, system: &System, payment: &str) {
        let paid = || self.get(system, &format!("/payments/{payment}"))["status"] == "paid";
        let come = (0..100).any(|_| {
            paid() || {
                std::thread::sleep(std::time::Duration::from_millis(100));
                false
            }
        });
        assert!(come, "the payment is not paid");
    }
}

/// What the provider has in its book for us: kopecks of all operations by which money was taken and that it does not tell
/// falsely.
fn booked(system: &System) -> i64 {
    let (_, book) = system.call("GET", "/_local/moneta/operations", "", &Value::Null);
    let operations = book["items"].as_array().unwrap().iter().filter(|one| one["paid"] == true);
    let honest =
        operations.filter(|one| !["other_amount", "wrong_signature"].contains(&one["outcome"].as_str().unwrap()));
    honest.map(|one| one["amount"].as_str().unwrap().replace('.', "").parse::<i64>().unwrap()).sum()
}

/// Pays what was ordered; `unasked` again, although that was done before.
fn pay(system: &System, order: &Value, outcome: &str, unasked: bool) -> Value {
    let wish = json!({"form_url": order["redirect_url"], "outcome": outcome, "unasked": unasked});
    let (status, operation) = system.call("POST", "/_local/moneta/operations", "", &wish);
    assert_eq!(status, 201, "{operation}");
    operation
}

#[test]
fn a_payment_survives_a_kill_between_the_provider_and_the_cabinet() {
    let data = TempDir::new().unwrap();
    let arguments = ["--data-dir", data.path().to_str().unwrap()];
    let system = System::start(&arguments);
    let resident = sign_in(&system);
    let before = resident.balance(&system);
    let order = resident.order(&system, "road-1", 12_025);
    let payment = order["id"].as_str().unwrap().to_owned();
    let delayed = json!({"form_url": order["redirect_url"], "outcome": "delay", "delay_seconds": 3600});
    let (status, taken) = system.call("POST", "/_local/moneta/operations", "", &delayed);
    assert_eq!(status, 201, "{taken}");
    assert_eq!(resident.get(&system, &format!("/payments/{payment}"))["status"], "pending");
    system.kill();

    let again = System::start(&arguments);
    let resident = sign_in(&again);
    assert_eq!((resident.status(&again, &order), resident.balance(&again)), (json!("pending"), before));
    let path = |order: &Value| order["redirect_url"].as_str().unwrap().split_once("/_local/").unwrap().1.to_owned();
    let repeated = resident.order(&again, "road-1", 12_025);
    assert_eq!(repeated["id"], order["id"], "the page that asks again gets the same payment");
    assert!(path(&repeated).starts_with("moneta/assistant.htm?MNT_ID="), "{repeated}");
    again.call("POST", "/_local/clock", "", &json!({"advance_seconds": 3601}));
    let resident = Resident { token: sign_in(&again).token, ..resident };
    resident.await_paid(&again, &payment);
    assert_eq!((resident.balance(&again), booked(&again)), (before - 12_025, 12_025));
    again.kill();

    let third = System::start(&arguments);
    let resident = sign_in(&third);
    let path = format!("/_local/moneta/operations/{}/notify", taken["id"].as_str().unwrap());
    let (_, told) = third.call("POST", &path, "", &Value::Null);
    assert!(told["notifications"].as_array().unwrap().iter().all(|one| one["state"] == "confirmed"), "{told}");
    assert_eq!((resident.status(&third, &order), resident.balance(&third)), (json!("paid"), before - 12_025));
    assert_eq!(booked(&third), 12_025);
    assert_eq!(
        resident.get(&third, "/payments")["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["id"] == order["id"])
            .count(),
        1
    );
}

#[test]
fn however_the_provider_tells_of_money_it_is_posted_once_and_nothing_false_is() {
    let system = System::start(&["--memory"]);
    let resident = sign_in(&system);
    let before = resident.balance(&system);

    let falsified = resident.order(&system, "falsified", 100);
    for outcome in ["other_amount", "wrong_signature"] {
        let operation = pay(&system, &falsified, outcome, true);
        assert_eq!(operation["notifications"][0]["answer"], "HTTP 200: FAIL", "{operation}");
        assert_ne!(resident.status(&system, &falsified), "paid");
        assert_eq!(resident.balance(&system), before - booked(&system));
    }

    let lost = resident.order(&system, "lost", 200);
    let operation = pay(&system, &lost, "lost", false);
    assert_eq!((resident.status(&system, &lost), resident.balance(&system)), (json!("pending"), before));
    let path = format!("/_local/moneta/operations/{}/notify", operation["id"].as_str().unwrap());
    system.call("POST", &path, "", &Value::Null);
    assert_eq!(resident.status(&system, &lost), "paid");
    assert_eq!(resident.balance(&system), before - booked(&system));

    let operation = pay(&system, &resident.order(&system, "repeated", 300), "repeat", false);
    let states: Vec<&Value> = operation["notifications"].as_array().unwrap().iter().map(|one| &one["state"]).collect();
    assert_eq!(states, ["confirmed"; 5], "{operation}");
    assert_eq!((resident.balance(&system), booked(&system)), (before - 500, 500));
}
