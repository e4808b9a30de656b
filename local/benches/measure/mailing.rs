//! A company whose closing of a month brings ten thousand people their receipts.

use std::path::PathBuf;
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use domain::account::AccountNumber;
use domain::{AccountId, OrganizationId, Period, UserId};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use http::Clock;
use jiff::Timestamp;
use local::engine;
use serde::Serialize;
use serde_json::json;
use table::Table;
use table::entities::attachment::Attachment;
use table::entities::organization::Directory;
use table::entities::receipt_subscription::ReceiptSubscription;
use table::entities::user::User;
use testkit::samples;

use crate::load::{self, System};
use crate::rows;
use crate::stopwatch::timed;

/// Accounts of the company, each with somebody who wants its receipts.
const SUBSCRIBERS: usize = 10_000;
/// Loads of the store at once.
const AT_ONCE: usize = 32;
const PAUSE: Duration = Duration::from_millis(250);
/// Looks at the progress, an hour of them: slower is no mailing.
const LOOKS: usize = 4 * 3600;

/// The parts of it, for a system that is started in between.
#[derive(Debug, clap::Subcommand)]
pub enum Step {
    /// Loads a month into a running system and leaves it open
    Load(load::Args),
    /// Gives every account a person who wants its receipts, in the store of a system that does not run
    Subscribe {
        /// The store's file.
        #[arg(long)]
        store: PathBuf,
    },
    /// Closes the month and waits for the last receipt
    Send(load::Args),
}

/// What a step came to.
#[derive(Debug, Default, Serialize)]
pub struct Figures {
    seconds: f64,
    sent: u64,
}

/// Takes a step.
pub async fn measure(step: &Step) -> Result<Figures> {
    match step {
        Step::Load(args) => load(&System::at(args)).map(|()| Figures::default()),
        Step::Subscribe { store } => {
            subscribe(&engine::start(Some(store)).await?.table).await.map(|()| Figures::default())
        }
        Step::Send(args) => send(&System::at(args)),
    }
}

fn period() -> Period {
    Period::about(Clock::system().now()).plus(-1)
}

fn load(system: &System<'_>) -> Result<()> {
    system.send("PUT", "organization", &samples::organization_json().to_string())?;
    system.send("PUT", "houses", &rows::houses(SUBSCRIBERS).to_string())?;
    system.load("accounts", &load::calls(SUBSCRIBERS, rows::account), 1)?;
    let statements = load::calls(SUBSCRIBERS, |index| rows::statement(index, 0));
    system.load(&format!("periods/{}/statements", period()), &statements, 1).map(|_| ())
}

async fn subscribe(table: &Table) -> Result<()> {
    let companies = table.query_all(&Directory).await?;
    let company = &companies.first().context("the store has no company")?.id;
    let now = Clock::system().now();
    let people = stream::iter(0..SUBSCRIBERS).map(|index| person(table, company, index, now));
    people.buffer_unordered(AT_ONCE).try_collect().await
}

async fn person(table: &Table, company: &OrganizationId, index: usize, now: Timestamp) -> Result<()> {
    let user = user(index, now);
    let account = AccountId::of(company, &AccountNumber::parse(&rows::number(index))?);
    let attachment = Attachment {
        user: user.id.clone(),
        account: account.clone(),
        label: None,
        receipt_mailing: true,
        readings_reminder: false,
        attached_at: now,
    };
    let subscription = ReceiptSubscription { account, user: user.id.clone(), since: now };
    table.put(&user).await?;
    table.put(&attachment).await?;
    Ok(table.put(&subscription).await?)
}

fn user(index: usize, now: Timestamp) -> User {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&index.to_be_bytes());
    let login = format!("zhitel-{index}");
    samples::user(&UserId::from_random(id), &login, &format!("{login}@example.ru"), now)
}

fn send(system: &System<'_>) -> Result<Figures> {
    let path = format!("periods/{}", period());
    let expected = json!({"expected_statements": SUBSCRIBERS}).to_string();
    let (sent, seconds) = timed(|| {
        system.send("POST", &format!("{path}/close"), &expected)?;
        wait(system, &format!("{path}/mailing"))
    });
    Ok(Figures { seconds, sent: sent? })
}

/// How many receipts have gone when all have.
fn wait(system: &System<'_>, path: &str) -> Result<u64> {
    for _ in 0..LOOKS {
        let progress = system.send("GET", path, "")?;
        if progress["status"] == "done" {
            ensure!(progress["sent"] == SUBSCRIBERS, "the mailing came to {progress}");
            return progress["sent"].as_u64().context("a number");
        }
        sleep(PAUSE);
    }
    bail!("the mailing does not end")
}
