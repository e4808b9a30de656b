use crate::world::start;

#[tokio::test]
async fn a_captcha_is_an_image_that_does_not_tell_its_answer() {
    let app = start().await;
    let answer = app.get("/api/auth/captcha").send().await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(answer.json()["image"].as_str().unwrap().starts_with("data:image/png;base64,"));
    assert_eq!(answer.json().as_object().unwrap().len(), 2);
}

#[tokio::test]
async fn every_captcha_is_another_one() {
    let app = start().await;
    let (one, other) = (app.get("/api/auth/captcha").send().await, app.get("/api/auth/captcha").send().await);
    assert_ne!(one.json()["id"], other.json()["id"]);
    assert_ne!(one.json()["image"], other.json()["image"]);
}
