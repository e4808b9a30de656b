use jiff::SignedDuration;
use serde_json::{Value, json};
use table::entities::message::Content;
use table::entities::user::Subject;
use testkit::{Answer, TestApp};

use crate::world::{
    PASSWORD, activate, captcha, form, holder, link, outbox, register, resident, sign_in, start, start_modern,
};

async fn send(app: &TestApp, form: &Value) -> Answer {
    app.post("/api/auth/register").json(form).send().await
}

/// Registers with one field changed and tells status and faults.
async fn with(app: &TestApp, field: &str, value: Value) -> (u16, Vec<(String, String)>) {
    let mut form = form(app, "ivanov", "ivanov@example.ru").await;
    form[field] = value;
    let answer = send(app, &form).await;
    (answer.status, answer.fields())
}

fn fault(field: &str, code: &str) -> (u16, Vec<(String, String)>) {
    (422, vec![(field.into(), code.into())])
}

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
async fn a_login_that_reads_like_a_taken_one_is_taken() {
    let app = start().await;
    register(&app, "Сахар", "ivanov@example.ru").await;
    for (at, login) in ["сахар", "Caxap", "САХАР", "Cаxар"].into_iter().enumerate() {
        let answer = register(&app, login, &format!("{at}@example.ru")).await;
        assert_eq!(answer.problem(), (409, "login_taken".into()), "{login}");
    }
}

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
async fn an_address_that_is_not_confirmed_gets_its_link_again() {
    let app = start().await;
    register(&app, "ivanov", "ivanov@example.ru").await;
    assert_eq!(register(&app, "petrov", "ivanov@example.ru").await.status, 202);
    let mails = outbox(&app).await;
    assert_eq!(mails.len(), 2);
    assert_eq!(mails[0], mails[1]);
}

/// What a stranger at this address can see of a registration, step by step.
async fn seen(app: &TestApp, address: &str, login: &str, email: &str) -> Vec<(u16, Vec<u8>)> {
    let other = format!("{login}-2");
    let enter = |name: &str, password| sign_in(app, name, password).from(address).send();
    let body = json!({"email": email, "captcha": captcha(app).await});
    let answers = [
        register(app, login, email).await,
        enter(login, PASSWORD).await,
        enter(login, "дом-358").await,
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
    assert_eq!(send(&app, &owner).await.status, 202);
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
async fn of_two_who_register_one_login_at_once_one_wins() {
    let app = start().await;
    let (one, other) = (form(&app, "ivanov", "a@example.ru").await, form(&app, "Ivanov", "b@example.ru").await);
    let (one, other) = tokio::join!(send(&app, &one), send(&app, &other));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [202, 409]);
    assert_eq!(outbox(&app).await.len(), 1);
}

#[tokio::test]
async fn of_two_who_register_one_address_at_once_one_wins_and_neither_is_told() {
    let app = start().await;
    let (one, other) = (form(&app, "ivanov", "a@example.ru").await, form(&app, "petrov", "a@example.ru").await);
    let (one, other) = tokio::join!(send(&app, &one), send(&app, &other));
    assert_eq!((one.status, other.status), (202, 202));
    let address = Subject::from(&holder(&app, "ivanov").await.unwrap().email);
    let winner = app.table.holder(&address, app.clock.now()).await.unwrap().unwrap();
    let activation = Content::Activation { user: winner.id };
    let mail = ("a@example.ru".to_owned(), activation);
    assert_eq!(outbox(&app).await, [mail.clone(), mail]);
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
async fn every_field_at_fault_is_named_at_once() {
    let app = start().await;
    let form = json!({
        "login": "7", "email": "x", "password": "1", "password_confirmation": "2",
        "captcha": {"id": "x", "answer": "y"}, "agreement_version": "1999"
    });
    let answer = send(&app, &form).await;
    assert_eq!(answer.problem(), (422, "validation_failed".into()));
    let fields: Vec<String> = answer.fields().into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["login", "email", "password", "password_confirmation", "agreement_version"]);
}

#[tokio::test]
async fn rules_of_login_address_password_and_agreement_are_kept() {
    let app = start().await;
    let long = "a".repeat(10_000);
    let rules = [
        ("login", json!("admin"), "login_reserved"),
        ("login", json!("ivan ov"), "login_malformed"),
        ("login", json!(long), "login_too_long"),
        ("email", json!("a@b.ru\r\nBcc: c@d.ru"), "email_malformed"),
        ("email", json!(format!("{long}@b.ru")), "email_too_long"),
        ("agreement_version", json!("2020-01-01"), "agreement_outdated"),
        ("password_confirmation", json!("дом-358"), "confirmation_differs"),
    ];
    for (field, value, code) in rules {
        assert_eq!(with(&app, field, value).await, fault(field, code), "{field} {code}");
    }
    assert!(outbox(&app).await.is_empty());
}

#[tokio::test]
async fn a_password_follows_the_policy_of_the_deployment() {
    let long = "три слова и ещё одно";
    let password = |text: &str| json!({"password": text, "password_confirmation": text});
    for (app, good, bad, code) in [
        (start().await, PASSWORD, long, "password_length"),
        (start_modern().await, long, PASSWORD, "password_length"),
        (start().await, PASSWORD, "дом 357", "password_characters"),
        (start().await, PASSWORD, "qwerty123", "password_common"),
        (start().await, PASSWORD, "ivanov", "password_is_login"),
    ] {
        for (text, expected) in [(bad, fault("password", code)), (good, (202, Vec::new()))] {
            let mut form = form(&app, "ivanov", "ivanov@example.ru").await;
            form["password"] = password(text)["password"].clone();
            form["password_confirmation"] = password(text)["password_confirmation"].clone();
            let answer = send(&app, &form).await;
            assert_eq!((answer.status, answer.fields()), expected, "{text}");
        }
    }
}

#[tokio::test]
async fn a_field_that_is_missing_unknown_or_of_another_type_is_named() {
    let app = start().await;
    assert_eq!(with(&app, "login", json!(7)).await, fault("login", "wrong_type"));
    assert_eq!(with(&app, "login", json!(["a"])).await, fault("login", "wrong_type"));
    assert_eq!(with(&app, "login", json!(null)).await, fault("login", "wrong_type"));
    assert_eq!(with(&app, "admin", json!(true)).await, fault("admin", "unknown_field"));
    let mut form = form(&app, "ivanov", "ivanov@example.ru").await;
    form.as_object_mut().unwrap().remove("email");
    assert_eq!(send(&app, &form).await.fields(), [("email".into(), "required".into())]);
}

#[tokio::test]
async fn a_broken_body_is_400_and_a_foreign_type_415() {
    let app = start().await;
    let raw = |media, body: &str| app.post("/api/auth/register").raw(media, body);
    assert_eq!(raw("application/json", "{").send().await.problem(), (400, "malformed_body".into()));
    assert_eq!(raw("application/json", "{\"a\":1,\"a\":2}").send().await.problem(), (400, "duplicate_key".into()));
    assert_eq!(raw("text/plain", "{}").send().await.problem(), (415, "unsupported_media_type".into()));
    let huge = "x".repeat(1024 * 1024 + 1);
    assert_eq!(raw("application/json", &huge).send().await.problem(), (413, "body_too_large".into()));
}

#[tokio::test]
async fn a_wrong_code_from_the_image_is_refused_and_used_up() {
    let app = start().await;
    let mut first = form(&app, "ivanov", "ivanov@example.ru").await;
    let right = first["captcha"]["answer"].clone();
    first["captcha"]["answer"] = json!("00000");
    let answer = send(&app, &first).await;
    assert_eq!(answer.problem(), (422, "captcha_wrong".into()));
    assert_eq!(answer.fields(), [("captcha.answer".into(), "captcha_wrong".into())]);
    first["captcha"]["answer"] = right;
    assert_eq!(send(&app, &first).await.problem(), (422, "captcha_wrong".into()));
}

#[tokio::test]
async fn a_code_is_good_once_also_at_the_same_time() {
    let app = start().await;
    let (mut one, mut other) = (form(&app, "ivanov", "a@example.ru").await, form(&app, "petrov", "b@example.ru").await);
    let shared = captcha(&app).await;
    one["captcha"] = shared.clone();
    other["captcha"] = shared;
    let (one, other) = tokio::join!(send(&app, &one), send(&app, &other));
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
    assert_eq!(send(&app, &typed).await.status, 202);
    let late = form(&app, "petrov", "b@example.ru").await;
    app.clock.advance(300);
    assert_eq!(send(&app, &late).await.problem(), (422, "captcha_wrong".into()));
}
