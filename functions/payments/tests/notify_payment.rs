use domain::PaymentId;
use serde_json::json;
use table::entities::action::{ActionCode, ActionsOf};
use table::entities::message::Pending;
use table::entities::payment::Cause;
use table::entities::payment_refusal::{PaymentRefusal, StrayRefusals};
use table::entities::statement::StatementItem;
use table::entities::unposted::UnpostedOf;
use table::keys;
use testkit::{TestApp, samples};

use crate::shop::{asked, confirms, events, ledger, online, open, ordered, refusals, send, status, told};
use crate::{account, ivanov};

async fn refused(app: &TestApp, form: &str) {
    let answer = send(app, "notify", form).await;
    assert_eq!((answer.status, answer.text()), (200, "FAIL".to_owned()), "{form}");
}

#[tokio::test]
async fn taken_money_is_posted_in_two_round_trips() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    let answer = told(&payment).notify(&app).await;
    assert!(confirms(&answer), "{}", answer.text());
    assert_eq!(answer.usage.round_trips, 2);
    assert_eq!(status(&app, &payment).await, "paid");
    assert_eq!(ledger(&app, &account()).await, [12_025]);
    assert_eq!(online(&app).await.len(), 1);
}

#[tokio::test]
async fn every_move_leaves_its_trace() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    told(&payment).notify(&app).await;
    let events = events(&app, &payment).await;
    let told: Vec<_> = events.iter().map(|event| (event.number, event.became.as_str(), event.cause)).collect();
    assert_eq!(told, [(0, "created", Cause::Ordered), (1, "paid", Cause::ProviderTook)]);
    assert_eq!((events[1].network.as_str(), events[1].movement.as_deref()), ("192.0.2.7", Some("123456")));
}

#[tokio::test]
async fn the_answer_carries_what_the_fiscal_receipt_says() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    let xml = told(&payment).notify(&app).await.text();
    let value = |key: &str| {
        let (_, rest) = xml.split_once(&format!("<KEY>{key}</KEY><VALUE>")).unwrap();
        rest.split_once("</VALUE>").unwrap().0.replace("&quot;", "\"")
    };
    let position = "[{\"name\":\"Жилищно-коммунальные услуги\",\"price\":120.25,\"quantity\":1,\"vatTag\":1105}]";
    assert_eq!(
        (value("INVENTORY").as_str(), value("CLIENT").as_str(), value("SNO").as_str()),
        (position, "ivanov@example.ru", "1")
    );
    assert!(xml.contains(&format!("<MNT_TRANSACTION_ID>{payment}</MNT_TRANSACTION_ID>")));
}

#[tokio::test]
async fn what_an_erased_person_has_ordered_is_posted_and_its_receipt_goes_to_the_company() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    app.table.erase_rest(&ivanov()).await.unwrap();
    let answer = told(&payment).notify(&app).await;
    assert!(confirms(&answer));
    let company = samples::organization().email;
    let client = format!("<KEY>CLIENT</KEY><VALUE>{company}</VALUE>");
    assert!(answer.text().contains(&client), "{}", answer.text());
    assert_eq!(ledger(&app, &account()).await, [12_025]);
    for shard in 0..keys::OUTBOX_SHARDS {
        assert_eq!(app.table.query_all(&Pending { shard }).await.unwrap(), []);
    }
}

#[tokio::test]
async fn the_query_and_the_form_say_the_same() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    let by_query = app.get(&format!("/api/payments/moneta/notify?{}", told(&payment).encoded())).send().await;
    assert!(confirms(&by_query));
    assert!(confirms(&told(&payment).notify(&app).await));
    assert_eq!(ledger(&app, &account()).await, [12_025]);
}

#[tokio::test]
async fn a_repeat_is_confirmed_and_posts_nothing() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    told(&payment).notify(&app).await;
    for seconds in [1, 11 * 60, 27 * 3600] {
        app.clock.advance(seconds);
        let again = told(&payment).notify(&app).await;
        assert!(confirms(&again) && again.usage.round_trips == 1, "{seconds}");
    }
    assert_eq!((ledger(&app, &account()).await, online(&app).await.len()), (vec![12_025], 1));
}

#[tokio::test]
async fn late_money_is_posted_all_the_same() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    app.clock.advance(25 * 3600);
    let token = app.token(&ivanov());
    let shown = app.get(&format!("{}/{payment}", crate::shop::path())).bearer(&token).send().await.json();
    assert_eq!((&shown["status"], &shown["failure"]), (&"failed".into(), &"expired".into()));
    assert!(confirms(&told(&payment).notify(&app).await));
    assert_eq!(status(&app, &payment).await, "paid");
    let trail: Vec<Cause> = events(&app, &payment).await.into_iter().map(|event| event.cause).collect();
    assert_eq!(trail, [Cause::Ordered, Cause::TermEnded, Cause::ProviderTookLate]);
}

#[tokio::test]
async fn the_turn_of_a_month_costs_no_further_trip() {
    let app = open().await;
    let turn: jiff::Timestamp = "2026-10-31T20:50:00Z".parse().unwrap();
    app.clock.advance(turn.as_second() - app.clock.now().as_second());
    let payment = ordered(&app, "key-1").await;
    app.clock.advance(1200);
    let answer = told(&payment).notify(&app).await;
    assert!(confirms(&answer), "{}", answer.text());
    assert_eq!(answer.usage.round_trips, 2);
}

/// Ordered in October, reported in the statement of September, told of in December: the balance has known it for months.
#[tokio::test]
async fn money_that_an_old_statement_reports_is_not_counted_twice() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    let mut body = samples::statement_json();
    body["payments"] = json!([{"id": payment, "date": "2026-10-21", "amount": 12_025, "channel": "online"}]);
    let statement = serde_json::from_value(body).unwrap();
    app.table.put(&StatementItem::new(account(), samples::period("2026-09"), 1, &statement).unwrap()).await.unwrap();
    app.statement(&account(), "2026-10").await;
    app.clock.advance(50 * 24 * 3600);
    let answer = told(&payment).notify(&app).await;
    assert!(confirms(&answer), "{}", answer.text());
    assert_eq!(answer.usage.round_trips, 3);
    let entries = online(&app).await;
    let reports: Vec<_> = entries.iter().filter_map(|entry| entry.reported.as_ref()).collect();
    assert_eq!((entries.len(), reports.len()), (1, 1), "{entries:?}");
    assert_eq!(reports[0].period, samples::period("2026-09"));
}

#[tokio::test]
async fn a_second_operation_of_a_paid_payment_is_refused_and_audited() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    told(&payment).notify(&app).await;
    refused(&app, &told(&payment).with("MNT_OPERATION_ID", "123457").encoded()).await;
    assert_eq!(
        (ledger(&app, &account()).await, refusals(&app).await),
        (vec![12_025], vec!["second_operation".to_owned()])
    );
}

async fn unposted(app: &TestApp) -> Vec<(String, i64, String)> {
    let organization = account().organization();
    let items = app.table.query_all(&UnpostedOf { organization: &organization }).await.unwrap();
    items.into_iter().map(|money| (money.operation, money.amount.kopecks(), money.reason)).collect()
}

#[tokio::test]
async fn money_that_the_shop_has_signed_for_and_we_refuse_is_listed_once_a_movement_for_the_company() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    refused(&app, &told(&payment).signed_with("QWERTZ").encoded()).await;
    asked(&payment).with("MNT_AMOUNT", "1.00").check(&app).await;
    refused(&app, &told(&payment).with("MNT_TEST_MODE", "1").encoded()).await;
    assert_eq!(unposted(&app).await, [], "a stranger, a question, and a trial move no money");
    for _ in 0..30 {
        app.clock.advance(1);
        refused(&app, &told(&payment).with("MNT_AMOUNT", "1.00").encoded()).await;
    }
    told(&payment).with("MNT_OPERATION_ID", "123457").notify(&app).await;
    refused(&app, &told(&payment).with("MNT_OPERATION_ID", "123458").encoded()).await;
    let listed = |operation: &str, kopecks, reason: &str| (operation.to_owned(), kopecks, reason.to_owned());
    let expected = [listed("123456", 100, "amount_differs"), listed("123458", 12_025, "second_operation")];
    assert_eq!(unposted(&app).await, expected);
}

#[tokio::test]
async fn what_the_shop_has_signed_and_we_refuse_stands_in_the_trail_of_the_person_and_what_strangers_send_does_not() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    refused(&app, &told(&payment).signed_with("QWERTZ").encoded()).await;
    refused(&app, &told(&payment).with("MNT_AMOUNT", "1.00").encoded()).await;
    asked(&payment).with("MNT_AMOUNT", "1.00").check(&app).await;
    let actions = app.table.query_all(&ActionsOf { user: &ivanov() }).await.unwrap();
    let told: Vec<_> = actions.iter().filter(|action| action.code == ActionCode::PaymentNoticeRefused).collect();
    assert_eq!((told.len(), refusals(&app).await.len()), (2, 3));
    let (number, place) = (Some("100200300".to_owned()), "сеть 192.0.2.x".to_owned());
    assert!(told.iter().all(|action| action.detail == number && action.place == place), "{told:?}");
}

#[tokio::test]
async fn a_refusal_about_an_erased_person_is_kept_without_them() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    app.table.erase_rest(&ivanov()).await.unwrap();
    refused(&app, &told(&payment).with("MNT_AMOUNT", "1.00").encoded()).await;
    assert_eq!(refusals(&app).await, ["amount_differs"]);
    assert_eq!(app.table.query_all(&ActionsOf { user: &ivanov() }).await.unwrap(), []);
}

#[tokio::test]
async fn an_operation_pays_one_payment_only() {
    let app = open().await;
    let (one, other) = (ordered(&app, "key-1").await, ordered(&app, "key-2").await);
    told(&one).notify(&app).await;
    refused(&app, &told(&other).encoded()).await;
    assert_eq!(
        (status(&app, &other).await, refusals(&app).await),
        ("created".to_owned(), vec!["operation_reused".to_owned()])
    );
}

#[tokio::test]
async fn what_is_not_the_payments_own_is_refused_and_audited() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    let foreign = PaymentId::new(&samples::account_id("999"), "0123456789abcdef").unwrap();
    for (call, reason) in [
        (told(&payment).with("MNT_AMOUNT", "120.26"), "amount_differs"),
        (told(&payment).with("MNT_AMOUNT", "1120.25"), "amount_differs"),
        (told(&payment).with("MNT_TEST_MODE", "1"), "test_mode_differs"),
        (told(&payment).with("MNT_ID", "54600818"), "shop_unknown"),
        (told(&payment).signed_with("QWERTZ"), "signature_wrong"),
        (told(&payment).with("MNT_COMMAND", "CHECK"), "command_malformed"),
        (told(&payment).with("MNT_CURRENCY_CODE", "USD"), "currency_unknown"),
        (told(&payment).with("MNT_SUBSCRIBER_ID", "1"), "subscriber_unexpected"),
        (told(&payment).with("MNT_AMOUNT", "0.00"), "amount_differs"),
        (told(&payment).with("MNT_AMOUNT", "-120.25"), "notified_amount_malformed"),
        (told(&payment).with("MNT_AMOUNT", "120.251"), "notified_amount_malformed"),
        (told(&payment).with("MNT_AMOUNT", "99999999999999999999.00"), "notified_amount_malformed"),
    ] {
        app.clock.advance(1);
        refused(&app, &call.encoded()).await;
        assert_eq!(refusals(&app).await.pop().as_deref(), Some(reason));
    }
    refused(&app, &told(&foreign).encoded()).await;
    assert_eq!((status(&app, &payment).await, ledger(&app, &account()).await), ("created".to_owned(), vec![]));
}

#[tokio::test]
async fn a_shifted_boundary_between_fields_is_refused() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    // The signature of the one covers the same text as that of the other.
    let shifted = told(&payment).with("MNT_OPERATION_ID", "1234561").with("MNT_AMOUNT", "20.25");
    assert_eq!(shifted.signature(), told(&payment).signature());
    refused(&app, &shifted.encoded()).await;
    assert_eq!(refusals(&app).await, ["amount_differs"]);
}

#[tokio::test]
async fn signatures_that_are_missing_loud_or_another_companys_are_refused() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    let (good, signature) = (told(&payment).encoded(), told(&payment).signature());
    refused(&app, &good.replace(&format!("&MNT_SIGNATURE={signature}"), "")).await;
    refused(&app, &good.replace(&signature, &signature.to_uppercase())).await;
    refused(&app, &good.replace(&signature, &"0".repeat(32))).await;
    refused(&app, &format!("{good}&MNT_SIGNATURE={signature}")).await;
    refused(&app, &format!("{good}&MNT_AMOUNT=120.25")).await;
    assert_eq!((status(&app, &payment).await, refusals(&app).await.len()), ("created".to_owned(), 5));
}

#[tokio::test]
async fn a_call_that_names_no_payment_is_audited_under_its_day() {
    let app = open().await;
    for form in ["", "MNT_TRANSACTION_ID=FF790ABCD", "MNT_TRANSACTION_ID=%00", "=HYPERLINK()", "a=%ff&%ff=b"] {
        refused(&app, form).await;
    }
    let stray: Vec<PaymentRefusal> = app.table.query_all(&StrayRefusals { day: app.clock.now() }).await.unwrap();
    assert_eq!(stray.len(), 5);
}

#[tokio::test]
async fn a_huge_body_is_not_read() {
    let app = open().await;
    let answer = send(&app, "notify", &"a=1&".repeat(20_000)).await;
    assert_eq!(answer.problem(), (413, "body_too_large".to_owned()));
}
