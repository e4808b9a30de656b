//! Receipts whose period is taken back for correction.

use std::time::Duration;

use testkit::{Fault, FaultProxy};

use crate::outbox::{Mailer, no_routes, pending};
use crate::ses::Ses;
use crate::subscribers::{Town, address};

/// The look through the subscribers of the next closing has left the receipt out: it was still on its way.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receipt_that_is_being_stopped_while_its_period_is_closed_again_is_sent_once() {
    let town = Town::of(1).await;
    town.close().await;
    town.mailer.sweep().await.unwrap();
    town.reopen().await;
    let proxy = FaultProxy::start().await;
    let (unused, client) = Ses::start().await;
    let slow = Mailer::new(town.app.behind(&proxy.endpoint, no_routes).app, client);
    // The lease passes; the record that the receipt is stopped is on its way while the period is closed.
    proxy.plan("TransactWriteItems", Fault::Delay(Duration::ZERO), 1);
    proxy.plan("TransactWriteItems", Fault::Delay(Duration::from_millis(1_500)), 1);
    let closing = async {
        proxy.begun().await;
        town.close().await;
        town.mailer.sweep().await.unwrap();
    };
    let (stopping, ()) = tokio::join!(slow.sweep(), closing);
    assert_eq!((stopping.unwrap().dropped, unused.calls().len()), (0, 0));
    assert_eq!(town.counts(2).await, (1, 0, 0, 1), "the closing knew of it");
    assert_eq!(pending(&town.app).await.len(), 1, "it waits");
    town.app.clock.advance(61);
    town.sweep().await;
    assert_eq!((town.reached(), town.counts(1).await), (vec![address(1)], (1, 1, 0, 0)));
}
