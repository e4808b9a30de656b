//! `kabinet typos`: mistakes that people have noticed in the texts of the site, straight from the table, for operators.

use anyhow::{Context as _, Result};
use http::Clock;
use jiff::{SignedDuration, Timestamp};
use table::entities::typo::{Typo, TyposOf};
use table::feed::SETTLED;

use crate::args::{ListTypos, Typos};
use crate::operator::open;

/// Runs the command.
pub fn run(command: Typos) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        match command {
            Typos::List(args) => list(&args).await,
        }
    })
}

/// Oldest first, so that the newest stands where the eye is when all is printed. What comes last is where to go on from: it
/// goes to the other stream, so that a list that is kept in a file is the list alone.
async fn list(args: &ListTypos) -> Result<()> {
    let (table, now) = (open(&args.table).await, Clock::system().now());
    // A second more: what has just been reported is not left out.
    let (from, until) = (from(args, now)?, now + SignedDuration::from_secs(1));
    let mut typos = table.query_all(&TyposOf { from, until }).await?;
    // The table goes by whole seconds.
    typos.retain(|typo| typo.at >= from);
    match args.since {
        _ if !typos.is_empty() => {}
        Some(since) => println!("С {since} сообщений об ошибках нет."),
        None => println!("За {} дн. сообщений об ошибках нет.", args.days),
    }
    // One that is being written now may be earlier than the last: rather one twice than one not at all.
    let next = typos.last().map_or(from, |last| (last.at + SignedDuration::from_nanos(1)).min(now - SETTLED).max(from));
    for typo in typos {
        println!("{}", described(&typo));
    }
    eprintln!("Дальше: --since {next}");
    Ok(())
}

fn from(args: &ListTypos, now: Timestamp) -> Result<Timestamp> {
    let days = SignedDuration::from_hours(24 * i64::from(args.days));
    let usual = now.checked_sub(days).context("Столько дней назад ничего не было.")?;
    Ok(args.since.unwrap_or(usual))
}

fn described(Typo { report, at, .. }: &Typo) -> String {
    let comment = report.comment.as_ref().map(|comment| format!("\n    {comment}")).unwrap_or_default();
    format!("{} UTC  {}  «{}»{comment}", at.strftime("%d.%m.%Y %H:%M"), report.page, report.selection)
}
