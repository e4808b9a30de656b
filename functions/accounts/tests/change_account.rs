use serde_json::{Value, json};
use table::entities::action::{Action, ActionsOf};
use table::entities::erasure::Erasure;
use table::entities::reminder::SubscriptionsOf;
use table::entities::user::{Claim, MailProblemKind, User};
use table::keys;
use testkit::{Answer, TestApp, samples};

use crate::{account_path, home, ivanov};

async fn change(app: &TestApp, body: &Value) -> Answer {
    app.patch(&account_path("100200300")).bearer(&app.token(&ivanov())).json(body).send().await
}

async fn card(app: &TestApp) -> Value {
    app.get(&account_path("100200300")).bearer(&app.token(&ivanov())).send().await.json()
}

/// What stands in the trail, newest first.
async fn trail(app: &TestApp) -> Vec<String> {
    let actions = app.table.query_all(&ActionsOf { user: &ivanov() }).await.unwrap();
    let words = |action: Action| {
        let code = json!(action.code);
        format!("{}: {}", code.as_str().unwrap(), action.detail.unwrap_or_default())
    };
    actions.into_iter().map(words).collect()
}

#[tokio::test]
async fn an_account_is_named_and_the_name_taken_away() {
    let app = home().await;
    let answer = change(&app, &json!({"label": " Дача "})).await;
    assert_eq!((answer.status, &answer.json()["label"]), (200, &json!("Дача")));
    assert_eq!(card(&app).await, answer.json());
    assert_eq!(change(&app, &json!({"label": null})).await.json()["label"], json!(null));
    assert_eq!(card(&app).await["label"], json!(null));
}

#[tokio::test]
async fn what_is_left_out_stays() {
    let app = home().await;
    change(&app, &json!({"label": "Дача", "receipt_mailing": true})).await;
    let answer = change(&app, &json!({})).await;
    assert_eq!((&answer.json()["label"], &answer.json()["receipt_mailing"]), (&json!("Дача"), &json!(true)));
    change(&app, &json!({"receipt_mailing": false})).await;
    assert_eq!(card(&app).await["label"], json!("Дача"));
    assert_eq!(card(&app).await["receipt_mailing"], json!(false));
}

#[tokio::test]
async fn reminders_are_wished_for_and_called_off() {
    let app = home().await;
    let organization = samples::organization_id(1);
    let subscribed = async || {
        let pattern = SubscriptionsOf { organization: &organization };
        app.table.query_all(&pattern).await.unwrap().len()
    };
    assert_eq!(change(&app, &json!({"readings_reminder": true})).await.json()["readings_reminder"], json!(true));
    assert_eq!((card(&app).await["readings_reminder"].clone(), subscribed().await), (json!(true), 1));
    change(&app, &json!({"readings_reminder": true})).await;
    assert_eq!(subscribed().await, 1);
    assert_eq!(trail(&app).await, ["reminders_subscribed: 100200300"]);
    change(&app, &json!({"readings_reminder": false})).await;
    assert_eq!((card(&app).await["readings_reminder"].clone(), subscribed().await), (json!(false), 0));
}

#[tokio::test]
async fn what_changes_stands_in_the_trail_once() {
    let app = home().await;
    for _ in 0..2 {
        change(&app, &json!({"label": "Дача", "receipt_mailing": true, "readings_reminder": true})).await;
    }
    let mut begun = trail(&app).await;
    begun.sort();
    let all = ["account_renamed", "receipts_subscribed", "reminders_subscribed"];
    assert_eq!(begun, all.map(|code| format!("{code}: 100200300")));
    change(&app, &json!({"label": null})).await;
    change(&app, &json!({"receipt_mailing": false})).await;
    change(&app, &json!({"readings_reminder": false})).await;
    let mut all = trail(&app).await;
    all.sort();
    let told = ["account_renamed", "account_renamed", "receipts_subscribed", "receipts_unsubscribed"];
    let told = told.into_iter().chain(["reminders_subscribed", "reminders_unsubscribed"]);
    assert_eq!(all, told.map(|code| format!("{code}: 100200300")).collect::<Vec<_>>());
    change(&app, &json!({})).await;
    assert_eq!(trail(&app).await.len(), 6);
}

#[tokio::test]
async fn asking_for_any_mailing_says_that_the_mailbox_works() {
    let app = home().await;
    let email = domain::email::Email::parse("ivanov@example.ru").unwrap();
    let claim = Claim::confirmed_email(&ivanov(), &email);
    app.table.put(&claim).await.unwrap();
    for mailing in [json!({"receipt_mailing": true}), json!({"readings_reminder": true})] {
        for _ in 0..2 {
            assert!(app.table.record_mail_problem(&email, MailProblemKind::Bounce, app.clock.now()).await.unwrap());
            assert_eq!(change(&app, &mailing).await.status, 200);
            let user: User = app.table.get(keys::user(&ivanov()), true).await.unwrap().unwrap();
            assert!(user.mail_problem().is_none(), "{mailing}");
        }
    }
}

#[tokio::test]
async fn fields_at_fault_are_named_and_change_nothing() {
    let app = home().await;
    let cases = [
        (json!({"label": ""}), "label", "required"),
        (json!({"label": "ю".repeat(61)}), "label", "too_long"),
        (json!({"label": "a\u{202e}b"}), "label", "control_characters"),
        (json!({"label": 5}), "label", "wrong_type"),
        (json!({"receipt_mailing": null}), "receipt_mailing", "wrong_type"),
        (json!({"receipt_mailing": "true"}), "receipt_mailing", "wrong_type"),
        (json!({"label": "Дача", "number": "1"}), "number", "unknown_field"),
    ];
    for (body, field, code) in cases {
        let answer = change(&app, &body).await;
        assert_eq!((answer.status, answer.fields()), (422, vec![(field.to_owned(), code.to_owned())]), "{body}");
    }
    assert_eq!(card(&app).await["label"], json!(null));
}

#[tokio::test]
async fn who_was_erased_changes_nothing_though_the_token_lives() {
    let app = home().await;
    app.table.put(&Erasure { user: ivanov(), at: app.clock.now() }).await.unwrap();
    for body in [json!({"label": "Дача"}), json!({"receipt_mailing": true})] {
        assert_eq!(change(&app, &body).await.problem(), (404, "not_found".to_owned()), "{body}");
    }
    assert_eq!((&card(&app).await["label"], trail(&app).await.len()), (&json!(null), 0));
}

#[tokio::test]
async fn a_foreign_account_is_not_there_whatever_the_fields_hold() {
    let app = home().await;
    let stranger = app.token(&samples::user_id(2));
    for body in [json!({"label": "Моё"}), json!({"label": 5}), json!({"x": 1}), json!([])] {
        let answer = app.patch(&account_path("100200300")).bearer(&stranger).json(&body).send().await;
        assert_eq!(answer.problem(), (404, "not_found".to_owned()), "{body}");
    }
    let broken = app.patch(&account_path("100200300")).bearer(&stranger).raw("application/json", "{").send().await;
    assert_eq!(broken.problem(), (400, "malformed_body".to_owned()));
    assert_eq!(card(&app).await["label"], json!(null));
}
