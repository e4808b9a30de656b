use futures::future::join_all;
use testkit::samples;

use crate::{attach, by_number, ivanov, town};

fn wrong(number: &str) -> serde_json::Value {
    by_number(number, "access_code", "WRONG")
}

fn right(number: &str) -> serde_json::Value {
    by_number(number, "access_code", "AB12CD34")
}

#[tokio::test]
async fn after_five_wrong_proofs_even_the_right_one_waits_for_a_day() {
    let app = town().await;
    for _ in 0..5 {
        assert_eq!(attach(&app, &ivanov(), &wrong("100200300")).await.status, 422);
    }
    app.clock.advance(3600);
    let refused = attach(&app, &ivanov(), &right("100200300")).await;
    assert_eq!(refused.problem(), (429, "too_many_attempts".to_owned()));
    assert_eq!(refused.header("retry-after"), (23 * 3600).to_string());

    assert_eq!(attach(&app, &samples::user_id(2), &right("100200300")).await.status, 201, "others are not locked out");
    app.clock.advance(23 * 3600 + 1);
    assert_eq!(attach(&app, &ivanov(), &right("100200300")).await.status, 201);
}

#[tokio::test]
async fn a_number_that_nobody_has_is_limited_in_the_same_way() {
    let app = town().await;
    for _ in 0..5 {
        assert_eq!(attach(&app, &ivanov(), &wrong("777")).await.status, 422);
    }
    assert_eq!(attach(&app, &ivanov(), &wrong("777")).await.status, 429);
}

#[tokio::test]
async fn right_proofs_are_not_counted() {
    let app = town().await;
    attach(&app, &ivanov(), &right("100200300")).await;
    for _ in 0..6 {
        assert_eq!(attach(&app, &ivanov(), &right("100200300")).await.status, 409);
    }
}

#[tokio::test]
async fn a_person_has_twenty_wrong_proofs_a_day_over_all_accounts() {
    let app = town().await;
    for number in 0..20 {
        assert_eq!(attach(&app, &ivanov(), &wrong(&number.to_string())).await.status, 422);
    }
    assert_eq!(attach(&app, &ivanov(), &right("100200300")).await.status, 429);
}

#[tokio::test]
async fn an_account_takes_fifty_wrong_proofs_a_day_from_all_people() {
    let app = town().await;
    for attempt in 0..50 {
        assert_eq!(attach(&app, &samples::user_id(attempt), &wrong("100200300")).await.status, 422);
    }
    assert_eq!(attach(&app, &samples::user_id(60), &right("100200300")).await.status, 429);
}

#[tokio::test]
async fn of_many_wrong_proofs_at_once_no_more_than_five_are_judged() {
    let app = town().await;
    let (person, body) = (ivanov(), wrong("100200300"));
    let answers = join_all((0..20).map(|_| attach(&app, &person, &body))).await;
    let judged = answers.iter().filter(|answer| answer.status == 422).count();
    assert!((1..=5).contains(&judged), "{judged} were judged");
    assert!(answers.iter().all(|answer| [422, 429, 503].contains(&answer.status)));
}

#[tokio::test]
async fn many_right_proofs_at_once_do_not_refuse_each_other() {
    let app = town().await;
    let (person, body) = (ivanov(), right("100200300"));
    let answers = join_all((0..6).map(|_| attach(&app, &person, &body))).await;
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409, 409, 409, 409]);
}

#[tokio::test]
async fn attaching_takes_four_round_trips_at_most() {
    let app = town().await;
    let right = attach(&app, &ivanov(), &right("100200300")).await;
    let wrong = attach(&app, &samples::user_id(2), &wrong("100200300")).await;
    assert_eq!((right.status, wrong.status), (201, 422));
    assert!(right.usage.round_trips <= 4 && wrong.usage.round_trips <= 4, "{right:?} {wrong:?}");
}
