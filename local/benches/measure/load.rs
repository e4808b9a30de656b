//! An accounting system that loads a company into a running system over HTTP.

use std::thread;

use anyhow::{Context as _, Result, anyhow, ensure};
use domain::Period;
use http::Clock;
use serde::Serialize;
use serde_json::{Value, json};
use testkit::samples;
use ureq::Agent;

use crate::rows;
use crate::stopwatch::timed;

/// Where to.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Address of the system.
    #[arg(long)]
    url: String,
    /// Key of an empty company.
    #[arg(long)]
    key: String,
}

/// Accounts of the company.
const ACCOUNTS: usize = 10_000;
/// Rows of a call, the most that are taken.
const ROWS: usize = 1_000;
/// Months that are loaded by one caller, and again by two at once.
const MONTHS: i16 = 3;

/// Rows a second of every run.
#[derive(Debug, Serialize)]
pub struct Figures {
    accounts: Vec<f64>,
    statements: Vec<f64>,
    statements_by_two: Vec<f64>,
    close_milliseconds: Vec<f64>,
}

/// Loads everything.
pub fn measure(args: &Args) -> Result<Figures> {
    let system = System::at(args);
    system.send("PUT", "organization", &samples::organization_json().to_string())?;
    system.send("PUT", "houses", &rows::houses(ACCOUNTS).to_string())?;
    let accounts = vec![system.load("accounts", &calls(ACCOUNTS, rows::account), 1)?];
    let first = Period::about(Clock::system().now()).plus(-2 * MONTHS);
    let mut figures = Figures { accounts, statements: vec![], statements_by_two: vec![], close_milliseconds: vec![] };
    for month in 0..2 * MONTHS {
        let callers = if month < MONTHS { 1 } else { 2 };
        let period = format!("periods/{}", first.plus(month));
        let bodies = calls(ACCOUNTS, |index| rows::statement(index, i64::from(month)));
        let rate = system.load(&format!("{period}/statements"), &bodies, callers)?;
        let rates = if callers == 1 { &mut figures.statements } else { &mut figures.statements_by_two };
        rates.push(rate);
        let expected = json!({"expected_statements": ACCOUNTS}).to_string();
        let (closed, seconds) = timed(|| system.send("POST", &format!("{period}/close"), &expected));
        closed?;
        figures.close_milliseconds.push(seconds * 1e3);
    }
    Ok(figures)
}

/// The bodies of all calls that load so many rows, made before the time is taken.
pub fn calls(count: usize, row: impl Fn(usize) -> Value) -> Vec<String> {
    let call = |from: usize| rows::items((from..from + ROWS).map(&row)).to_string();
    (0..count).step_by(ROWS).map(call).collect()
}

/// The exchange API of a running system.
pub struct System<'a> {
    agent: Agent,
    args: &'a Args,
}

impl<'a> System<'a> {
    /// The system that these name.
    pub fn at(args: &'a Args) -> Self {
        Self { agent: Agent::new_with_defaults(), args }
    }

    /// Sends the calls, by so many callers at once; rows a second.
    pub fn load(&self, path: &str, bodies: &[String], callers: usize) -> Result<f64> {
        let (outcome, seconds) = timed(|| {
            thread::scope(|scope| {
                let shares = bodies.chunks(bodies.len().div_ceil(callers));
                let threads: Vec<_> = shares.map(|share| scope.spawn(|| self.load_share(path, share))).collect();
                threads.into_iter().try_for_each(|thread| thread.join().map_err(|_| anyhow!("a caller broke"))?)
            })
        });
        outcome?;
        #[expect(clippy::cast_precision_loss, reason = "a number of rows")]
        Ok((bodies.len() * ROWS) as f64 / seconds)
    }

    /// Every row must come back as created.
    fn load_share(&self, path: &str, bodies: &[String]) -> Result<()> {
        for body in bodies {
            let answer = self.send("PUT", path, body)?;
            ensure!(answer["summary"]["created"] == ROWS, "{path} answered {}", answer["summary"]);
        }
        Ok(())
    }

    /// One call; its answer, which must not be a refusal.
    pub fn send(&self, method: &str, path: &str, body: &str) -> Result<Value> {
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}/api/exchange/v1/{path}", self.args.url))
            .header("authorization", format!("Bearer {}", self.args.key))
            .header("content-type", "application/json");
        let mut response = self.agent.run(request.body(body)?).with_context(|| format!("{method} {path}"))?;
        Ok(response.body_mut().with_config().limit(u64::MAX).read_json()?)
    }
}
