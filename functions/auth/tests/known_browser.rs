//! A browser that is known for a name does not wait for what neighbours behind its address fail.

use table::entities::link_token::Purpose;
use testkit::{Answer, TestApp};

use crate::world::{
    PASSWORD, WRONG_PASSWORD, activate, captcha, holder, link, link_for, register, resident, resident_at, sign_in,
    start,
};

/// One address for a whole house.
const ROUTER: &str = "192.0.2.77";

/// The cookie that a browser keeps after somebody signed in with it.
async fn known(app: &TestApp, name: &str, before: Option<&str>) -> String {
    let mut call = sign_in(app, name, PASSWORD).from("198.51.100.1");
    if let Some(cookie) = before {
        call = call.header("cookie", cookie);
    }
    let answer = call.send().await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    format!("__Host-browser={}", answer.cookie("__Host-browser").unwrap())
}

/// A try behind the router, with a captcha that was read rightly.
async fn attempt(app: &TestApp, name: &str, password: &str, cookie: &str) -> Answer {
    let body =
        serde_json::json!({"login": name, "password": password, "remember": false, "captcha": captcha(app).await});
    app.post("/api/auth/login").json(&body).from(ROUTER).header("cookie", cookie).send().await
}

/// A neighbour fails until the address has to wait.
async fn neighbour_fails(app: &TestApp) {
    for at in 0..10 {
        assert_eq!(attempt(app, &format!("nobody{at}"), WRONG_PASSWORD, "").await.status, 401);
    }
    assert_eq!(attempt(app, "nobody", WRONG_PASSWORD, "").await.problem(), (429, "too_many_requests".into()));
}

#[tokio::test]
async fn a_neighbour_who_keeps_failing_keeps_no_known_browser_out() {
    let app = start().await;
    resident(&app, "ivanov").await;
    let browser = known(&app, "ivanov", None).await;
    neighbour_fails(&app).await;
    assert_eq!(attempt(&app, "ivanov", PASSWORD, "").await.status, 429, "an unknown browser waits");
    for name in ["ivanov", "IVANOV", "person@example.ru"] {
        let answer = sign_in(&app, name, PASSWORD).from(ROUTER).header("cookie", &browser).send().await;
        assert_eq!(answer.status, 200, "{name}: {}", answer.text());
    }
}

#[tokio::test]
async fn a_name_that_strangers_fail_with_needs_a_captcha_in_a_known_browser_and_nothing_more() {
    let app = start().await;
    resident(&app, "ivanov").await;
    let browser = known(&app, "ivanov", None).await;
    for _ in 0..10 {
        attempt(&app, "ivanov", WRONG_PASSWORD, "").await;
    }
    assert_eq!(attempt(&app, "ivanov", PASSWORD, "").await.status, 429);
    let bare = sign_in(&app, "ivanov", PASSWORD).from(ROUTER).header("cookie", &browser).send().await;
    assert_eq!(bare.problem(), (403, "captcha_required".into()));
    assert_eq!(attempt(&app, "ivanov", PASSWORD, &browser).await.status, 200);
}

#[tokio::test]
async fn a_known_browser_that_fails_waits_by_itself() {
    let app = start().await;
    resident(&app, "ivanov").await;
    let browser = known(&app, "ivanov", None).await;
    for _ in 0..10 {
        assert_eq!(attempt(&app, "ivanov", WRONG_PASSWORD, &browser).await.status, 401);
    }
    assert_eq!(attempt(&app, "ivanov", PASSWORD, &browser).await.problem(), (429, "too_many_requests".into()));
    assert_eq!(attempt(&app, "ivanov", PASSWORD, "").await.status, 200, "its address has failed nothing");
}

#[tokio::test]
async fn a_browser_is_known_for_its_own_names_only() {
    let app = start().await;
    resident(&app, "ivanov").await;
    resident_at(&app, "petrova", "petrova@example.ru").await;
    let browser = known(&app, "petrova", None).await;
    neighbour_fails(&app).await;
    let forged = format!("__Host-browser={}.{}", "1".repeat(26), "a".repeat(43));
    let long = format!("__Host-browser={}", "a".repeat(10_000));
    let many = format!("{browser}{}", ".a".repeat(9));
    let twice = format!("__Host-browser=; {browser}");
    for cookie in [browser.as_str(), &forged, &long, &many, &twice, "__Host-browser=", "__Host-browser=..", "=;;=", "я"]
    {
        assert_eq!(attempt(&app, "ivanov", PASSWORD, cookie).await.status, 429, "{cookie}");
    }
    let both = known(&app, "ivanov", Some(&browser)).await;
    for name in ["ivanov", "petrova"] {
        assert_eq!(attempt(&app, name, PASSWORD, &both).await.status, 200, "{name}");
    }
}

#[tokio::test]
async fn the_cookie_is_for_this_host_alone_stays_a_year_and_names_nobody() {
    let app = start().await;
    resident(&app, "ivanov").await;
    let first = known(&app, "ivanov", None).await;
    let again = known(&app, "ivanov", Some(&first)).await;
    assert_eq!(first, again, "the same browser, the same names");
    assert!(!first.contains("ivanov") && first.len() < 200, "{first}");
    let answer = sign_in(&app, "ivanov", PASSWORD).send().await;
    let all = answer.headers("set-cookie");
    let kept = all.into_iter().find(|cookie| cookie.starts_with("__Host-browser=")).unwrap();
    assert!(kept.ends_with("; Max-Age=31536000; Path=/; HttpOnly; Secure; SameSite=Strict"), "{kept}");
    let failed = sign_in(&app, "ivanov", WRONG_PASSWORD).send().await;
    assert_eq!(failed.header("set-cookie"), "");
}

#[tokio::test]
async fn a_link_out_of_a_mail_makes_a_browser_known() {
    let app = start().await;
    let user = resident(&app, "ivanov").await;
    neighbour_fails(&app).await;
    let token = link_for(&app, &user, Purpose::PasswordReset, 30, Some(&user.reset_binding())).await;
    let new = serde_json::json!({"token": token, "password": "сад-9999", "password_confirmation": "сад-9999"});
    let answer = app.post("/api/auth/password/reset").json(&new).from(ROUTER).send().await;
    assert_eq!(answer.status, 204, "{}", answer.text());
    let browser = format!("__Host-browser={}", answer.cookie("__Host-browser").unwrap());
    assert_eq!(attempt(&app, "ivanov", "сад-9999", "").await.status, 429);
    assert_eq!(attempt(&app, "ivanov", "сад-9999", &browser).await.status, 200);
}

#[tokio::test]
async fn an_activated_or_changed_address_is_known_where_its_link_was_followed() {
    let app = start().await;
    assert_eq!(register(&app, "ivanov", "ivanov@example.ru").await.status, 202);
    let user = holder(&app, "ivanov").await.unwrap();
    let activated = activate(&app, &link(&app, &user).await).await;
    neighbour_fails(&app).await;
    let browser = format!("__Host-browser={}", activated.cookie("__Host-browser").unwrap());
    assert_eq!(attempt(&app, "ivanov@example.ru", PASSWORD, &browser).await.status, 200);
}

#[tokio::test]
async fn an_erased_person_leaves_no_mark_and_others_stay_known() {
    let app = start().await;
    resident(&app, "ivanov").await;
    resident_at(&app, "petrova", "petrova@example.ru").await;
    let both = known(&app, "petrova", Some(&known(&app, "ivanov", None).await)).await;
    let here = sign_in(&app, "ivanov", PASSWORD).send().await;
    let token = here.json()["access_token"].as_str().unwrap().to_owned();
    let body = serde_json::json!({"password": PASSWORD});
    let answer = app.delete("/api/profile").bearer(&token).json(&body).header("cookie", &both).send().await;
    assert_eq!((answer.status, answer.cookie("__Host-refresh").as_deref()), (204, Some("")));
    let left = format!("__Host-browser={}", answer.cookie("__Host-browser").unwrap());
    assert_eq!((both.matches('.').count(), left.matches('.').count()), (4, 2));
    neighbour_fails(&app).await;
    assert_eq!(attempt(&app, "petrova", PASSWORD, &left).await.status, 200);
}
