use domain::UserId;
use http::unsubscribe::{Mailing, Unsubscription};
use serde_json::json;
use table::entities::action::{ActionCode, ActionsOf};
use table::entities::attachment::Attachment;
use table::entities::receipt_subscription::ReceiptSubscription;
use table::entities::reminder::Subscription;
use table::keys;
use testkit::{Answer, TestApp, samples};

use crate::{account_path, home, ivanov};

fn token(app: &TestApp, user: UserId) -> String {
    let unsubscription = Unsubscription { mailing: Mailing::Receipts, user, account: samples::account_id("100200300") };
    app.unsubscribe_token(&unsubscription).unwrap()
}

fn link(app: &TestApp) -> String {
    let link = app.unsubscribe_link(&token(app, ivanov()));
    link.strip_prefix("https://lk.example.ru").unwrap().to_owned()
}

async fn subscribe(app: &TestApp, on: bool) -> Answer {
    let body = json!({ "receipt_mailing": on });
    app.patch(&account_path("100200300")).bearer(&app.token(&ivanov())).json(&body).send().await
}

async fn subscription(app: &TestApp) -> Option<ReceiptSubscription> {
    app.table.get(keys::receipt_subscription(&samples::account_id("100200300"), &ivanov()), true).await.unwrap()
}

async fn mailing(app: &TestApp) -> bool {
    let card = app.get(&account_path("100200300")).bearer(&app.token(&ivanov())).send().await;
    card.json()["receipt_mailing"].as_bool().unwrap()
}

/// Ivanov's account with receipts by mail.
async fn subscribed() -> TestApp {
    let app = home().await;
    assert_eq!(subscribe(&app, true).await.status, 200);
    app
}

#[tokio::test]
async fn a_subscription_stands_as_long_as_the_person_wants_it_and_keeps_its_beginning() {
    let app = subscribed().await;
    let since = subscription(&app).await.unwrap().since;
    app.clock.advance(60);
    subscribe(&app, true).await;
    assert_eq!(subscription(&app).await.unwrap().since, since);
    subscribe(&app, false).await;
    assert_eq!((subscription(&app).await, mailing(&app).await), (None, false));
}

#[tokio::test]
async fn one_click_in_the_mail_ends_it_without_signing_in_and_may_be_repeated() {
    let app = subscribed().await;
    for _ in 0..2 {
        let form = app.post(&link(&app)).raw("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click");
        assert_eq!(form.send().await.status, 204);
        assert_eq!((subscription(&app).await, mailing(&app).await), (None, false));
    }
    let ended = ActionCode::ReceiptsUnsubscribed;
    let actions = app.table.query_all(&ActionsOf { user: &ivanov() }).await.unwrap();
    let told: Vec<_> = actions.into_iter().filter(|action| action.code == ended).map(|action| action.detail).collect();
    assert_eq!(told, [Some("100200300".to_owned())], "told once");
}

#[tokio::test]
async fn following_the_link_leads_to_the_page_and_changes_nothing() {
    let app = subscribed().await;
    let answer = app.get(&link(&app)).send().await;
    let page = format!("https://lk.example.ru/unsubscribe#token={}", token(&app, ivanov()));
    assert_eq!((answer.status, answer.header("location")), (303, page.as_str()));
    assert!(mailing(&app).await);
}

#[tokio::test]
async fn a_link_that_is_not_ours_does_nothing() {
    let app = subscribed().await;
    let good = link(&app);
    let (said, signature) = good.rsplit_once('.').unwrap();
    let others = token(&app, samples::user_id(2));
    let other_signature = others.rsplit_once('.').unwrap().1;
    let forged = [format!("{said}.{other_signature}"), format!("{said}."), said.to_owned(), format!("{good}x")];
    let malformed = ["x", "", ".", "..", "a.b.c"].map(|token| format!("/api/unsubscribe?token={token}"));
    for link in forged.into_iter().chain(malformed) {
        assert_eq!(app.post(&link).send().await.problem(), (400, "link_invalid".to_owned()), "{link}");
        assert_eq!(app.get(&link).send().await.status, 400, "{link}");
    }
    assert_eq!(app.post(&format!("{said}.{signature}&x=1")).send().await.problem().0, 400);
    assert_eq!(app.post("/api/unsubscribe").send().await.problem(), (400, "malformed_query".to_owned()));
    assert!(mailing(&app).await);
}

#[tokio::test]
async fn detaching_takes_the_subscription_along_and_the_link_then_changes_nothing() {
    let app = subscribed().await;
    let detached = app.delete(&account_path("100200300")).bearer(&app.token(&ivanov())).send().await;
    assert_eq!((detached.status, subscription(&app).await), (204, None));
    assert_eq!(app.post(&link(&app)).send().await.status, 204);
    assert!(
        app.table
            .get::<Attachment>(keys::attachment(&ivanov(), &samples::account_id("100200300")), true)
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn the_link_of_a_reminder_ends_the_reminders_and_leaves_the_receipts() {
    let app = subscribed().await;
    let body = json!({ "readings_reminder": true });
    app.patch(&account_path("100200300")).bearer(&app.token(&ivanov())).json(&body).send().await;
    let account = samples::account_id("100200300");
    let unsubscription = Unsubscription { mailing: Mailing::Reminders, user: ivanov(), account: account.clone() };
    let token = app.unsubscribe_token(&unsubscription).unwrap();
    for _ in 0..2 {
        assert_eq!(app.post(&format!("/api/unsubscribe?token={token}")).send().await.status, 204);
    }
    let attachment: Attachment = app.table.get(keys::attachment(&ivanov(), &account), true).await.unwrap().unwrap();
    assert_eq!((attachment.readings_reminder, attachment.receipt_mailing), (false, true));
    let left: Option<Subscription> = app.table.get(keys::subscription(&account, &ivanov()), true).await.unwrap();
    assert_eq!(left, None);
    let actions = app.table.query_all(&ActionsOf { user: &ivanov() }).await.unwrap();
    let ended = actions.iter().filter(|action| action.code == ActionCode::RemindersUnsubscribed).count();
    assert_eq!(ended, 1, "told once");
}

#[tokio::test]
async fn a_token_of_one_mailing_is_none_of_the_other() {
    let app = subscribed().await;
    let receipts = token(&app, ivanov());
    assert_eq!(app.post(&format!("/api/unsubscribe?token=reminders.{receipts}")).send().await.status, 400);
    assert!(mailing(&app).await);
}
