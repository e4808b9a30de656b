//! Nobody learns by registering whether an address is somebody's.

use jiff::SignedDuration;
use serde_json::json;
use table::entities::message::Content;
use table::entities::user::Subject;
use testkit::TestApp;

use crate::world::{
    PASSWORD, WRONG_PASSWORD, activate, captcha, form, holder, is_mailed, link, outbox, register, resident, send_form,
    sign_in, start,
};

#[tokio::test]
async fn a_taken_address_answers_like_success_and_its_owner_gets_a_mail() {
    let app = start().await;
    let user = resident(&app, "ivanov").await;
    let success = register(&app, "petrov", "petrov@example.ru").await;
    let taken = register(&app, "sidorov", "PERSON@example.ru").await;
    assert_eq!((taken.status, taken.body), (success.status, success.body));
    assert_eq!(taken.headers, success.headers);
    let mail = (user.email.to_string(), Content::AlreadyRegistered { user: user.id });
    assert!(outbox(&app).await.contains(&mail));
}

#[tokio::test]
async fn of_those_who_registered_with_one_address_the_one_whose_link_its_reader_follows_has_it() {
    let app = start().await;
    for follows in [0, 1] {
        let address = format!("{follows}@example.ru");
        let names = [format!("stranger-{follows}"), format!("owner-{follows}")];
        let mut links = Vec::new();
        for name in &names {
            assert_eq!(register(&app, name, &address).await.status, 202);
            let user = holder(&app, name).await.unwrap();
            assert!(is_mailed(&app, &address, &Content::Activation { user: user.id.clone() }).await);
            links.push(link(&app, &user).await);
        }
        assert_eq!(activate(&app, &links[follows]).await.status, 204);
        assert_eq!(activate(&app, &links[1 - follows]).await.problem(), (400, "link_invalid".into()));
        assert_eq!(sign_in(&app, &address, PASSWORD).send().await.json()["user"]["login"], *names[follows]);
        assert_eq!(sign_in(&app, &names[1 - follows], PASSWORD).send().await.status, 403);
    }
}

/// What a stranger at this address can see of a registration, step by step.
async fn seen(app: &TestApp, address: &str, login: &str, email: &str) -> Vec<(u16, Vec<u8>)> {
    let other = format!("{login}-2");
    let enter = |name: &str, password| sign_in(app, name, password).from(address).send();
    let body = json!({"email": email, "captcha": captcha(app).await});
    let answers = [
        register(app, login, email).await,
        enter(login, PASSWORD).await,
        enter(login, WRONG_PASSWORD).await,
        enter(email, PASSWORD).await,
        register(app, login, "elsewhere@example.ru").await,
        register(app, &other, email).await,
        enter(&other, PASSWORD).await,
        app.post("/api/auth/activation/resend").json(&body).send().await,
        enter(login, PASSWORD).await,
    ];
    answers.into_iter().map(|answer| (answer.status, answer.body)).collect()
}

#[tokio::test]
async fn nothing_that_a_stranger_can_try_tells_a_taken_address_from_a_free_one() {
    let app = start().await;
    let mut owner = form(&app, "ivanov", "person@example.ru").await;
    for field in ["password", "password_confirmation"] {
        owner[field] = json!("сад-9999");
    }
    assert_eq!(send_form(&app, &owner).await.status, 202);
    // The pace of mail is the same for everybody too; here each begins with a whole one.
    let whole = || app.clock.advance(4 * 1500);
    whole();
    let pending = seen(&app, "192.0.2.1", "petrov", "person@example.ru").await;
    whole();
    let secret = link(&app, &holder(&app, "ivanov").await.unwrap()).await;
    assert_eq!(activate(&app, &secret).await.status, 204);
    let taken = seen(&app, "192.0.2.2", "sidorov", "person@example.ru").await;
    let free = seen(&app, "192.0.2.3", "kozlov", "nobody@example.ru").await;
    let statuses: Vec<u16> = free.iter().map(|(status, _)| *status).collect();
    assert_eq!(statuses, [202, 403, 401, 401, 409, 202, 403, 202, 403]);
    assert_eq!((&taken, &pending), (&free, &free));
}

#[tokio::test]
async fn a_registration_with_a_taken_address_costs_as_much_as_any() {
    let app = start().await;
    resident(&app, "ivanov").await;
    register(&app, "petrov", "petrov@example.ru").await;
    let (taken, pending) =
        (register(&app, "a1", "person@example.ru").await, register(&app, "a2", "petrov@example.ru").await);
    let free = register(&app, "a3", "free@example.ru").await;
    assert_eq!(taken.usage.read_units.to_bits(), pending.usage.read_units.to_bits());
    assert_eq!(taken.usage.write_units.to_bits(), free.usage.write_units.to_bits());
}

#[tokio::test]
async fn a_registration_with_a_taken_address_is_never_activated_and_lapses_like_any() {
    let app = start().await;
    let owner = resident(&app, "ivanov").await;
    register(&app, "petrov", "person@example.ru").await;
    let beside = holder(&app, "petrov").await.unwrap();
    let token = link(&app, &beside).await;
    assert_eq!(activate(&app, &token).await.problem(), (400, "link_invalid".into()));
    let address = Subject::from(&owner.email);
    assert_eq!(app.table.holder(&address, app.clock.now()).await.unwrap(), Some(owner));
    assert!(
        outbox(&app).await.iter().all(|(_, mail)| !matches!(mail, Content::Activation { user } if *user == beside.id))
    );
    app.clock.advance(SignedDuration::from_hours(48).as_secs());
    assert_eq!(holder(&app, "petrov").await, None);
    assert_eq!(register(&app, "petrov", "petrov@example.ru").await.status, 202);
}

#[tokio::test]
async fn where_both_are_taken_only_the_login_is_told() {
    let app = start().await;
    resident(&app, "ivanov").await;
    let before = outbox(&app).await.len();
    let answer = register(&app, "ivanov", "person@example.ru").await;
    assert_eq!(answer.fields(), [("login".into(), "login_taken".into())]);
    assert_eq!(outbox(&app).await.len(), before);
}

#[tokio::test]
async fn of_two_who_register_one_address_at_once_neither_is_told_and_each_gets_a_link() {
    let app = start().await;
    let (one, other) = (form(&app, "ivanov", "a@example.ru").await, form(&app, "petrov", "a@example.ru").await);
    let (one, other) = tokio::join!(send_form(&app, &one), send_form(&app, &other));
    assert_eq!((one.status, other.status), (202, 202));
    for name in ["ivanov", "petrov"] {
        let user = holder(&app, name).await.unwrap().id;
        assert!(is_mailed(&app, "a@example.ru", &Content::Activation { user }).await);
    }
    assert_eq!(outbox(&app).await.len(), 2);
}
