use serde_json::{Value, json};
use table::{Update, keys};
use testkit::{Answer, TestApp, samples};

use crate::world::{PASSWORD, SignedIn, holder, sign_in, signed_in, start, trail};

const OLD: &str = "2026-10-01";

/// A person who has accepted an older version, when it was in force.
async fn of_old(app: &TestApp) -> SignedIn {
    let here = signed_in(app, "ivanov").await;
    let old = Update::at(keys::user(&here.user.id)).set("agreement_version", OLD);
    assert!(app.table.update(old).await.unwrap());
    app.clock.advance(60);
    here
}

async fn accept(app: &TestApp, token: &str, version: &str) -> Answer {
    app.post("/api/profile/agreement").bearer(token).json(&json!({"version": version})).send().await
}

/// The version that this sign-in, or this renewal, asks to accept.
fn asked(answer: &Answer) -> Value {
    answer.json()["user"]["agreement_to_accept"].clone()
}

#[tokio::test]
async fn who_has_accepted_an_older_version_is_asked_at_every_sign_in_until_the_new_one_is_accepted() {
    let app = start().await;
    let here = of_old(&app).await;
    let renewed = app.post("/api/auth/refresh").header("cookie", &here.cookie).send().await;
    let signed_in = sign_in(&app, "ivanov", PASSWORD).send().await;
    assert_eq!((asked(&renewed), asked(&signed_in)), (auth::AGREEMENT_VERSION.into(), auth::AGREEMENT_VERSION.into()));
    let accepted = accept(&app, &here.token, auth::AGREEMENT_VERSION).await;
    assert_eq!((accepted.status, accepted.usage.round_trips), (204, 1));
    assert_eq!(asked(&sign_in(&app, "ivanov", PASSWORD).send().await), json!(null));
}

#[tokio::test]
async fn the_version_and_the_time_of_its_first_acceptance_are_kept() {
    let app = start().await;
    let here = of_old(&app).await;
    let at = app.clock.now();
    for _ in 0..2 {
        assert_eq!(accept(&app, &here.token, auth::AGREEMENT_VERSION).await.status, 204);
        app.clock.advance(60);
    }
    let user = holder(&app, "ivanov").await.unwrap();
    assert_eq!((user.agreement_version.as_str(), user.agreement_accepted_at), (auth::AGREEMENT_VERSION, at));
    let told = trail(&app, &here.user).await.into_iter().filter(|action| action == "agreement_accepted").count();
    assert_eq!(told, 1);
}

#[tokio::test]
async fn only_the_version_in_force_can_be_accepted_and_by_who_exists() {
    let app = start().await;
    let here = of_old(&app).await;
    for version in [OLD, "", "2099-01-01"] {
        let refused = accept(&app, &here.token, version).await;
        assert_eq!((refused.status, refused.fields()), (422, vec![("version".into(), "agreement_outdated".into())]));
    }
    let nobody = app.token(&samples::user_id(9));
    assert_eq!(accept(&app, &nobody, auth::AGREEMENT_VERSION).await.problem(), (401, "unauthorized".into()));
    let bare = app.post("/api/profile/agreement").json(&json!({"version": auth::AGREEMENT_VERSION})).send().await;
    assert_eq!(bare.problem(), (401, "unauthorized".into()));
    assert_eq!(holder(&app, "ivanov").await.unwrap().agreement_version, OLD);
}
