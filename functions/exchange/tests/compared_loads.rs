//! Statements and common needs that are loaded at the same moment are compared with each other all the same.

use std::time::Duration;

use serde_json::{Value, json};
use table::usage::{Usage, metered};
use testkit::{Answer, Fault, FaultProxy};

use crate::accounting::{
    ACCOUNTS, Accounting, HOUSES, ODN, STATEMENTS, account, house, rejected, row, statement, summary,
};
use crate::load_odn::{needs, strict, with_common};

/// The first load decides, and while its transaction is on the way the second one is done.
async fn overtaken(accounting: &Accounting, first: (&str, Value), second: (&str, Value)) -> (Answer, Answer) {
    let ((first, _), second) = overtaken_metered(accounting, first, second).await;
    (first, second)
}

/// The same with what the first one cost.
async fn overtaken_metered(
    accounting: &Accounting,
    first: (&str, Value),
    second: (&str, Value),
) -> ((Answer, Usage), Answer) {
    let proxy = FaultProxy::start().await;
    let slow = accounting.app.behind(&proxy.endpoint, exchange::router);
    proxy.plan("TransactWriteItems", Fault::Delay(Duration::from_millis(800)), 1);
    let body = json!({ "items": [first.1] });
    let first = metered(slow.put(first.0).bearer(&accounting.key).json(&body).send());
    let second = async {
        proxy.begun().await;
        accounting.put(second.0, &[second.1]).await
    };
    tokio::join!(first, second)
}

/// A company that wants what differs refused, whose month holds this.
async fn month_with(loads: &[(&str, Value)]) -> Accounting {
    let accounting = Accounting::with_accounts().await;
    assert_eq!(summary(&accounting.put(ACCOUNTS, &[account("4")]).await).0, 1);
    for (path, row) in loads {
        assert_eq!(summary(&accounting.put(path, std::slice::from_ref(row)).await), (1, 0, 0, 0));
    }
    strict(&accounting).await;
    accounting
}

/// Months that hold nothing of what meets: nothing at all, statements of another account, common needs of another
/// service, both.
fn months() -> [Vec<(&'static str, Value)>; 4] {
    let mut right = with_common("1.25", 112_251);
    right["account"] = json!("2");
    let (other, heating) = ((STATEMENTS, right), (ODN, needs("heating")));
    [vec![], vec![other.clone()], vec![heating.clone()], vec![other, heating]]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn common_needs_see_the_statement_that_came_before_their_writing() {
    for loaded in months() {
        let accounting = month_with(&loaded).await;
        let (needs, statement) =
            overtaken(&accounting, (ODN, needs("hot-water")), (STATEMENTS, with_common("2", 123_199))).await;
        assert_eq!(summary(&statement), (1, 0, 0, 0), "{loaded:?}");
        assert_eq!(row(&needs, 0), rejected("odn_differs", "house_volume"), "{loaded:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_statement_sees_the_common_needs_that_came_before_its_writing() {
    for loaded in months() {
        let accounting = month_with(&loaded).await;
        let (statement, needs) =
            overtaken(&accounting, (STATEMENTS, with_common("2", 123_199)), (ODN, needs("hot-water"))).await;
        assert_eq!(summary(&needs), (1, 0, 0, 0), "{loaded:?}");
        assert_eq!(row(&statement, 0), rejected("odn_differs", "lines[0].odn_volume"), "{loaded:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_corrected_statement_is_seen_as_a_new_one_is() {
    let accounting = month_with(&[(STATEMENTS, with_common("1.25", 112_251)), (ODN, needs("heating"))]).await;
    let (needs, statement) =
        overtaken(&accounting, (ODN, needs("hot-water")), (STATEMENTS, with_common("2", 123_199))).await;
    assert_eq!(summary(&statement), (0, 1, 0, 0));
    assert_eq!(row(&needs, 0), rejected("odn_differs", "house_volume"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn common_needs_of_another_house_stop_nobody() {
    let accounting = month_with(&[(ODN, needs("heating"))]).await;
    assert_eq!(summary(&accounting.put(HOUSES, &[house("7")]).await).0, 1);
    let mut elsewhere = needs("hot-water");
    elsewhere["house"] = json!("7");
    let late = (STATEMENTS, with_common("2", 123_199));
    let (alone, usage) = metered(accounting.put(STATEMENTS, &[statement("2")])).await;
    assert_eq!(summary(&alone), (1, 0, 0, 0));
    let (met, needs) = overtaken_metered(&accounting, late, (ODN, elsewhere)).await;
    assert_eq!((summary(&met.0), summary(&needs)), ((1, 0, 0, 0), (1, 0, 0, 0)));
    assert_eq!(met.1.round_trips, usage.round_trips, "it had to look again");
}

#[tokio::test]
async fn statements_of_a_month_without_common_needs_cost_nothing_more() {
    let accounting = Accounting::with_accounts().await;
    let (answer, usage) = metered(accounting.put(STATEMENTS, &[statement("1"), statement("2")])).await;
    assert_eq!(summary(&answer), (2, 0, 0, 0));
    // The key, the month, the accounts, the transaction: two statements of a unit each and the month, twice.
    assert_eq!((usage.round_trips, usage.write_units), (4, 6.0));
}
