//! What counts in a balance, and from when a statement counts it instead.

use super::examples::*;
use super::*;

fn later(own: &str, kopecks: i64, hours: i64) -> OnlineEntry {
    let entry = entry(own, kopecks);
    OnlineEntry { at: entry.at + jiff::SignedDuration::from_hours(hours), ..entry }
}

fn left(entries: &[OnlineEntry], published: Option<(&str, u32)>) -> i64 {
    let published = published.map(|(month, version)| (period(month), version));
    sum(unreported(entries, published)).unwrap().kopecks()
}

#[test]
fn what_was_given_back_whole_waits_for_no_statement() {
    assert_eq!(outstanding(&[paid()]), 1);
    assert_eq!(outstanding(&[paid(), entry("r-1", -4_000)]), 1);
    assert_eq!(outstanding(&[paid(), entry("r-1", -4_000), entry("r-2", -6_000)]), 0);
    let reported = Some(Report::new(period(OCTOBER), 1));
    assert_eq!(outstanding(&[OnlineEntry { reported, ..paid() }]), 0);
}

#[test]
fn a_payment_counts_until_its_statement_is_published() {
    assert_eq!(left(&[paid()], Some(("2026-09", 1))), 10_000);
    let loaded = mark(&[paid()], Report::new(period(OCTOBER), 1), &[receipt(payment().as_str(), 10_000)]);
    assert_eq!(left(&loaded, Some(("2026-09", 1))), 10_000);
    assert_eq!(left(&loaded, Some((OCTOBER, 1))), 0);
    assert_eq!(left(&loaded, Some(("2026-11", 1))), 0);
    assert_eq!(left(&loaded, None), 10_000);
}

#[test]
fn a_statement_without_the_payment_takes_its_report_back() {
    let receipts = [receipt(payment().as_str(), 10_000)];
    let loaded = mark(&[paid()], Report::new(period(OCTOBER), 1), &receipts);
    let corrected = mark(&loaded, Report::new(period(OCTOBER), 2), &[]);
    assert_eq!(left(&corrected, Some((OCTOBER, 2))), 10_000);
    let again = mark(&corrected, Report::new(period(OCTOBER), 3), &receipts);
    assert_eq!((left(&again, Some((OCTOBER, 2))), left(&again, Some((OCTOBER, 3)))), (10_000, 0));
}

#[test]
fn the_first_statement_that_reports_it_is_the_one_that_counts() {
    let receipts = [receipt(payment().as_str(), 10_000)];
    let loaded = mark(&[paid()], Report::new(period(OCTOBER), 1), &receipts);
    let twice = mark(&loaded, Report::new(period("2026-11"), 1), &receipts);
    assert_eq!(twice, loaded);
    let elsewhere = mark(&loaded, Report::new(period("2026-11"), 1), &[]);
    assert_eq!(elsewhere, loaded);
    let earlier = mark(&loaded, Report::new(period("2026-09"), 2), &receipts);
    assert_eq!(earlier[0].reported, Some(Report::new(period("2026-09"), 2)));
}

#[test]
fn a_refund_is_reported_by_any_of_three_signs() {
    let both = [paid(), entry("refund-1", -4_000)];
    let own = payment().as_str().to_owned();
    for (receipts, rest) in [
        (vec![receipt(&own, 10_000)], -4_000),
        (vec![receipt(&own, 10_000), receipt("refund-1", -4_000)], 0),
        (vec![receipt(&own, 10_000), receipt(&own, -4_000)], 0),
        (vec![receipt(&own, 6_000)], 0),
        (vec![receipt("refund-1", -4_000)], 10_000),
        (vec![], 6_000),
    ] {
        let loaded = mark(&both, Report::new(period(OCTOBER), 1), &receipts);
        assert_eq!(left(&loaded, Some((OCTOBER, 1))), rest, "{receipts:?}");
    }
}

#[test]
fn of_several_refunds_those_are_reported_that_explain_the_amount() {
    let all = [paid(), later("refund-1", -2_000, 1), later("refund-2", -1_000, 2), later("refund-3", -500, 3)];
    let own = payment().as_str().to_owned();
    for (receipts, reported) in [
        (vec![receipt(&own, 10_000)], vec![true, false, false, false]),
        (vec![receipt(&own, 8_000)], vec![true, true, false, false]),
        (vec![receipt(&own, 7_000)], vec![true, true, true, false]),
        (vec![receipt(&own, 6_500)], vec![true, true, true, true]),
        (vec![receipt(&own, 9_000)], vec![false; 4]),
        (vec![receipt(&own, 9_000), receipt("refund-1", -2_000)], vec![true, true, true, false]),
        (vec![receipt("refund-2", -1_000)], vec![false, false, true, false]),
    ] {
        let marked = mark(&all, Report::new(period(OCTOBER), 1), &receipts);
        let found: Vec<bool> = marked.iter().map(|entry| entry.reported.is_some()).collect();
        assert_eq!(found, reported, "{receipts:?}");
    }
}

#[test]
fn a_refund_under_the_id_of_a_payment_of_an_earlier_month_is_reported() {
    let paid = mark(&[paid()], Report::new(period("2026-09"), 1), &[receipt(payment().as_str(), 10_000)]);
    let all = [paid[0].clone(), later("refund-1", -2_000, 1), later("refund-2", -1_000, 2)];
    let marked = mark(&all, Report::new(period(OCTOBER), 1), &[receipt(payment().as_str(), -2_000)]);
    assert_eq!(left(&marked, Some((OCTOBER, 1))), -1_000);
}

/// October is taken back and corrected while November stays published.
#[test]
fn a_later_balance_that_was_made_before_a_report_does_not_hold_it() {
    let november = (period("2026-11"), 1);
    let late = Report { beneath: Some(november), ..Report::new(period(OCTOBER), 2) };
    let loaded = mark(&[paid()], late, &[receipt(payment().as_str(), 10_000)]);
    assert_eq!(left(&loaded, Some(("2026-11", 1))), 10_000);
    assert_eq!(left(&loaded, Some(("2026-11", 2))), 0);
    assert_eq!(left(&loaded, Some(("2026-12", 1))), 0);
    assert_eq!(left(&loaded, Some((OCTOBER, 1))), 10_000);
}

/// Its statement is looked at again: by the posting of the refund, or because the month was taken back.
#[test]
fn a_refund_of_a_payment_that_is_remembered_no_more_moves_its_own_amount_only() {
    for (told, left_over) in [(10_000, -2_000), (8_000, 0), (-2_000, 0), (9_000, -1_000), (-500, -1_500)] {
        let report = Report::new(period(OCTOBER), 2);
        let marked = mark(&[entry("refund-1", -2_000)], report, &[receipt(payment().as_str(), told)]);
        assert_eq!(left(&marked, Some((OCTOBER, 2))), left_over, "{told}");
    }
}

#[test]
fn what_was_reported_long_ago_is_forgotten_once_a_closing_holds_it() {
    let loaded = mark(&[paid()], Report::new(period(OCTOBER), 1), &[receipt(payment().as_str(), 10_000)]);
    let left = |month, latest| remembered(loaded.clone(), period(month), latest).len();
    let october = Some((period(OCTOBER), 1));
    assert_eq!((left("2027-01", october), left("2027-02", october), left("2027-02", None)), (1, 0, 1));
    assert_eq!(remembered(vec![paid()], period("2030-01"), october).len(), 1);
    let january = (period("2027-01"), 1);
    let late = Report { beneath: Some(january), ..Report::new(period(OCTOBER), 2) };
    let late = mark(&[paid()], late, &[receipt(payment().as_str(), 10_000)]);
    assert_eq!(remembered(late.clone(), period("2027-02"), Some(january)).len(), 1, "January was made without it");
    assert_eq!(remembered(late, period("2027-03"), Some((period("2027-02"), 1))).len(), 0);
}

/// October is taken back and corrected while November, whose balance holds the payment, stays published.
#[test]
fn a_report_that_is_taken_back_beneath_a_later_closing_is_held_by_it() {
    let november = (period("2026-11"), 1);
    let receipts = [receipt(payment().as_str(), 10_000)];
    let loaded = mark(&[paid()], Report::new(period(OCTOBER), 1), &receipts);
    let corrected = Report { beneath: Some(november), ..Report::new(period(OCTOBER), 2) };
    let without = mark(&loaded, corrected, &[]);
    assert_eq!(without[0].reported, None);
    let twice = mark(&without, corrected, &[]);
    for entries in [&without, &twice] {
        assert_eq!(left(entries, Some(("2026-11", 1))), 0, "it was made with the payment");
        assert_eq!(left(entries, Some(("2026-11", 2))), 10_000);
        assert_eq!(left(entries, Some(("2026-12", 1))), 10_000);
    }
    let again = mark(&without, corrected, &receipts);
    assert_eq!((left(&again, Some(("2026-11", 1))), left(&again, Some(("2026-11", 2)))), (0, 0));
    assert_eq!(again, loaded);
}
