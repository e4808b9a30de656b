//! A form that is sent twice, or by two at once.

use std::time::Duration;

use jiff::civil::date;
use serde_json::json;
use table::keys;
use testkit::{Fault, FaultProxy, samples};

use crate::flat::{DAY, Flat, account, ivanov, power, row, verdict, water};

#[tokio::test]
async fn a_replayed_form_changes_nothing() {
    let flat = Flat::with(&[water()]).await;
    let first = flat.water_shows("130.5").await;
    let again = flat.water_shows("130,500").await;
    assert_eq!(again.json(), first.json());
    assert_eq!((flat.stored(&water()).await.len(), again.usage.write_units), (1, 0.0));
}

#[tokio::test]
async fn a_form_that_is_replayed_after_a_correction_takes_nothing_back() {
    let flat = Flat::with(&[water()]).await;
    let first = flat.post_named("first", &[row(&water(), &["130"])]).await;
    flat.post_named("second", &[row(&water(), &["131"])]).await;
    let again = flat.post_named("first", &[row(&water(), &["130"])]).await;
    assert_eq!((again.status, again.json()), (200, first.json()));
    assert_eq!(
        (flat.stored(&water()).await[0].values.clone(), again.usage.write_units),
        (vec![samples::value("131")], 0.0)
    );
    // Whoever decides for the first value once more sends a new form.
    assert_eq!(verdict(&flat.post_named("third", &[row(&water(), &["130"])]).await), "accepted");
    assert_eq!(flat.stored(&water()).await.len(), 3);
}

#[tokio::test]
async fn a_replayed_form_is_answered_as_the_first_time_whatever_has_happened_since() {
    let flat = Flat::with(&[water(), power()]).await;
    let rows = [row(&water(), &["130"]), row(&power(), &["1001", "сто"])];
    let first = flat.post_named("a", &rows).await;
    flat.company_has_read("140", date(2026, 10, 20)).await;
    assert_eq!(flat.post_named("a", &rows).await.json(), first.json());
    flat.app.clock.advance(6 * DAY);
    assert_eq!(flat.post_named("a", &rows).await.json(), first.json(), "the window is closed by now");
    assert_eq!(flat.stored(&water()).await.len(), 1);
}

#[tokio::test]
async fn a_form_that_came_to_nothing_comes_to_nothing_again() {
    let flat = Flat::with(&[water()]).await;
    let rejected = flat.post_named("a", &[row(&water(), &["300"])]).await;
    assert_eq!(verdict(&rejected), "needs_confirmation");
    flat.company_has_read("299", date(2026, 10, 20)).await;
    assert_eq!(flat.post_named("a", &[row(&water(), &["300"])]).await.json(), rejected.json());
    assert_eq!(flat.stored(&water()).await, []);
}

#[tokio::test]
async fn another_form_under_the_same_name_is_refused() {
    let flat = Flat::with(&[water()]).await;
    flat.post_named("a", &[row(&water(), &["130"])]).await;
    let other = flat.post_named("a", &[row(&water(), &["131"])]).await;
    assert_eq!(other.problem(), (409, "idempotency_key_reused".to_owned()));
    assert_eq!(flat.stored(&water()).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_form_many_times_at_once_is_written_once() {
    let flat = Flat::with(&[water(), power()]).await;
    let rows = [row(&water(), &["130"]), row(&power(), &["1001", "501"])];
    let answers = futures::future::join_all((0..8).map(|_| flat.post_named("a", &rows))).await;
    assert!(answers.iter().all(|answer| answer.json() == answers[0].json()), "{}", answers[0].text());
    assert_eq!((flat.stored(&water()).await.len(), flat.stored(&power()).await.len()), (1, 1));
}

#[tokio::test]
async fn a_form_that_a_twin_overtakes_is_answered_as_the_twin() {
    let (flat, proxy) = (Flat::with(&[water()]).await, FaultProxy::start().await);
    let slow = flat.behind(&proxy);
    proxy.plan("TransactWriteItems", Fault::Delay(Duration::from_secs(1)), 1);
    let rows = [row(&water(), &["130"])];
    let twin = async {
        proxy.begun().await;
        flat.post_named("a", &rows).await
    };
    let (overtaken, twin) = tokio::join!(slow.post_named("a", &rows), twin);
    assert_eq!((verdict(&overtaken), overtaken.json()), ("accepted".into(), twin.json()));
    assert_eq!(flat.stored(&water()).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn submissions_from_two_phones_at_once_have_one_order_and_nothing_is_lost() {
    let flat = Flat::with(&[water()]).await;
    let values: Vec<String> = (0..6).map(|number| (130 + number).to_string()).collect();
    let answers = futures::future::join_all(values.iter().map(|value| flat.water_shows(value))).await;
    assert!(answers.iter().all(|answer| verdict(answer) == "accepted"));
    let stored = flat.stored(&water()).await;
    assert_eq!(stored.len(), values.len(), "each is in the history");
    assert_eq!(stored.iter().filter(|reading| reading.replaced_by.is_none()).count(), 1);
    for pair in stored.windows(2) {
        assert_eq!(pair[0].replaces.as_deref(), Some(pair[1].id.as_str()), "one follows the other");
    }
    let meter: table::entities::meter::MeterItem =
        flat.app.table.get(keys::meter(&account(), &water().id), true).await.unwrap().unwrap();
    assert_eq!(meter.last.values, stored[0].values);
}

#[tokio::test]
async fn a_name_that_is_no_good_is_refused_rather_than_forgotten() {
    let flat = Flat::with(&[water()]).await;
    for name in ["", "a b", "ключ", &"a".repeat(256)] {
        let answer = flat.post_named(name, &[row(&water(), &["130"])]).await;
        assert_eq!(answer.problem(), (400, "idempotency_key_required".to_owned()), "{name}");
    }
    let path = format!("/api/accounts/{}/readings", account());
    let call = flat.app.post(&path).bearer(&flat.app.token(&ivanov()));
    let twice = call.header("idempotency-key", "a").header("idempotency-key", "b");
    let answer = twice.json(&json!({"readings": [row(&water(), &["130"])]})).send().await;
    assert_eq!(answer.problem(), (400, "idempotency_key_required".to_owned()));
    assert_eq!(flat.stored(&water()).await, []);
}
