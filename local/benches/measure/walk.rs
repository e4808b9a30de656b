//! Calls of all functions together, each with what it cost the table.

use anyhow::{Context as _, Result, bail};
use http::{Clock, SigningKey};
use serde::Serialize;
use serde_json::Value;
use testkit::{Answer, TestApp};

/// What a route cost.
#[derive(Debug, Serialize)]
pub struct Cost {
    /// Method and pattern.
    pub route: String,
    /// Read units.
    pub read_units: f64,
    /// Write units.
    pub write_units: f64,
    /// Round trips one after another.
    pub round_trips: u32,
}

/// Who calls.
#[derive(Debug, Clone, Copy)]
pub enum Caller<'a> {
    /// A stranger.
    Anybody,
    /// A stranger at this address.
    At(&'a str),
    /// A resident with an access token, or an accounting system with its key.
    Bearer(&'a str),
    /// A browser with its refresh cookie.
    Cookie(&'a str),
}

/// What only some routes want.
#[derive(Debug, Clone, Copy, Default)]
pub struct Extra<'a> {
    /// Further headers.
    pub headers: &'a [(&'a str, &'a str)],
    /// Query, encoded.
    pub query: &'a str,
}

/// A walk through the routes.
pub struct Walk {
    /// The application behind them.
    pub app: TestApp,
    /// What was seen.
    pub costs: Vec<Cost>,
}

/// Name of the refresh cookie.
pub const COOKIE: &str = "__Host-refresh";

impl Walk {
    /// Begins with an empty table, now.
    pub async fn begin(signing_key: &str) -> Result<Self> {
        let signing_key = SigningKey::parse(signing_key)?;
        let keys = signing_key.public_keys()?;
        let app = TestApp::start_with(
            |app| local::server::functions(&app),
            |settings| {
                settings.keys = keys;
                settings.signing_key = Some(signing_key);
            },
        );
        let app = app.await;
        app.clock.advance(Clock::system().now().as_second() - app.clock.now().as_second());
        Ok(Self { app, costs: Vec::new() })
    }

    /// Calls a route, `parts` put in place of the pattern's braces. A refusal ends the walk.
    pub async fn call(
        &mut self,
        route: &str,
        parts: &[&str],
        caller: Caller<'_>,
        body: Option<Value>,
    ) -> Result<Answer> {
        self.call_with(route, parts, caller, body, Extra::default()).await
    }

    /// The same with what only some routes want.
    pub async fn call_with(
        &mut self,
        route: &str,
        parts: &[&str],
        caller: Caller<'_>,
        body: Option<Value>,
        extra: Extra<'_>,
    ) -> Result<Answer> {
        let (method, pattern) = route.split_once(' ').context("a route is a method and a pattern")?;
        let path = parts.iter().try_fold(pattern.to_owned(), |path, part| fill(&path, part))?;
        let path = if extra.query.is_empty() { path } else { format!("{path}?{}", extra.query) };
        let call = match method {
            "GET" => self.app.get(&path),
            "POST" => self.app.post(&path),
            "PUT" => self.app.put(&path),
            "PATCH" => self.app.patch(&path),
            _ => self.app.delete(&path),
        };
        let call = match caller {
            Caller::Anybody => call,
            Caller::At(address) => call.from(address),
            Caller::Bearer(token) => call.bearer(token),
            Caller::Cookie(cookie) => call.header("cookie", &format!("{COOKIE}={cookie}")),
        };
        let call = extra.headers.iter().fold(call, |call, (name, value)| call.header(name, value));
        let call = match &body {
            Some(body) => call.json(body),
            None => call,
        };
        let answer = call.send().await;
        if !(200..400).contains(&answer.status) {
            bail!("{route} answered {}: {}", answer.status, answer.text());
        }
        self.note(route, &answer);
        Ok(answer)
    }

    /// The first call of a route is the one that counts.
    fn note(&mut self, route: &str, answer: &Answer) {
        if self.costs.iter().all(|cost| cost.route != route) {
            self.costs.push(Cost {
                route: route.to_owned(),
                read_units: answer.usage.read_units,
                write_units: answer.usage.write_units,
                round_trips: answer.usage.round_trips,
            });
        }
    }
}

fn fill(pattern: &str, part: &str) -> Result<String> {
    let (head, rest) = pattern.split_once('{').with_context(|| format!("{pattern} has no place for {part}"))?;
    let (_, tail) = rest.split_once('}').context("a brace is not closed")?;
    Ok(format!("{head}{part}{tail}"))
}

/// A text of an answer.
pub fn text<'a>(answer: &'a Value, name: &str) -> Result<&'a str> {
    answer[name].as_str().with_context(|| format!("the answer has no {name}: {answer}"))
}
