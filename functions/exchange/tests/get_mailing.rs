use serde_json::json;
use table::entities::mailing::MailingOf;
use table::entities::message::Content;
use testkit::{Answer, TestApp, samples};

use crate::accounting::{Accounting, CLOSE, REOPEN};

const MAILING: &str = "/api/exchange/v1/periods/2026-10/mailing";

async fn mailing(accounting: &Accounting) -> Answer {
    accounting.app.get(MAILING).bearer(&accounting.key).send().await
}

fn october(version: u32) -> MailingOf {
    MailingOf { organization: samples::organization_id(1), period: samples::period("2026-10"), version }
}

async fn ordered(app: &TestApp) -> Vec<MailingOf> {
    let messages = app.outbox().await.into_iter();
    let mut orders: Vec<MailingOf> = messages
        .filter_map(|message| match message.content {
            Content::Mailing(order) => Some(order.of),
            _ => None,
        })
        .collect();
    orders.sort_by_key(|of| of.version);
    orders
}

#[tokio::test]
async fn every_closing_orders_one_mailing_and_a_repeated_one_none() {
    let accounting = Accounting::with_statements().await;
    accounting.post(CLOSE).await;
    accounting.post(CLOSE).await;
    accounting.post(REOPEN).await;
    accounting.post(CLOSE).await;
    assert_eq!(ordered(&accounting.app).await, [october(1), october(2)]);
}

#[tokio::test]
async fn a_period_that_was_never_closed_has_no_mailing() {
    let accounting = Accounting::with_statements().await;
    let expected = json!({
        "status": "none", "version": 0, "subscribers": 0, "sent": 0, "failed": 0, "skipped": 0, "started_at": null,
        "finished_at": null, "earlier": []
    });
    assert_eq!(mailing(&accounting).await.json(), expected);
}

#[tokio::test]
async fn the_counts_of_all_parts_are_added_up() {
    let accounting = Accounting::with_statements().await;
    accounting.post(CLOSE).await;
    assert_eq!(mailing(&accounting).await.json()["status"], "running");
    let (app, now) = (&accounting.app, accounting.app.clock.now());
    let walk = october(1).walk(now).add("subscribers", 5).add("skipped", 1);
    for part in [walk, october(1).shard(3, now).add("sent", 2), october(1).shard(4, now).add("failed", 1)] {
        assert!(app.table.update(part).await.unwrap());
    }
    let answer = mailing(&accounting).await.json();
    assert_eq!((&answer["status"], &answer["finished_at"]), (&json!("running"), &json!(null)));
    app.clock.advance(60);
    app.table.update(october(1).shard(3, app.clock.now()).add("sent", 1)).await.unwrap();
    app.table.update(october(1).walk(now).set("walked_at", now)).await.unwrap();
    let expected = json!({
        "status": "done", "version": 1, "subscribers": 5, "sent": 3, "failed": 1, "skipped": 1,
        "started_at": "2026-10-20T12:00:00Z", "finished_at": "2026-10-20T12:01:00Z",
        "earlier": []
    });
    assert_eq!(mailing(&accounting).await.json(), expected);
}

#[tokio::test]
async fn a_mailing_that_a_reopening_stopped_says_so() {
    let accounting = Accounting::with_statements().await;
    accounting.post(CLOSE).await;
    let now = accounting.app.clock.now();
    accounting.app.table.update(october(1).walk(now).set("stopped_at", now)).await.unwrap();
    assert_eq!(mailing(&accounting).await.json()["status"], "stopped");
}

#[tokio::test]
async fn an_unknown_period_and_the_period_of_another_company_have_none() {
    let accounting = Accounting::with_statements().await;
    let stranger = accounting.app.exchange_key(2).await;
    let unknown = (404, "period_unknown".to_owned());
    assert_eq!(accounting.app.get(MAILING).bearer(&stranger).send().await.problem(), unknown);
    let path = "/api/exchange/v1/periods/2026-01/mailing";
    assert_eq!(accounting.app.get(path).bearer(&accounting.key).send().await.problem(), unknown);
    let malformed = accounting.app.get("/api/exchange/v1/periods/2026-13/mailing").bearer(&accounting.key).send().await;
    assert_eq!(malformed.problem(), (404, "not_found".to_owned()));
    assert_eq!(accounting.app.get(MAILING).send().await.problem(), (401, "key_invalid".to_owned()));
}

#[tokio::test]
async fn a_mailing_is_not_done_while_receipts_of_an_earlier_closing_wait() {
    let accounting = Accounting::with_statements().await;
    for path in [CLOSE, REOPEN, CLOSE] {
        accounting.post(path).await;
    }
    let (app, now) = (&accounting.app, accounting.app.clock.now());
    let walked = |version| october(version).walk(now).add("subscribers", 8).set("walked_at", now);
    for part in [
        walked(1),
        october(1).shard(3, now).add("sent", 2).add("failed", 1),
        walked(2).add("skipped", 7),
        october(2).shard(3, now).add("sent", 1),
    ] {
        assert!(app.table.update(part).await.unwrap());
    }
    let answer = mailing(&accounting).await.json();
    assert_eq!(
        (&answer["status"], &answer["finished_at"], &answer["sent"]),
        (&json!("running"), &json!(null), &json!(1))
    );
    assert_eq!(answer["earlier"], json!([{"version": 1, "waiting": 5, "failed": 1}]));
    app.clock.advance(60);
    app.table.update(october(1).shard(5, app.clock.now()).add("skipped", 5)).await.unwrap();
    let answer = mailing(&accounting).await.json();
    assert_eq!((&answer["status"], &answer["finished_at"]), (&json!("done"), &json!("2026-10-20T12:01:00Z")));
    assert_eq!(answer["earlier"], json!([{"version": 1, "waiting": 0, "failed": 1}]));
}
