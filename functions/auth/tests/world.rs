//! People and captchas, made the way the routes make them.

use domain::login::Login;
use http::{PasswordPolicy, hash};
use jiff::SignedDuration;
use serde_json::{Value, json};
use table::entities::captcha::Captcha;
use table::entities::link_token::{LinkToken, Purpose};
use table::entities::message::{Content, Message, Pending};
use table::entities::user::{Subject, User};
use table::keys;
use testkit::{Answer, Call, TestApp};

pub const PASSWORD: &str = "дом-357";

pub async fn start() -> TestApp {
    TestApp::start(auth::router).await
}

pub async fn start_modern() -> TestApp {
    TestApp::start_with(auth::router, |settings| settings.password_policy = PasswordPolicy::Modern).await
}

/// A captcha with its right answer.
pub async fn captcha(app: &TestApp) -> Value {
    let id = app.get("/api/auth/captcha").send().await.json()["id"].as_str().unwrap().to_owned();
    let answer = app.table.get::<Captcha>(keys::captcha(&id), true).await.unwrap().unwrap().answer;
    json!({"id": id, "answer": answer})
}

/// A form that is good as long as nobody else has the name or the address.
pub async fn form(app: &TestApp, login: &str, email: &str) -> Value {
    json!({
        "login": login, "email": email, "password": PASSWORD, "password_confirmation": PASSWORD,
        "captcha": captcha(app).await, "agreement_version": auth::AGREEMENT_VERSION
    })
}

pub async fn register(app: &TestApp, login: &str, email: &str) -> Answer {
    app.post("/api/auth/register").json(&form(app, login, email).await).send().await
}

/// The person who holds this login, activated or not.
pub async fn holder(app: &TestApp, login: &str) -> Option<User> {
    let subject = Subject::from(&Login::parse(login).unwrap());
    app.table.holder(&subject, app.clock.now()).await.unwrap()
}

/// Recipient and content of everything in the outbox, oldest first.
pub async fn outbox(app: &TestApp) -> Vec<(String, Content)> {
    let mut all: Vec<Message> = Vec::new();
    for shard in 0..keys::OUTBOX_SHARDS {
        all.extend(app.table.query_all(&Pending { shard }).await.unwrap());
    }
    all.sort_by(|one, other| one.id.cmp(&other.id));
    all.into_iter().map(|message| (message.to, message.content)).collect()
}

/// The token of a link for a person, as the mailer mints it.
pub async fn link(app: &TestApp, user: &User) -> String {
    let secret = app.random.secret().unwrap();
    let valid_until = app.clock.now() + SignedDuration::from_hours(48);
    let token =
        LinkToken { hash: hash::sha256(&secret), purpose: Purpose::Activation, user: user.id.clone(), valid_until };
    app.table.put(&token).await.unwrap();
    secret
}

pub async fn activate(app: &TestApp, token: &str) -> Answer {
    app.post("/api/auth/activation").json(&json!({"token": token})).send().await
}

/// A person who has registered and confirmed the address `LOGIN@example.ru` (in Latin letters).
pub async fn resident(app: &TestApp, login: &str) -> User {
    assert_eq!(register(app, login, "person@example.ru").await.status, 202);
    let user = holder(app, login).await.unwrap();
    let token = link(app, &user).await;
    assert_eq!(activate(app, &token).await.status, 204);
    holder(app, login).await.unwrap()
}

pub fn sign_in(app: &TestApp, name: &str, password: &str) -> Call {
    app.post("/api/auth/login").json(&json!({"login": name, "password": password, "remember": false}))
}

/// The cookie of an answer as a request sends it back.
pub fn cookie(answer: &Answer) -> String {
    format!("__Host-refresh={}", answer.cookie("__Host-refresh").unwrap())
}
