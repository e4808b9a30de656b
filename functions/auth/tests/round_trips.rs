//! What the calls cost in round trips, and that they cost the same whoever is asked about.

use serde_json::json;
use testkit::Answer;

use crate::world::{
    PASSWORD, WRONG_PASSWORD, activate, captcha, form, holder, link, register, resident, sign_in, sign_in_with_captcha,
    start,
};

/// What somebody can see of a call who watches the table's side of it.
fn price(answer: &Answer) -> (u16, u32, u64, u64) {
    let usage = &answer.usage;
    (answer.status, usage.round_trips, usage.read_units.to_bits(), usage.write_units.to_bits())
}

#[tokio::test]
async fn a_sign_in_takes_three_round_trips_and_a_failure_two() {
    let app = start().await;
    resident(&app, "ivanov").await;
    assert_eq!(sign_in(&app, "ivanov", PASSWORD).send().await.usage.round_trips, 3);
    for _ in 0..5 {
        let failed = sign_in(&app, "ivanov", WRONG_PASSWORD).send().await;
        assert_eq!((failed.status, failed.usage.round_trips), (401, 2));
    }
    let refused = sign_in(&app, "ivanov", PASSWORD).send().await;
    assert_eq!((refused.status, refused.usage.round_trips), (403, 1));
    let shown = sign_in_with_captcha(&app, "192.0.2.9", "ivanov", PASSWORD).await;
    assert_eq!((shown.status, shown.usage.round_trips), (200, 3));
}

#[tokio::test]
async fn registration_resend_and_activation_take_two_round_trips() {
    let app = start().await;
    assert_eq!(register(&app, "ivanov", "ivanov@example.ru").await.usage.round_trips, 2);
    let body = json!({"email": "ivanov@example.ru", "captcha": captcha(&app).await});
    let resent = app.post("/api/auth/activation/resend").json(&body).send().await;
    assert_eq!((resent.status, resent.usage.round_trips), (202, 2));
    let token = link(&app, &holder(&app, "ivanov").await.unwrap()).await;
    let activated = activate(&app, &token).await;
    assert_eq!((activated.status, activated.usage.round_trips), (204, 2));
}

#[tokio::test]
async fn a_wrong_password_costs_the_same_whether_anybody_has_the_name() {
    let app = start().await;
    resident(&app, "ivanov").await;
    let mut prices = Vec::new();
    for (name, address) in [("ivanov", "192.0.2.1"), ("person@example.ru", "192.0.2.2"), ("nobody", "192.0.2.3")] {
        let failures = async |captcha: bool| {
            let answer = if captcha {
                sign_in_with_captcha(&app, address, name, WRONG_PASSWORD).await
            } else {
                sign_in(&app, name, WRONG_PASSWORD).from(address).send().await
            };
            price(&answer)
        };
        let mut seen = Vec::new();
        for turn in 0..12 {
            seen.push(failures(turn >= 5).await);
        }
        prices.push(seen);
    }
    assert_eq!(prices[0], prices[2]);
    assert_eq!(prices[1], prices[2]);
}

#[tokio::test]
async fn a_registration_costs_the_same_whether_the_address_is_free() {
    let app = start().await;
    resident(&app, "ivanov").await;
    let send = async |login: &str, email: &str| {
        let form = form(&app, login, email).await;
        let answer = app.post("/api/auth/register").json(&form).send().await;
        (answer.status, answer.usage.round_trips, answer.usage.write_units.to_bits())
    };
    assert_eq!(send("petrov", "person@example.ru").await, send("sidorov", "free@example.ru").await);
}
