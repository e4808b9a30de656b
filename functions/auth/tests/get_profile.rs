use serde_json::json;
use table::entities::user::MailProblemKind;
use table::{Entity as _, Update};
use testkit::samples;

use crate::world::{resident, start};

#[tokio::test]
async fn the_profile_tells_who_is_signed_in_and_what_was_accepted() {
    let app = start().await;
    let user = resident(&app, "Иванов").await;
    let answer = app.get("/api/profile").bearer(&app.token(&user.id)).send().await;
    assert_eq!(answer.status, 200);
    let profile = answer.json();
    assert_eq!((profile["login"].as_str(), profile["email"].as_str()), (Some("Иванов"), Some("person@example.ru")));
    assert_eq!(profile["created_at"], "2026-10-20T12:00:00Z");
    assert_eq!(profile["agreement"]["version"], auth::AGREEMENT_VERSION);
    assert!(!answer.text().contains("argon2"));
}

#[tokio::test]
async fn an_address_whose_mail_comes_back_is_told() {
    let app = start().await;
    let user = resident(&app, "Иванов").await;
    let profile = async || app.get("/api/profile").bearer(&app.token(&user.id)).send().await.json();
    assert_eq!(profile().await["mail_problem"], json!(null));
    let now = app.clock.now();
    assert!(app.table.record_mail_problem(&user.email, MailProblemKind::Bounce, now).await.unwrap());
    assert_eq!(profile().await["mail_problem"], json!({"kind": "bounce", "at": "2026-10-20T12:00:00Z"}));
}

#[tokio::test]
async fn a_person_who_was_stored_with_wishes_of_their_own_is_read_without_them() {
    let app = start().await;
    let user = resident(&app, "Иванов").await;
    let old = Update::at(user.key()).set("mailings", json!({"news": true, "reminders": true}));
    assert!(app.table.update(old).await.unwrap());
    let answer = app.get("/api/profile").bearer(&app.token(&user.id)).send().await;
    assert_eq!((answer.status, answer.json().get("mailings")), (200, None));
}

#[tokio::test]
async fn the_profile_needs_a_token_of_somebody_who_exists() {
    let app = start().await;
    assert_eq!(app.get("/api/profile").send().await.problem(), (401, "unauthorized".into()));
    let nobody = app.token(&samples::user_id(9));
    assert_eq!(app.get("/api/profile").bearer(&nobody).send().await.problem(), (401, "unauthorized".into()));
}
