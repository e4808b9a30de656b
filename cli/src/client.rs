//! Calls of the exchange. Every one of them may be repeated, so what is passing is tried again.

use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, bail};
use serde_json::Value;
use ureq::http::{Response, StatusCode, Uri};
use ureq::{Agent, Body, RequestBuilder};

use crate::args::Exchange;

/// How often a call is tried: with these pauses a minute of absence is bridged.
const TRIES: u32 = 8;
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(15);
/// The service answers within 30 seconds or not at all.
const PATIENCE: Duration = Duration::from_mins(1);

/// The exchange of one company.
pub struct Client {
    agent: Agent,
    base: String,
    key: String,
}

/// Why a call did not come back with its answer.
enum Failure {
    /// It may succeed later, not before this time if the service named one.
    Passing(String, Option<Duration>),
    /// The service does not do it.
    Refused(Refusal),
    /// It will not.
    Final(anyhow::Error),
}

/// What the service said instead of doing it.
pub struct Refusal {
    status: StatusCode,
    /// `code`, `detail`, `fields`; null where it was not the service that spoke.
    pub problem: Value,
}

impl Client {
    /// A client; nothing is called yet.
    pub fn new(exchange: &Exchange) -> Result<Self> {
        // A file of settings from another system leaves an end of line, which is in no address and no key.
        let (url, key) = (exchange.url.trim(), exchange.key.trim());
        check_scheme(url)?;
        check_key(key)?;
        let config = Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE)).build();
        let base = format!("{}/api/exchange/v1", url.trim_end_matches('/'));
        Ok(Self { agent: config.into(), base, key: key.to_owned() })
    }

    /// Loads.
    pub fn put(&self, path: &str, body: &Value) -> Result<Value> {
        done(persist(|| self.proven(self.agent.put(self.url(path))).send_json(body))?)
    }

    /// Acts.
    pub fn post(&self, path: &str, body: &Value) -> Result<Value> {
        done(self.posted(path, body)?)
    }

    /// Acts upon one thing of many: what is refused because of that thing keeps the others from nothing.
    pub fn post_one(&self, path: &str, body: &Value) -> Result<Result<Value, Refusal>> {
        match self.posted(path, body)? {
            Err(refusal) if !refusal.is_of_one() => Err(anyhow!(refusal.told())),
            answer => Ok(answer),
        }
    }

    fn posted(&self, path: &str, body: &Value) -> Result<Result<Value, Refusal>> {
        persist(|| self.proven(self.agent.post(self.url(path))).send_json(body))
    }

    /// Reads.
    pub fn get(&self, path: &str) -> Result<Value> {
        done(persist(|| self.proven(self.agent.get(self.url(path))).call())?)
    }

    fn proven<B>(&self, request: RequestBuilder<B>) -> RequestBuilder<B> {
        request.header("authorization", format!("Bearer {}", self.key))
    }

    fn url(&self, path: &str) -> String {
        format!("{}/{path}", self.base)
    }
}

/// The key opens loads and closings to whoever reads it on its way, so it goes in clear to this machine only.
fn check_scheme(url: &str) -> Result<()> {
    let address: Uri = url.parse().with_context(|| format!("Адрес {url} не читается"))?;
    let is_local = matches!(address.host(), Some("localhost" | "127.0.0.1" | "[::1]"));
    if address.scheme_str() == Some("https") || is_local {
        return Ok(());
    }
    bail!("Адрес {url} должен начинаться с https://, иначе ключ обмена прочтёт любой на его пути.")
}

/// What cannot be a key at all is not sent. It is not repeated either: it may be one but for a quotation mark.
fn check_key(key: &str) -> Result<()> {
    if http::key_prefix(key).is_some() {
        return Ok(());
    }
    bail!(
        "В KABINET_KEY не ключ обмена. Ключ выглядит как kab_…_…, только латинские буквы и цифры: без кавычек, пробелов \
         и переносов строки. Скопируйте его целиком."
    )
}

fn done(answer: Result<Value, Refusal>) -> Result<Value> {
    answer.map_err(|refusal| anyhow!(refusal.told()))
}

fn persist(send: impl Fn() -> Result<Response<Body>, ureq::Error>) -> Result<Result<Value, Refusal>> {
    let mut pause = FIRST_PAUSE;
    let mut reason = String::new();
    for attempt in 0..TRIES {
        if attempt > 0 {
            std::thread::sleep(pause);
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
        match read(send()) {
            Ok(answer) => return Ok(Ok(answer)),
            Err(Failure::Refused(refusal)) => return Ok(Err(refusal)),
            Err(Failure::Final(error)) => return Err(error),
            Err(Failure::Passing(why, wait)) => {
                pause = pause.max(wait.unwrap_or_default()).min(LONGEST_PAUSE);
                reason = why;
            }
        }
    }
    Err(anyhow!("{reason} Попыток: {TRIES}. Повторите команду позже: загруженное не задвоится."))
}

fn read(answer: Result<Response<Body>, ureq::Error>) -> Result<Value, Failure> {
    let mut response = answer.map_err(|error| unreachable_service(&error))?;
    let status = response.status();
    if status.is_success() {
        let read = response.body_mut().with_config().limit(64 * 1024 * 1024).read_json::<Value>();
        return read.map_err(|_| Failure::Passing("Ответ сервиса оборвался.".to_owned(), None));
    }
    let wait = response.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
    let refusal = Refusal { status, problem: response.body_mut().read_json().unwrap_or_default() };
    if is_passing(status) {
        return Err(Failure::Passing(refusal.told(), wait.map(Duration::from_secs)));
    }
    Err(Failure::Refused(refusal))
}

/// A bad address or certificate does not get better by waiting.
fn unreachable_service(error: &ureq::Error) -> Failure {
    match error {
        ureq::Error::Io(_) | ureq::Error::Timeout(_) | ureq::Error::ConnectionFailed | ureq::Error::HostNotFound => {
            Failure::Passing(format!("Сервис не отвечает ({error})."), None)
        }
        _ => Failure::Final(anyhow!("Запрос не отправлен: {error}. Проверьте адрес в KABINET_URL.")),
    }
}

fn is_passing(status: StatusCode) -> bool {
    matches!(status.as_u16(), 429 | 502 | 503 | 504)
}

impl Refusal {
    /// The thing is not there.
    pub fn is_absence(&self) -> bool {
        self.status == StatusCode::NOT_FOUND
    }

    /// It is about what was sent, not about who sends.
    fn is_of_one(&self) -> bool {
        matches!(self.status.as_u16(), 404 | 409 | 422) && self.problem["code"].is_string()
    }

    /// The service's own words, with its code for those who look it up.
    fn told(&self) -> String {
        let Self { status, problem } = self;
        let text = |name: &str| problem[name].as_str().map(str::to_owned);
        let mut message = text("detail").unwrap_or_else(|| format!("Сервис ответил кодом {status}."));
        for field in problem["fields"].as_array().into_iter().flatten() {
            let (name, reason) = (field["field"].as_str().unwrap_or(""), field["message"].as_str().unwrap_or(""));
            message = format!("{message}\n  {name}: {reason}");
        }
        match text("code") {
            Some(code) => format!("{message} [{code}]"),
            None => message,
        }
    }
}

/// Reads a JSON file, for what is one object.
pub fn read_json(file: &std::path::Path) -> Result<Value> {
    let bytes = std::fs::read(file).with_context(|| format!("Файл {} не читается", file.display()))?;
    serde_json::from_slice(&bytes).with_context(|| format!("Файл {} — не JSON", file.display()))
}
