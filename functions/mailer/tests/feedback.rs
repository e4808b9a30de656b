use serde_json::json;
use table::entities::user::{MailProblemKind, User};
use table::keys;
use testkit::samples;

use crate::subscribers::{Town, address};

fn bounce(kind: &str, number: u8) -> String {
    let recipients = json!([{"emailAddress": address(number)}]);
    json!({"eventType": "Bounce", "bounce": {"bounceType": kind, "bouncedRecipients": recipients}}).to_string()
}

async fn problem(town: &Town, number: u8) -> Option<MailProblemKind> {
    let user: User = town.app.table.get(keys::user(&samples::user_id(number)), true).await.unwrap().unwrap();
    user.mail_problem().map(|problem| problem.kind)
}

#[tokio::test]
async fn an_address_whose_mail_comes_back_gets_no_receipts_any_more() {
    let town = Town::of(2).await;
    town.mailer.hear(&bounce("Permanent", 1)).await;
    assert_eq!((problem(&town, 1).await, problem(&town, 2).await), (Some(MailProblemKind::Bounce), None));
    town.publish().await;
    assert_eq!((town.reached(), town.counts(1).await), (vec![address(2)], (2, 1, 0, 1)));
}

#[tokio::test]
async fn a_full_mailbox_is_no_reason_to_stop() {
    let town = Town::of(1).await;
    town.mailer.hear(&bounce("Transient", 1)).await;
    assert_eq!(problem(&town, 1).await, None);
}

#[tokio::test]
async fn whoever_subscribes_anew_says_that_the_mailbox_works() {
    let town = Town::of(1).await;
    town.mailer.hear(&bounce("Permanent", 1)).await;
    town.subscribe(1).await;
    assert_eq!(problem(&town, 1).await, None);
}

#[tokio::test]
async fn what_is_known_against_an_address_does_not_follow_to_another() {
    let town = Town::of(1).await;
    town.mailer.hear(&bounce("Permanent", 1)).await;
    let mut user: User = town.app.table.get(keys::user(&samples::user_id(1)), true).await.unwrap().unwrap();
    user.email = domain::email::Email::parse("new@example.ru").unwrap();
    town.app.table.put(&user).await.unwrap();
    assert_eq!(problem(&town, 1).await, None);
}

#[tokio::test]
async fn events_come_as_records_of_sns_and_anything_else_is_a_reason_to_sweep() {
    let town = Town::of(1).await;
    let complaint = json!({
        "eventType": "Complaint", "complaint": {"complainedRecipients": [{"emailAddress": address(1)}]}
    });
    let event = json!({"Records": [{"EventSource": "aws:sns", "Sns": {"Message": complaint.to_string()}}]});
    assert!(Box::pin(town.mailer.0.hear_all(&event)).await.unwrap());
    assert_eq!(problem(&town, 1).await, Some(MailProblemKind::Complaint));
    let stream = json!({"Records": [{"eventName": "INSERT", "dynamodb": {}}]});
    assert!(!Box::pin(town.mailer.0.hear_all(&stream)).await.unwrap());
    assert!(!Box::pin(town.mailer.0.hear_all(&json!({"source": "aws.events"}))).await.unwrap());
}

#[tokio::test]
async fn an_address_that_nobody_holds_is_let_go() {
    let town = Town::of(0).await;
    town.mailer.hear(&bounce("Permanent", 9)).await;
}
