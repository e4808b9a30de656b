//! `kabinet typos`: mistakes that people have noticed in the texts of the site, straight from the table, for operators.

use anyhow::{Context as _, Result};
use http::Clock;
use jiff::SignedDuration;
use table::entities::typo::{Typo, TyposOf};

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

/// Oldest first, so that the newest stands where the eye is when all is printed.
async fn list(args: &ListTypos) -> Result<()> {
    let (table, now) = (open(&args.table).await, Clock::system().now());
    let time = SignedDuration::from_hours(24 * i64::from(args.days));
    let from = now.checked_sub(time).context("Столько дней назад ничего не было.")?;
    // A second more: what has just been reported is not left out.
    let typos = table.query_all(&TyposOf { from, until: now + SignedDuration::from_secs(1) }).await?;
    if typos.is_empty() {
        println!("За {} дн. сообщений об ошибках нет.", args.days);
    }
    for typo in typos {
        println!("{}", described(&typo));
    }
    Ok(())
}

fn described(Typo { report, at, .. }: &Typo) -> String {
    let comment = report.comment.as_ref().map(|comment| format!("\n    {comment}")).unwrap_or_default();
    format!("{} UTC  {}  «{}»{comment}", at.strftime("%d.%m.%Y %H:%M"), report.page, report.selection)
}
