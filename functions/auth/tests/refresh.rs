use std::time::Duration;

use serde_json::json;
use table::entities::message::Content;
use testkit::{Answer, Fault, FaultProxy, TestApp};

use crate::world::{PASSWORD, cookie, outbox, resident, sign_in, start, trail};

const ENDED: (u16, &str) = (401, "session_ended");

async fn signed_in(app: &TestApp) -> String {
    resident(app, "ivanov").await;
    cookie(&sign_in(app, "ivanov", PASSWORD).send().await)
}

async fn refresh(app: &TestApp, cookie: &str) -> Answer {
    app.post("/api/auth/refresh").header("cookie", cookie).send().await
}

fn ended() -> (u16, String) {
    (ENDED.0, ENDED.1.into())
}

#[tokio::test]
async fn a_refresh_answers_like_a_sign_in_and_changes_the_cookie() {
    let app = start().await;
    let first = signed_in(&app).await;
    app.clock.advance(700);
    let answer = refresh(&app, &first).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["user"]["login"], "ivanov");
    let token = answer.json()["access_token"].as_str().unwrap().to_owned();
    assert_eq!(app.get("/api/profile").bearer(&token).send().await.status, 200);
    assert_ne!(cookie(&answer), first);
    assert_eq!(refresh(&app, &cookie(&answer)).await.status, 200);
}

#[tokio::test]
async fn two_tabs_that_refresh_at_once_get_the_same_cookie() {
    let app = start().await;
    let first = signed_in(&app).await;
    let (one, other) = tokio::join!(refresh(&app, &first), refresh(&app, &first));
    assert_eq!((one.status, other.status), (200, 200));
    assert_eq!(cookie(&one), cookie(&other));
    assert_eq!(refresh(&app, &cookie(&one)).await.status, 200);
}

#[tokio::test]
async fn two_tabs_that_refresh_at_once_take_two_round_trips_each_whoever_is_quicker() {
    for pause in [0, 11] {
        let (app, proxy) = (start().await, FaultProxy::start().await);
        let first = signed_in(&app).await;
        if pause > 0 {
            refresh(&app, &first).await;
            app.clock.advance(pause);
        }
        let slow = app.behind(&proxy.endpoint, auth::router);
        proxy.plan("UpdateItem", Fault::Delay(Duration::from_millis(1500)), 1);
        let quicker = async {
            proxy.begun().await;
            refresh(&app, &first).await
        };
        let (late, quicker) = tokio::join!(refresh(&slow, &first), quicker);
        assert_eq!([(late.status, late.usage.round_trips), (quicker.status, quicker.usage.round_trips)], [(200, 2); 2]);
        assert_eq!(cookie(&late), cookie(&quicker));
    }
}

/// The session has a new count then, and so has the person.
#[tokio::test]
async fn who_is_overtaken_by_another_tab_and_by_the_end_of_all_others_stays_signed_in() {
    let (app, proxy) = (start().await, FaultProxy::start().await);
    let here = crate::world::signed_in(&app, "ivanov").await;
    let slow = app.behind(&proxy.endpoint, auth::router);
    proxy.plan("UpdateItem", Fault::Delay(Duration::from_millis(1500)), 1);
    let quicker = async {
        proxy.begun().await;
        assert_eq!(refresh(&app, &here.cookie).await.status, 200);
        app.delete("/api/auth/sessions").bearer(&here.token).send().await
    };
    let (late, ended) = tokio::join!(refresh(&slow, &here.cookie), quicker);
    assert_eq!((late.status, ended.status), (200, 204));
    assert_eq!(refresh(&app, &cookie(&late)).await.status, 200);
}

#[tokio::test]
async fn a_session_that_is_ended_while_it_is_renewed_is_not_renewed() {
    let (app, proxy) = (start().await, FaultProxy::start().await);
    let first = signed_in(&app).await;
    let slow = app.behind(&proxy.endpoint, auth::router);
    proxy.plan("UpdateItem", Fault::Delay(Duration::from_millis(1500)), 1);
    let quicker = async {
        proxy.begun().await;
        app.post("/api/auth/logout").header("cookie", &first).send().await
    };
    let (late, out) = tokio::join!(refresh(&slow, &first), quicker);
    assert_eq!((late.problem(), out.status, late.usage.round_trips), (ended(), 204, 2));
}

#[tokio::test]
async fn a_lost_answer_is_given_again_for_ten_seconds() {
    let app = start().await;
    let first = signed_in(&app).await;
    let lost = cookie(&refresh(&app, &first).await);
    app.clock.advance(10);
    assert_eq!(cookie(&refresh(&app, &first).await), lost);
}

#[tokio::test]
async fn whoever_lost_the_answer_comes_in_also_later_and_loses_it_as_often_as_need_be() {
    let app = start().await;
    let first = signed_in(&app).await;
    for seconds in [11, 3600, 7000] {
        let answer = refresh(&app, &first).await;
        assert_eq!((answer.status, answer.usage.round_trips <= 2), (200, true), "{seconds}");
        app.clock.advance(seconds);
    }
    let arrived = cookie(&refresh(&app, &first).await);
    assert_eq!(refresh(&app, &arrived).await.status, 200);
    assert_eq!(refresh(&app, &first).await.problem(), ended(), "once the successor was shown the answer had arrived");
}

#[tokio::test]
async fn more_answers_than_five_in_a_row_do_not_get_lost() {
    let app = start().await;
    let first = signed_in(&app).await;
    for lost in 0..=5 {
        assert_eq!(refresh(&app, &first).await.status, 200, "{lost}");
        app.clock.advance(11);
    }
    assert_eq!(refresh(&app, &first).await.problem(), ended());
    let user = crate::world::holder(&app, "ivanov").await.unwrap();
    assert_eq!(trail(&app, &user).await.remove(0), "session_stolen");
}

#[tokio::test]
async fn an_answer_that_arrived_lets_five_more_get_lost() {
    let app = start().await;
    let mut present = signed_in(&app).await;
    for _ in 0..2 {
        for _ in 0..5 {
            refresh(&app, &present).await;
            app.clock.advance(11);
        }
        present = cookie(&refresh(&app, &present).await);
    }
    assert_eq!(refresh(&app, &present).await.status, 200);
}

#[tokio::test]
async fn an_answer_is_lost_for_a_day_however_often_it_was_asked_for_again() {
    for (asked_again, late, status) in [(false, 0, 200), (false, 1, 401), (true, 0, 200), (true, 1, 401)] {
        let app = start().await;
        resident(&app, "ivanov").await;
        let body = json!({"login": "ivanov", "password": PASSWORD, "remember": true});
        let first = cookie(&app.post("/api/auth/login").json(&body).send().await);
        refresh(&app, &first).await;
        app.clock.advance(43_200);
        if asked_again {
            assert_eq!(refresh(&app, &first).await.status, 200);
        }
        app.clock.advance(43_200 + late);
        assert_eq!(refresh(&app, &first).await.status, status, "{asked_again} {late}");
    }
}

#[tokio::test]
async fn of_two_who_hold_one_session_the_owner_ends_it_whoever_came_first() {
    for owner_is_first in [true, false] {
        let app = start().await;
        let copied = signed_in(&app).await;
        let first = cookie(&refresh(&app, &copied).await);
        app.clock.advance(11);
        let second = cookie(&refresh(&app, &copied).await);
        assert_ne!(first, second, "never do two hold the same one");
        let (owner, thief) = if owner_is_first { (first, second) } else { (second, first) };
        let first_shown = if owner_is_first { &owner } else { &thief };
        assert_eq!(refresh(&app, first_shown).await.problem(), ended(), "its successor was given up");
        for cookie in [&owner, &thief] {
            assert_eq!(refresh(&app, cookie).await.problem(), ended());
        }
    }
}

#[tokio::test]
async fn a_lost_answer_is_taken_from_the_program_that_signed_in_and_from_no_other() {
    for pause in [0, 11] {
        let app = start().await;
        let stolen = signed_in(&app).await;
        let present = cookie(&refresh(&app, &stolen).await);
        app.clock.advance(pause);
        let call = app.post("/api/auth/refresh").header("cookie", &stolen);
        assert_eq!(call.header("user-agent", "Mozilla/5.0 Firefox/140.0").send().await.problem(), ended());
        assert_eq!(refresh(&app, &present).await.problem(), ended());
    }
}

/// A cookie whose successor was shown already.
async fn stolen_cookie(app: &TestApp) -> (String, String) {
    let stolen = signed_in(app).await;
    let successor = cookie(&refresh(app, &stolen).await);
    (stolen, cookie(&refresh(app, &successor).await))
}

#[tokio::test]
async fn a_cookie_shown_again_after_its_successor_ends_the_session() {
    let app = start().await;
    let (stolen, present) = stolen_cookie(&app).await;
    let answer = refresh(&app, &stolen).await;
    assert_eq!(answer.problem(), ended());
    assert_eq!(answer.cookie("__Host-refresh").as_deref(), Some(""));
    assert_eq!(refresh(&app, &present).await.problem(), ended());
}

#[tokio::test]
async fn a_copied_session_is_told_to_its_person_once() {
    let app = start().await;
    let (stolen, _) = stolen_cookie(&app).await;
    app.clock.advance(1);
    for _ in 0..2 {
        assert_eq!(refresh(&app, &stolen).await.problem(), ended());
    }
    let user = crate::world::holder(&app, "ivanov").await.unwrap();
    let told = Content::SessionStolen { user: user.id.clone() };
    let mails = outbox(&app).await.into_iter().filter(|(_, content)| *content == told).count();
    assert_eq!((mails, trail(&app, &user).await.remove(0)), (1, "session_stolen".to_owned()));
}

#[tokio::test]
async fn a_cookie_from_before_several_changes_ends_the_session() {
    for pause in [0, 11] {
        let app = start().await;
        let stolen = signed_in(&app).await;
        let mut present = stolen.clone();
        for _ in 0..3 {
            present = cookie(&refresh(&app, &present).await);
            app.clock.advance(pause);
        }
        assert_eq!(refresh(&app, &stolen).await.problem(), ended());
        assert_eq!(refresh(&app, &present).await.problem(), ended());
    }
}

#[tokio::test]
async fn a_secret_that_the_session_never_had_ends_it() {
    let app = start().await;
    let good = signed_in(&app).await;
    let forged = format!("{}{}", &good[..good.len() - 4], if good.ends_with("0000") { "1111" } else { "0000" });
    assert_eq!(refresh(&app, &forged).await.problem(), ended());
    assert_eq!(refresh(&app, &good).await.problem(), ended());
}

#[tokio::test]
async fn a_session_lasts_twelve_hours_or_thirty_days() {
    for (remember, seconds, step) in [(false, 12 * 3600, 3600), (true, 30 * 86_400, 30 * 86_400)] {
        let app = start().await;
        resident(&app, "ivanov").await;
        let body = json!({"login": "ivanov", "password": PASSWORD, "remember": remember});
        let mut present = cookie(&app.post("/api/auth/login").json(&body).send().await);
        for _ in 1..seconds / step {
            app.clock.advance(step);
            present = cookie(&refresh(&app, &present).await);
        }
        app.clock.advance(step - 1);
        let answer = refresh(&app, &present).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("set-cookie").contains("Max-Age=1;"), remember);
        app.clock.advance(1);
        assert_eq!(refresh(&app, &cookie(&answer)).await.problem(), ended());
    }
}

#[tokio::test]
async fn no_cookie_or_a_malformed_one_is_no_session() {
    let app = start().await;
    let good = signed_in(&app).await;
    assert_eq!(app.post("/api/auth/refresh").send().await.problem(), ended());
    let cut = &good[..good.len() - 4];
    for cookie in ["__Host-refresh=", "__Host-refresh=a.b.c", "__Host-refresh=#|..", cut] {
        assert_eq!(refresh(&app, cookie).await.problem(), ended(), "{cookie}");
    }
    assert_eq!(refresh(&app, &good).await.status, 200);
}

#[tokio::test]
async fn another_site_cannot_use_the_cookie() {
    let app = start().await;
    let cookie = signed_in(&app).await;
    let answer = app.post("/api/auth/refresh").header("cookie", &cookie).header("sec-fetch-site", "cross-site");
    assert_eq!(answer.send().await.problem(), (403, "cross_site".into()));
}
