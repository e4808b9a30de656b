//! The payment provider's stand-in, tried from outside.

use md5::{Digest as _, Md5};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::process::System;

/// A form as a shop would make it, written anew here: nothing of the stand-in is used.
struct Form {
    mnt_id: String,
    code: String,
    transaction: &'static str,
    amount: &'static str,
    description: &'static str,
}

impl Form {
    fn of(system: &System) -> Self {
        let (mnt_id, code) = (system.word("moneta ", "mnt_id"), system.word("moneta ", "integrity_code"));
        Self { mnt_id, code, transaction: "p1", amount: "417.99", description: "" }
    }

    fn query(&self) -> String {
        let Self { mnt_id, code, transaction, amount, description } = self;
        let digest = Md5::digest(format!("{mnt_id}{transaction}{amount}RUB0{code}"));
        let signature: String = digest.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        format!(
            "MNT_ID={mnt_id}&MNT_TRANSACTION_ID={transaction}&MNT_AMOUNT={amount}&MNT_CURRENCY_CODE=RUB&MNT_TEST_MODE=0\
             &MNT_DESCRIPTION={description}&MNT_SIGNATURE={signature}"
        )
    }

    fn url(&self, system: &System) -> String {
        format!("{}/_local/moneta/assistant.htm?{}", system.url, self.query())
    }
}

fn page(system: &System, method: &str, query: &str) -> (u16, String) {
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let url = format!("{}/_local/moneta/assistant.htm", system.url);
    let mut response = match method {
        "GET" => agent.get(format!("{url}?{query}")).call().unwrap(),
        _ => agent.post(url).content_type("application/x-www-form-urlencoded").send(query).unwrap(),
    };
    (response.status().as_u16(), response.body_mut().read_to_string().unwrap())
}

fn operations(system: &System) -> Value {
    let (status, list) = system.call("GET", "/_local/moneta/operations?transaction=p1", "", &Value::Null);
    assert_eq!(status, 200);
    list["items"].clone()
}

#[test]
fn the_page_asks_for_the_amount_of_a_signed_form_by_get_and_by_post() {
    let system = System::start(&["--memory", "--no-demo"]);
    let form = Form::of(&system);
    for method in ["GET", "POST"] {
        let (status, html) = page(&system, method, &form.query());
        assert_eq!(status, 200, "{html}");
        assert!(html.contains("417,99 ₽") && html.contains("Оплатить"), "{html}");
    }
}

#[test]
fn a_form_with_a_changed_amount_is_not_opened() {
    let system = System::start(&["--memory", "--no-demo"]);
    let changed = Form::of(&system).query().replace("417.99", "1.00");
    let (status, html) = page(&system, "GET", &changed);
    assert_eq!(status, 400);
    assert!(html.contains("Подпись формы"), "{html}");
}

#[test]
fn what_a_shop_writes_is_shown_as_text() {
    let system = System::start(&["--memory", "--no-demo"]);
    let form = Form { description: "%3Cscript%3Ealert(1)%3C/script%3E", ..Form::of(&system) };
    let (_, html) = page(&system, "GET", &form.query());
    assert!(html.contains("alert(1)") && !html.contains("<script>"), "{html}");
}

#[test]
fn the_fields_of_the_card_have_no_names_and_so_are_never_sent() {
    let system = System::start(&["--memory", "--no-demo"]);
    let (_, html) = page(&system, "GET", &Form::of(&system).query());
    for id in ["number", "expiry", "cvc", "contact"] {
        let (_, rest) = html.split_once(&format!("<input id=\"{id}\"")).unwrap();
        assert!(!rest.split('>').next().unwrap().contains("name="), "{id}");
    }
}

#[test]
fn a_payment_that_the_shop_does_not_know_is_not_made() {
    let system = System::start(&["--memory", "--no-demo"]);
    let order = json!({"form_url": Form::of(&system).url(&system), "outcome": "success"});
    let (status, problem) = system.call("POST", "/_local/moneta/operations", "", &order);
    assert_eq!((status, &problem["fields"][0]["code"]), (422, &json!("not_wanted")));
    assert_eq!(operations(&system), json!([]));
}

#[test]
fn an_order_that_does_not_read_is_refused() {
    let system = System::start(&["--memory", "--no-demo"]);
    let url = Form::of(&system).url(&system);
    for order in [
        json!({"form_url": url, "outcome": "theft"}),
        json!({"form_url": url.replace("417.99", "1.00"), "outcome": "success"}),
        json!({"form_url": "", "outcome": "success"}),
        json!({"form_url": url, "outcome": "success", "card": "4111111111111111"}),
    ] {
        let (status, _) = system.call("POST", "/_local/moneta/operations", "", &order);
        assert_eq!(status, 422, "{order}");
    }
}

#[test]
fn a_refused_card_takes_no_money_and_tells_nobody() {
    let system = System::start(&["--memory", "--no-demo"]);
    let order = json!({"form_url": Form::of(&system).url(&system), "outcome": "refusal", "unasked": true});
    let (status, operation) = system.call("POST", "/_local/moneta/operations", "", &order);
    assert_eq!((status, &operation["paid"]), (201, &json!(false)));
    assert_eq!(operation["notifications"], json!([]));
}

#[test]
fn an_unconfirmed_notification_outlives_a_kill_and_is_sent_again() {
    let data = TempDir::new().unwrap();
    let arguments = ["--no-demo", "--data-dir", data.path().to_str().unwrap()];
    let system = System::start(&arguments);
    let order = json!({"form_url": Form::of(&system).url(&system), "outcome": "success", "unasked": true});
    let (status, operation) = system.call("POST", "/_local/moneta/operations", "", &order);
    assert_eq!((status, &operation["notifications"][0]["state"]), (201, &json!("waiting")));
    let before = operation["notifications"][0]["attempts"].as_u64().unwrap();
    system.kill();

    let again = System::start(&arguments);
    again.call("POST", "/_local/clock", "", &json!({"advance_seconds": 3_600}));
    let id = operation["id"].as_str().unwrap();
    let (_, told) = again.call("POST", &format!("/_local/moneta/operations/{id}/notify"), "", &Value::Null);
    let attempts = told["notifications"][0]["attempts"].as_u64().unwrap();
    assert!(attempts > before, "{told}");
    assert_eq!(operations(&again)[0]["id"], operation["id"]);
}
