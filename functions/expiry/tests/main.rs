//! What becomes of payments that nobody paid in time, under the role of the template.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail at once")]

mod till;

use expiry::Expiry;
use futures::future::join_all;
use table::entities::payment::{Cause, PaymentItem};
use table::entities::payment_due::{PaymentDue, PaymentsDue};
use table::keys;
use testkit::{BEYOND_RETRIES, Fault, FaultProxy, TestApp, acting_as};

use till::{Till, till};

const HOUR: i64 = 3600;

async fn run(app: &TestApp) -> u32 {
    Box::pin(acting_as("Expiry", Expiry::new(app.app.clone()).run())).await.unwrap()
}

async fn waiting(app: &TestApp) -> Vec<PaymentDue> {
    let mut all = Vec::new();
    for shard in 0..keys::OUTBOX_SHARDS {
        let before = app.clock.now() + jiff::SignedDuration::from_hours(1_000);
        all.extend(app.table.query_all(&PaymentsDue { shard, before }).await.unwrap());
    }
    all
}

#[tokio::test]
async fn what_nobody_paid_within_a_day_expires_with_an_event_of_that_moment() {
    let till = till().await;
    let payment = till.ordered("1").await;
    till.app.clock.advance(24 * HOUR - 1);
    assert_eq!(run(&till.app).await, 0);
    assert_eq!(till.state(&payment).await, "created");
    let end = till.app.clock.now() + jiff::SignedDuration::from_secs(1);
    till.app.clock.advance(HOUR);
    assert_eq!(run(&till.app).await, 1);
    assert_eq!(till.state(&payment).await, "expired");
    let events = till.events(&payment).await;
    let last = events.last().unwrap();
    assert_eq!((events.len(), last.cause, last.at, last.became.as_str()), (2, Cause::TermEnded, end, "expired"));
    assert_eq!(last.network, "");
}

#[tokio::test]
async fn another_look_changes_nothing_and_nothing_waits_any_more() {
    let till = till().await;
    let payment = till.ordered("1").await;
    till.app.clock.advance(25 * HOUR);
    assert_eq!((run(&till.app).await, run(&till.app).await), (1, 0));
    assert_eq!((till.events(&payment).await.len(), waiting(&till.app).await), (2, vec![]));
}

#[tokio::test]
async fn what_the_provider_has_asked_about_waits_for_27_hours_more() {
    let till = till().await;
    let payment = till.ordered("1").await;
    till.asks(&payment).await;
    till.app.clock.advance(25 * HOUR);
    assert_eq!((run(&till.app).await, till.state(&payment).await), (0, "pending".to_owned()));
    assert_eq!(waiting(&till.app).await.len(), 1);
    till.app.clock.advance(27 * HOUR);
    assert_eq!((run(&till.app).await, till.state(&payment).await), (1, "expired".to_owned()));
    let ordered = till.events(&payment).await[0].at;
    let expired = till.events(&payment).await.pop().unwrap();
    assert_eq!(expired.at, ordered + jiff::SignedDuration::from_hours(24 + 27));
}

#[tokio::test]
async fn what_is_paid_stays_paid() {
    let till = till().await;
    let payment = till.ordered("1").await;
    till.tells(&payment, "1").await;
    till.app.clock.advance(60 * HOUR);
    assert_eq!((run(&till.app).await, till.state(&payment).await), (0, "paid".to_owned()));
    assert_eq!(waiting(&till.app).await, []);
}

#[tokio::test]
async fn money_that_comes_after_the_expiry_is_posted() {
    let till = till().await;
    let payment = till.ordered("1").await;
    till.app.clock.advance(25 * HOUR);
    run(&till.app).await;
    till.tells(&payment, "1").await;
    assert_eq!(till.causes(&payment).await, [Cause::Ordered, Cause::TermEnded, Cause::ProviderTookLate]);
    assert_eq!((till.state(&payment).await, till.posted().await), ("paid".to_owned(), 12_025));
}

#[tokio::test]
async fn money_that_comes_during_the_expiry_is_posted_once_whoever_is_first() {
    for round in 0..5 {
        let till = till().await;
        let payment = till.ordered("1").await;
        till.app.clock.advance(25 * HOUR);
        let sweeps = join_all((0..4).map(|_| run(&till.app)));
        let calls = join_all((0..10).map(|_| till.tells(&payment, "1")));
        let (swept, _) = futures::future::join(sweeps, calls).await;
        assert!(swept.iter().sum::<u32>() <= 1, "{round}");
        run(&till.app).await;
        assert_eq!(till.causes(&payment).await, [Cause::Ordered, Cause::TermEnded, Cause::ProviderTookLate]);
        assert_eq!((till.state(&payment).await, till.posted().await), ("paid".to_owned(), 12_025));
        assert_eq!(waiting(&till.app).await, []);
    }
}

#[tokio::test]
async fn a_look_that_is_cut_off_is_made_good_by_the_next() {
    let till = till().await;
    let payments = [till.ordered("1").await, till.ordered("2").await, till.ordered("3").await];
    till.app.clock.advance(25 * HOUR);
    let proxy = FaultProxy::start().await;
    let app = till.app.behind(&proxy.endpoint, payments::router);
    proxy.plan("TransactWriteItems", Fault::LoseReply, BEYOND_RETRIES);
    assert!(Expiry::new(app.app.clone()).run().await.is_err());
    proxy.calm();
    proxy.plan("BatchGetItem", Fault::Unprocessed(1), 1);
    Expiry::new(app.app.clone()).run().await.unwrap();
    run(&till.app).await;
    for payment in &payments {
        assert_eq!(till.causes(payment).await, [Cause::Ordered, Cause::TermEnded]);
    }
    assert_eq!(waiting(&till.app).await, []);
}

#[tokio::test]
async fn a_call_does_so_much_and_the_next_one_goes_on() {
    let till = till().await;
    for number in 0..60 {
        till.ordered(&number.to_string()).await;
    }
    till.app.clock.advance(25 * HOUR);
    let short = Expiry::new(till.app.app.clone()).within(1);
    assert_eq!((short.run().await.unwrap(), short.run().await.unwrap(), short.run().await.unwrap()), (50, 10, 0));
}

#[tokio::test]
async fn a_payment_that_is_not_there_is_forgotten() {
    let till = till().await;
    let payment = till.ordered("1").await;
    till.app.table.delete(keys::payment(&payment)).await.unwrap();
    till.app.clock.advance(25 * HOUR);
    assert_eq!((run(&till.app).await, waiting(&till.app).await), (0, vec![]));
    assert!(till.app.table.get::<PaymentItem>(keys::payment(&payment), true).await.unwrap().is_none());
}

impl Till {
    async fn causes(&self, payment: &domain::PaymentId) -> Vec<Cause> {
        self.events(payment).await.into_iter().map(|event| event.cause).collect()
    }
}
