//! Every route with a body, with everything that people and programs send who mean no good.

use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicU32, Ordering};

use jiff::SignedDuration;
use serde_json::{Value, json};
use table::entities::captcha::Captcha;
use table::entities::link_token::Purpose;
use testkit::{TestApp, hostile};

use crate::world::{PASSWORD, SignedIn, lasting_session, link_for, signed_in, start};

/// A route with a body.
struct Route {
    method: &'static str,
    path: &'static str,
    needs_token: bool,
    /// A body that the route takes up to its last check, so that what is tried in one field is refused by the defence of
    /// that field; a captcha and the token of a link come with each call.
    good: Value,
    link: Option<Purpose>,
}

fn routes() -> Vec<Route> {
    let open = |path, good| Route { method: "POST", path, needs_token: false, good, link: None };
    let own = |method, path, good| Route { method, path, needs_token: true, good, link: None };
    let linked = |path, link, good| Route { link: Some(link), ..open(path, good) };
    let (captcha, token) = (json!({"id": "", "answer": ""}), "");
    vec![
        open(
            "/api/auth/register",
            json!({
                "login": "petrov", "email": "petrov@example.ru", "password": PASSWORD,
                "password_confirmation": PASSWORD, "captcha": captcha, "agreement_version": auth::AGREEMENT_VERSION
            }),
        ),
        open("/api/auth/activation/resend", json!({"email": "a@example.ru", "login": "petrov", "captcha": captcha})),
        open(
            "/api/auth/login",
            json!({"login": "ivanov", "password": PASSWORD, "remember": false, "captcha": captcha}),
        ),
        open("/api/auth/password/forgot", json!({"login_or_email": "petrov", "captcha": captcha})),
        linked("/api/auth/activation", Purpose::Activation, json!({"token": token})),
        linked(
            "/api/auth/password/reset",
            Purpose::PasswordReset,
            json!({"token": token, "password": NEW, "password_confirmation": NEW}),
        ),
        linked("/api/profile/email", Purpose::EmailChange, json!({"token": token})),
        own("PATCH", "/api/profile", json!({"email": OTHER_EMAIL, "password": PASSWORD})),
        own(
            "POST",
            "/api/profile/password",
            json!({"current": PASSWORD, "password": NEW, "password_confirmation": NEW}),
        ),
        own("POST", "/api/profile/agreement", json!({"version": auth::AGREEMENT_VERSION})),
        own("DELETE", "/api/profile", json!({"password": PASSWORD})),
    ]
}

const NEW: &str = "сад-9999";
const OTHER_EMAIL: &str = "b@example.ru";

impl Route {
    /// A good body for one call: with a captcha that was read rightly and a link that works.
    async fn body(&self, app: &TestApp, here: &SignedIn) -> Value {
        let mut body = self.good.clone();
        if body.get("captcha").is_some() {
            body["captcha"] = solved(app).await;
        }
        if let Some(purpose) = self.link {
            let bound_to = match purpose {
                Purpose::PasswordReset => Some(here.user.reset_binding()),
                Purpose::EmailChange => Some(OTHER_EMAIL.to_owned()),
                Purpose::Activation => None,
            };
            body["token"] = json!(link_for(app, &here.user, purpose, 60, bound_to.as_deref()).await);
        }
        body
    }

    /// A call from a network of its own: one may ask for less than all that is tried here.
    fn call(&self, app: &TestApp, token: &str) -> testkit::Call {
        static CALLS: AtomicU32 = AtomicU32::new(0);
        let from = Ipv4Addr::from_bits(0x0a00_0000 + CALLS.fetch_add(1, Ordering::Relaxed));
        let call = match self.method {
            "PATCH" => app.patch(self.path),
            "DELETE" => app.delete(self.path),
            _ => app.post(self.path),
        };
        let call = call.from(&from.to_string());
        if self.needs_token { call.bearer(token) } else { call }
    }
}

/// A captcha as the route makes it, without the image.
async fn solved(app: &TestApp) -> Value {
    let id = app.random.id().unwrap();
    let valid_until = app.clock.now() + SignedDuration::from_mins(5);
    let answer = "ACH47";
    let captcha = Captcha { id: id.clone(), answer: answer.into(), salt: "x".into(), bits: 17, valid_until };
    app.table.put(&captcha).await.unwrap();
    json!({"id": id, "answer": answer})
}

/// All texts of a body, those inside too.
fn texts(body: &Value, at: &str) -> Vec<String> {
    let fields = body.as_object().into_iter().flatten();
    let inside = fields.flat_map(|(name, value)| match value {
        Value::Object(_) => texts(value, &format!("{at}/{name}")),
        Value::String(_) => vec![format!("{at}/{name}")],
        _ => Vec::new(),
    });
    inside.collect()
}

#[tokio::test]
async fn each_route_takes_its_good_body() {
    for route in routes() {
        let app = start().await;
        let here = signed_in(&app, "ivanov").await;
        if route.link == Some(Purpose::EmailChange) {
            let ask = json!({"email": OTHER_EMAIL, "password": PASSWORD});
            assert_eq!(app.patch("/api/profile").bearer(&here.token).json(&ask).send().await.status, 202);
        }
        let answer = route.call(&app, &here.token).json(&route.body(&app, &here).await).send().await;
        assert!(answer.status < 300, "{}: {}", route.path, answer.text());
    }
}

/// What refuses a call before the value that is tried is looked at.
const OTHER_DEFENCES: [&str; 6] =
    ["captcha_wrong", "captcha_required", "link_invalid", "too_many_requests", "too_many_attempts", "unauthorized"];

#[tokio::test]
async fn no_text_in_any_field_is_more_than_refused_by_its_own_defence_or_taken_as_it_is() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    lasting_session(&app, &here.user).await;
    for route in routes() {
        for field in texts(&route.good, "") {
            for text in hostile::TEXTS.map(str::to_owned).into_iter().chain([hostile::long()]) {
                // Whatever is counted of a person or an address is over by then.
                app.clock.advance(1500);
                let mut body = route.body(&app, &here).await;
                *body.pointer_mut(&field).unwrap() = json!(text);
                let answer = route.call(&app, &app.token(&here.user.id)).json(&body).send().await;
                hostile::assert_proper(&answer, &text);
                let is_reached = field.starts_with("/captcha") || field == "/token" || answer.status < 300;
                let code = if is_reached { String::new() } else { answer.problem().1 };
                assert!(!OTHER_DEFENCES.contains(&code.as_str()), "{} {field} {text:?}: {code}", route.path);
            }
        }
    }
}

#[tokio::test]
async fn a_value_of_another_type_is_named_with_its_field() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    for route in routes() {
        for field in texts(&route.good, "") {
            for value in hostile::other_types().into_iter().filter(|value| !value.is_null()) {
                let mut body = route.body(&app, &here).await;
                *body.pointer_mut(&field).unwrap() = value;
                let answer = route.call(&app, &here.token).json(&body).send().await;
                let named = vec![(field[1..].replace('/', "."), "wrong_type".to_owned())];
                assert_eq!((answer.status, answer.fields()), (422, named), "{}", route.path);
            }
        }
    }
}

/// All fields of a body, those inside too.
fn fields(body: &Value, at: &str) -> Vec<String> {
    let fields = body.as_object().into_iter().flatten();
    fields
        .flat_map(|(name, value)| {
            let path = format!("{at}/{name}");
            let inside = fields_of(value, &path);
            inside.into_iter().chain([path])
        })
        .collect()
}

fn fields_of(value: &Value, at: &str) -> Vec<String> {
    if value.is_object() { fields(value, at) } else { Vec::new() }
}

#[tokio::test]
async fn null_is_no_value_wherever_one_is_needed() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    for route in routes() {
        for field in fields(&route.good, "") {
            let mut body = route.body(&app, &here).await;
            *body.pointer_mut(&field).unwrap() = json!(null);
            let answer = route.call(&app, &here.token).json(&body).send().await;
            let named: Vec<String> = answer.fields().into_iter().map(|(name, _)| name).collect();
            let expected = match (route.method, route.path, field.as_str()) {
                // What nobody asked for is not needed.
                (_, "/api/auth/login", "/captcha" | "/captcha/answer") => (200, vec![]),
                (_, "/api/auth/activation/resend", "/login") => (202, vec![]),
                _ => (422, vec![field[1..].replace('/', ".")]),
            };
            assert_eq!((answer.status, named), expected, "{} {} {field}", route.method, route.path);
        }
    }
}

#[tokio::test]
async fn a_body_that_does_not_read_is_refused_by_every_route() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    for route in routes() {
        for (body, status) in hostile::bodies() {
            let length = body.len();
            let answer = route.call(&app, &here.token).raw("application/json", body).send().await;
            assert_eq!(answer.status, status, "{} with {length} bytes", route.path);
        }
        let other = route.call(&app, &here.token).raw("text/plain", "{}").send().await;
        assert_eq!(other.problem(), (415, "unsupported_media_type".into()), "{}", route.path);
    }
}

#[tokio::test]
async fn an_unknown_field_is_named_by_every_route() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    for route in routes() {
        let mut body = route.body(&app, &here).await;
        body["is_admin"] = json!(true);
        let answer = route.call(&app, &here.token).json(&body).send().await;
        let named = vec![("is_admin".into(), "unknown_field".into())];
        assert_eq!((answer.status, answer.fields()), (422, named), "{}", route.path);
    }
}

#[tokio::test]
async fn a_route_that_needs_a_token_says_so_before_it_reads_the_body() {
    let app = start().await;
    for route in routes().into_iter().filter(|route| route.needs_token) {
        let bare = Route { needs_token: false, ..route }.call(&app, "");
        let bare = bare.raw("text/plain", "{").send().await;
        assert_eq!(bare.problem(), (401, "unauthorized".into()));
    }
}
