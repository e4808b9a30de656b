//! People and captchas, made the way the routes make them.

use domain::login::Login;
use http::{LinkSecret, PasswordPolicy, hash};
use jiff::SignedDuration;
use serde_json::{Value, json};
use table::entities::captcha::Captcha;
use table::entities::link_token::{LinkToken, Purpose};
use table::entities::message::{Content, Message, Pending, Recipient};
use table::entities::session::{Session, SessionsOf};
use table::entities::user::{Subject, User};
use table::keys;
use testkit::{Answer, Call, TestApp};

pub const PASSWORD: &str = "дом-357";
/// Nobody's.
pub const WRONG_PASSWORD: &str = "дом-358";

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
    send_form(app, &form(app, login, email).await).await
}

pub async fn send_form(app: &TestApp, form: &Value) -> Answer {
    app.post("/api/auth/register").json(form).send().await
}

/// The person who holds this login, activated or not.
pub async fn holder(app: &TestApp, login: &str) -> Option<User> {
    let subject = Subject::from(&Login::parse(login).unwrap());
    app.table.holder(&subject, app.clock.now()).await.unwrap()
}

/// Recipient (an address, or the id of a person) and content of everything in the outbox, oldest first.
pub async fn outbox(app: &TestApp) -> Vec<(String, Content)> {
    let mut all: Vec<Message> = Vec::new();
    for shard in 0..keys::OUTBOX_SHARDS {
        all.extend(app.table.query_all(&Pending { shard }).await.unwrap());
    }
    all.sort_by(|one, other| one.id.cmp(&other.id));
    let to = |to| match to {
        Recipient::Address(address) => address,
        Recipient::Person { user } => user.to_string(),
    };
    all.into_iter().map(|message| (to(message.to), message.content)).collect()
}

/// The token of a link that confirms a registration, as the mailer mints it.
pub async fn link(app: &TestApp, user: &User) -> String {
    link_for(app, user, Purpose::Activation, 48 * 60, None).await
}

/// The token of any link, good for so many minutes.
pub async fn link_for(app: &TestApp, user: &User, purpose: Purpose, minutes: i64, bound_to: Option<&str>) -> String {
    let secret = LinkSecret::mint(&app.random, &user.id).unwrap();
    let valid_until = app.clock.now() + SignedDuration::from_mins(minutes);
    let bound_to = bound_to.map(hash::sha256);
    let token = LinkToken { hash: secret.hash(), purpose, user: user.id.clone(), valid_until, bound_to };
    app.table.put(&token).await.unwrap();
    secret.word()
}

pub async fn activate(app: &TestApp, token: &str) -> Answer {
    app.post("/api/auth/activation").json(&json!({"token": token})).send().await
}

/// A person who has registered and confirmed the address `LOGIN@example.ru` (in Latin letters).
pub async fn resident(app: &TestApp, login: &str) -> User {
    resident_at(app, login, "person@example.ru").await
}

/// A person who has registered and confirmed this address.
pub async fn resident_at(app: &TestApp, login: &str, email: &str) -> User {
    assert_eq!(register(app, login, email).await.status, 202);
    let user = holder(app, login).await.unwrap();
    let token = link(app, &user).await;
    assert_eq!(activate(app, &token).await.status, 204);
    holder(app, login).await.unwrap()
}

pub fn sign_in(app: &TestApp, name: &str, password: &str) -> Call {
    app.post("/api/auth/login").json(&json!({"login": name, "password": password, "remember": false}))
}

/// A sign-in from an address, with a captcha that was read rightly.
pub async fn sign_in_with_captcha(app: &TestApp, address: &str, name: &str, password: &str) -> Answer {
    let body = json!({"login": name, "password": password, "remember": false, "captcha": captcha(app).await});
    app.post("/api/auth/login").json(&body).from(address).send().await
}

/// The cookie of an answer as a request sends it back.
pub fn cookie(answer: &Answer) -> String {
    format!("__Host-refresh={}", answer.cookie("__Host-refresh").unwrap())
}

/// A person who is signed in: what the browser holds.
pub struct SignedIn {
    pub user: User,
    pub token: String,
    pub cookie: String,
}

/// One more session of a person whose password is [`PASSWORD`].
pub async fn session(app: &TestApp, user: &User) -> SignedIn {
    let answer = sign_in(app, user.login.as_str(), PASSWORD).send().await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let token = answer.json()["access_token"].as_str().unwrap().to_owned();
    SignedIn { user: user.clone(), token, cookie: cookie(&answer) }
}

/// A person who has registered, confirmed and signed in.
pub async fn signed_in(app: &TestApp, login: &str) -> SignedIn {
    let user = resident(app, login).await;
    session(app, &user).await
}

/// A session that outlives every test, for the tokens of [`TestApp::token`]; its person has to be signed in.
pub async fn lasting_session(app: &TestApp, user: &User) {
    let one = app.table.query_all(&SessionsOf { user: &user.id }).await.unwrap().remove(0);
    let valid_until = app.clock.now() + SignedDuration::from_hours(10_000);
    app.table.put(&Session { id: "session".into(), valid_until, ..one }).await.unwrap();
}

/// What the list tells of a session.
pub async fn listed(app: &TestApp, token: &str) -> Vec<Value> {
    let answer = app.get("/api/auth/sessions").bearer(token).send().await;
    answer.json()["items"].as_array().cloned().unwrap_or_default()
}

/// Whether the session of this cookie lives.
pub async fn lives(app: &TestApp, cookie: &str) -> bool {
    app.post("/api/auth/refresh").header("cookie", cookie).send().await.status == 200
}

/// What the trail tells of a person, newest first.
pub async fn trail(app: &TestApp, user: &User) -> Vec<String> {
    let answer = app.get("/api/profile/actions").bearer(&app.token(&user.id)).send().await;
    let items = answer.json()["items"].as_array().cloned().unwrap_or_default();
    items.iter().map(|item| item["action"].as_str().unwrap().to_owned()).collect()
}

/// Whether this waits in the outbox for this recipient.
pub async fn is_mailed(app: &TestApp, to: &str, content: &Content) -> bool {
    outbox(app).await.iter().any(|(recipient, said)| recipient == to && said == content)
}
