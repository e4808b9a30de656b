//! What signing in costs, and that it costs the same whether anybody has the name.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::function::Function;
use super::programs::Programs;
use super::report::{at_most, figure, table};
use super::stopwatch::median;
use super::world::{SAMPLES, World};

/// Processes of `auth` for each kind of call, and calls of each.
const STARTS: usize = 8;
const CALLS: usize = 10;
/// How much longer than that of the smallest function the start of `auth` may take, in milliseconds.
const OVER_SMALLEST: f64 = 10.0;

/// A kind of call: its name, its status, and the event of the call of this number.
struct Kind<'a> {
    name: &'static str,
    status: u16,
    event: Box<dyn Fn(usize) -> Value + 'a>,
}

impl<'a> Kind<'a> {
    fn new(name: &'static str, status: u16, event: impl Fn(usize) -> Value + 'a) -> Self {
        Self { name, status, event: Box::new(event) }
    }
}

pub fn measure(programs: &Programs) -> Result<String> {
    let (_store, world) = World::make(programs)?;
    let (mut rows, mut memory) = (Vec::new(), 0.0_f64);
    for kind in kinds(&world) {
        let (first, warm) = times(programs, &world, &kind, &mut memory)?;
        rows.push(vec![kind.name.to_owned(), figure(median(first)), figure(median(warm))]);
    }
    let calls = table(&["call", "first of a process, ms", "warm, ms"], &rows);
    Ok(format!(
        "## Sign-in\n\nMedians of {STARTS} processes of `auth` with {CALLS} calls each, as Lambda runs them. What a stranger \
         can try takes as long for a known name as for an unknown one. To reach: `auth` starts at most {OVER_SMALLEST} ms \
         after the smallest HTTP function.\n\n{calls}\n{}",
        starts(programs, &world, memory)?
    ))
}

/// What needs captchas first: they live five minutes. A name fails four times at most, so that none has to read one.
fn kinds(world: &World) -> Vec<Kind<'_>> {
    let neighbour = move |number: usize| world.neighbours[number % world.neighbours.len()].clone();
    // Letters go out slowly to one address: each kind that asks for one asks it of people of its own.
    let reader = move |group: usize, at: usize| neighbour(group * STARTS * CALLS + at);
    let stranger = |number: usize| format!("nikto-{number}");
    let email = |name: String| format!("{name}@example.ru");
    let post = move |path: &str, nth: usize, at: usize, mut body: Value| {
        let call = nth * STARTS * CALLS + at;
        if let Some(captcha) = world.captchas.get(call) {
            body["captcha"] = captcha.clone();
        }
        World::post(path, &body, &address(call))
    };
    let forgotten =
        move |nth, at, name: String| post("/api/auth/password/forgot", nth, at, json!({ "login_or_email": name }));
    let resend = move |nth, at, name| post("/api/auth/activation/resend", nth, at, json!({"email": email(name)}));
    let register = move |nth, at, name| post("/api/auth/register", nth, at, application(world, nth, at, &email(name)));
    let sign_in = move |nth, at, name: String, password: &str| {
        post("/api/auth/login", nth, at, json!({"login": name, "password": password, "remember": false}))
    };
    vec![
        Kind::new("forgotten password, known name", 202, move |at| forgotten(0, at, reader(0, at))),
        Kind::new("forgotten password, unknown name", 202, move |at| forgotten(1, at, stranger(at))),
        Kind::new("another activation letter, known address", 202, move |at| resend(2, at, reader(1, at))),
        Kind::new("another activation letter, unknown address", 202, move |at| resend(3, at, stranger(at))),
        Kind::new("registration, known address", 202, move |at| register(4, at, reader(2, at))),
        Kind::new("registration, unknown address", 202, move |at| register(5, at, stranger(at))),
        Kind::new("wrong password, known name", 401, move |at| sign_in(6, at, neighbour(at), "Sad-9999")),
        Kind::new("wrong password, unknown name", 401, move |at| sign_in(7, at, stranger(at), "Sad-9999")),
        Kind::new("right password", 200, move |at| sign_in(8, at, neighbour(at), &world.password)),
    ]
}

/// An application for a cabinet under a login that nobody has.
fn application(world: &World, nth: usize, at: usize, email: &str) -> Value {
    json!({
        "login": format!("novyj-{nth}-{at}"), "email": email, "password": world.password,
        "password_confirmation": world.password, "agreement_version": world.agreement
    })
}

/// Failures count by network too, so each call comes from one of its own.
fn address(call: usize) -> String {
    format!("10.{}.{}.1", call / 250, call % 250)
}

/// Milliseconds of the first calls and of those after them; the most memory that was seen.
fn times(programs: &Programs, world: &World, kind: &Kind<'_>, memory: &mut f64) -> Result<(Vec<f64>, Vec<f64>)> {
    let (mut first, mut warm) = (Vec::new(), Vec::new());
    for start in 0..STARTS {
        let mut auth = Function::start(programs, world, "auth", &world.endpoint)?;
        for call in 0..CALLS {
            let took = auth.call(&(kind.event)(start * CALLS + call), kind.status)?;
            if call == 0 { first.push(took) } else { warm.push(took) }
        }
        *memory = memory.max(auth.process.memory("VmHWM")?);
    }
    Ok((first, warm))
}

/// How `auth` starts beside the others, and what it needs while it hashes.
fn starts(programs: &Programs, world: &World, memory: f64) -> Result<String> {
    let mut inits = Vec::new();
    for sample in SAMPLES.iter().filter(|sample| !sample.typesets) {
        let starts = (0..STARTS).map(|_| Ok(Function::start(programs, world, sample.function, &world.endpoint)?.init));
        inits.push((sample.function, median(starts.collect::<Result<_>>()?)));
    }
    let (_, auth) = *inits.iter().find(|(name, _)| *name == "auth").context("auth is among the functions")?;
    let smallest = inits.iter().min_by(|one, other| one.1.total_cmp(&other.1)).context("there are functions")?;
    let rows = [
        vec!["`auth`, spawn to first poll, ms".to_owned(), at_most(auth, smallest.1 + OVER_SMALLEST)],
        vec![format!("`{}`, the quickest, ms", smallest.0), figure(smallest.1)],
        vec!["`auth`, peak memory with argon2, MB".to_owned(), figure(memory)],
    ];
    Ok(table(&["start", "value"], &rows))
}
