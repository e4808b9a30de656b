use jiff::SignedDuration;
use serde_json::json;
use table::entities::message::Content;
use testkit::{Answer, TestApp};

use crate::world::{captcha, form, holder, outbox, register, resident, send_form, start};

#[tokio::test]
async fn a_registration_is_kept_and_its_link_sent() {
    let app = start().await;
    let answer = register(&app, "Иванов-7", "Ivanov@example.ru").await;
    assert_eq!((answer.status, answer.body.len()), (202, 0));
    let user = holder(&app, "иванов-7").await.unwrap();
    assert_eq!((user.login.as_str(), user.email.as_str()), ("Иванов-7", "Ivanov@example.ru"));
    assert_eq!((user.agreement_version.as_str(), user.activated_at), (auth::AGREEMENT_VERSION, None));
    assert_eq!(user.agreement_accepted_at, app.clock.now());
    assert!(user.password_hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    let activation = Content::Activation { user: user.id };
    assert_eq!(outbox(&app).await, [("Ivanov@example.ru".to_owned(), activation)]);
}

#[tokio::test]
async fn a_taken_login_is_told() {
    let app = start().await;
    register(&app, "ivanov", "ivanov@example.ru").await;
    let answer = register(&app, "ivanov", "other@example.ru").await;
    assert_eq!(answer.problem(), (409, "login_taken".into()));
    assert_eq!(answer.fields(), [("login".into(), "login_taken".into())]);
    assert_eq!(outbox(&app).await.len(), 1);
}

#[tokio::test]
async fn a_registration_sent_again_is_answered_alike_and_its_letter_goes_again_at_the_pace_of_any() {
    let app = start().await;
    let new = register(&app, "ivanov", "ivanov@example.ru").await;
    let first = holder(&app, "ivanov").await;
    for sent in 2..=4 {
        let again = register(&app, "ivanov", "Ivanov@example.ru").await;
        assert_eq!((again.status, &again.body, &again.headers), (new.status, &new.body, &new.headers));
        assert_eq!(again.usage.round_trips, new.usage.round_trips);
        assert_eq!((holder(&app, "ivanov").await, links_to(&app, "ivanov").await), (first.clone(), sent));
    }
    let refused = register(&app, "ivanov", "ivanov@example.ru").await;
    assert_eq!((refused.problem(), refused.header("retry-after")), ((429, "too_many_requests".into()), "1500"));
    app.clock.advance(1500);
    assert_eq!(register(&app, "ivanov", "ivanov@example.ru").await.status, 202);
    assert_eq!(links_to(&app, "ivanov").await, 5);
}

/// How many letters with a link wait for a person whose registration does.
async fn links_to(app: &TestApp, login: &str) -> usize {
    let user = holder(app, login).await.unwrap();
    let link = Content::Activation { user: user.id };
    outbox(app).await.into_iter().filter(|(_, content)| *content == link).count()
}

#[tokio::test]
async fn a_repeated_registration_beside_an_owner_of_the_address_is_answered_like_any_and_told_to_the_owner() {
    let app = start().await;
    let owner = resident(&app, "ivanov").await;
    for told in 1..=2 {
        assert_eq!(register(&app, "petrov", "person@example.ru").await.status, 202);
        let is_told = |content: &Content| *content == Content::AlreadyRegistered { user: owner.id.clone() };
        assert_eq!(outbox(&app).await.iter().filter(|(_, content)| is_told(content)).count(), told);
    }
    assert_eq!(links_to(&app, "petrov").await, 0);
}

#[tokio::test]
async fn of_a_waiting_registration_only_who_knows_all_of_it_is_answered() {
    let app = start().await;
    register(&app, "ivanov", "ivanov@example.ru").await;
    register(&app, "petrov", "petrov@example.ru").await;
    let mut other = form(&app, "ivanov", "ivanov@example.ru").await;
    (other["password"], other["password_confirmation"]) = (json!("сад-9999"), json!("сад-9999"));
    let (wrong, strange) = (send_form(&app, &other).await, register(&app, "ivanov", "petrov@example.ru").await);
    assert_eq!((wrong.problem(), &wrong.body), ((409, "login_taken".into()), &strange.body));
    let price = |answer: &Answer| (answer.usage.round_trips, answer.usage.write_units.to_bits());
    assert_eq!(price(&wrong), price(&strange));
    assert_eq!(links_to(&app, "ivanov").await, 2, "its reader may have forgotten the password");
    assert_eq!(links_to(&app, "petrov").await, 1);
}

#[tokio::test]
async fn looking_for_a_name_that_is_free_uses_up_no_letters() {
    let app = start().await;
    resident(&app, "ivanov").await;
    for _ in 0..5 {
        assert_eq!(register(&app, "ivanov", "petrov@example.ru").await.status, 409);
    }
    assert_eq!(register(&app, "petrov", "petrov@example.ru").await.status, 202);
}

#[tokio::test]
async fn a_name_that_is_in_use_is_taken_also_for_who_knows_its_password() {
    let app = start().await;
    resident(&app, "ivanov").await;
    assert_eq!(register(&app, "ivanov", "person@example.ru").await.problem(), (409, "login_taken".into()));
}

#[tokio::test]
async fn one_form_sent_twice_at_once_registers_once_and_each_is_answered() {
    let app = start().await;
    let (one, other) = (form(&app, "ivanov", "a@example.ru").await, form(&app, "ivanov", "a@example.ru").await);
    let (one, other) = tokio::join!(send_form(&app, &one), send_form(&app, &other));
    assert_eq!((one.status, other.status, links_to(&app, "ivanov").await), (202, 202, 2));
}

#[tokio::test]
async fn a_login_that_reads_like_a_taken_one_is_taken() {
    let app = start().await;
    register(&app, "Сахар", "ivanov@example.ru").await;
    for (at, login) in ["сахар", "Caxap", "САХАР", "Cаxар"].into_iter().enumerate() {
        let answer = register(&app, login, &format!("{at}@example.ru")).await;
        assert_eq!(answer.problem(), (409, "login_taken".into()), "{login}");
    }
}

#[tokio::test]
async fn of_two_who_register_one_login_at_once_one_wins() {
    let app = start().await;
    let (one, other) = (form(&app, "ivanov", "a@example.ru").await, form(&app, "Ivanov", "b@example.ru").await);
    let (one, other) = tokio::join!(send_form(&app, &one), send_form(&app, &other));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [202, 409]);
    assert_eq!(outbox(&app).await.len(), 1);
}

#[tokio::test]
async fn a_registration_that_nobody_confirms_frees_its_login_and_address_after_48_hours() {
    let app = start().await;
    register(&app, "ivanov", "ivanov@example.ru").await;
    app.clock.advance(SignedDuration::from_hours(48).as_secs() - 1);
    assert_eq!(register(&app, "ivanov", "petrov@example.ru").await.status, 409);
    app.clock.advance(1);
    assert_eq!(register(&app, "ivanov", "ivanov@example.ru").await.status, 202);
    assert_eq!(holder(&app, "ivanov").await.unwrap().created_at, app.clock.now());
}

#[tokio::test]
async fn an_activated_person_keeps_login_and_address_for_ever() {
    let app = start().await;
    resident(&app, "ivanov").await;
    app.clock.advance(SignedDuration::from_hours(24 * 365 * 10).as_secs());
    assert_eq!(register(&app, "ivanov", "petrov@example.ru").await.status, 409);
}

#[tokio::test]
async fn a_wrong_code_from_the_image_is_refused_and_used_up() {
    let app = start().await;
    let mut first = form(&app, "ivanov", "ivanov@example.ru").await;
    let right = first["captcha"]["answer"].clone();
    first["captcha"]["answer"] = json!("00000");
    let answer = send_form(&app, &first).await;
    assert_eq!(answer.problem(), (422, "captcha_wrong".into()));
    assert_eq!(answer.fields(), [("captcha.answer".into(), "captcha_wrong".into())]);
    first["captcha"]["answer"] = right;
    assert_eq!(send_form(&app, &first).await.problem(), (422, "captcha_wrong".into()));
}

#[tokio::test]
async fn a_code_is_good_once_also_at_the_same_time() {
    let app = start().await;
    let (mut one, mut other) = (form(&app, "ivanov", "a@example.ru").await, form(&app, "petrov", "b@example.ru").await);
    let shared = captcha(&app).await;
    one["captcha"] = shared.clone();
    other["captcha"] = shared;
    let (one, other) = tokio::join!(send_form(&app, &one), send_form(&app, &other));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [202, 422]);
}

#[tokio::test]
async fn a_code_may_be_typed_in_small_letters_and_not_later_than_five_minutes() {
    let app = start().await;
    let mut typed = form(&app, "ivanov", "a@example.ru").await;
    typed["captcha"]["answer"] = json!(typed["captcha"]["answer"].as_str().unwrap().to_lowercase());
    app.clock.advance(299);
    assert_eq!(send_form(&app, &typed).await.status, 202);
    let late = form(&app, "petrov", "b@example.ru").await;
    app.clock.advance(300);
    assert_eq!(send_form(&app, &late).await.problem(), (422, "captcha_wrong".into()));
}
