//! The Lambda that sends mail. An event of SNS tells what became of letters; what any other holds does not matter: it is
//! a reason to look into the outbox.

use std::time::Duration;

use http::Clock;
use lambda_runtime::{Context, Error, LambdaEvent, service_fn};
use mailer::{Mailer, Report};
use mimalloc::MiMalloc;
use serde_json::Value;

/// What is left of a call when no further sweep is begun, in milliseconds: longer than a slow sweep takes.
const RESERVE: i64 = 60_000;
/// The wait for the provider's next second, or for what another mailer works on.
const PAUSE: Duration = Duration::from_millis(200);
/// Sweeps in a row that send nothing before the rest is left to the next call: the daily quota may be spent.
const IN_VAIN: u32 = 25;

/// A fifth of the time of making a receipt went into the allocator of the C library.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let app = http::app()?;
    let clock = app.clock.clone();
    let ses = aws_sdk_ses::Client::new(&http::aws_configuration()?);
    let mailer = Mailer::new(app, ses)?;
    lambda_runtime::run(service_fn(|event: LambdaEvent<Value>| {
        let (mailer, clock) = (mailer.clone(), clock.clone());
        async move { Box::pin(handle(&mailer, &clock, event)).await }
    }))
    .await
}

async fn handle(mailer: &Mailer, clock: &Clock, event: LambdaEvent<Value>) -> Result<Report, Error> {
    if mailer.hear_all(&event.payload).await? {
        return Ok(Report::default());
    }
    let (mut report, mut in_vain) = (mailer.sweep().await?, 0);
    while report.more && in_vain < IN_VAIN && has_time(clock, &event.context) {
        tokio::time::sleep(PAUSE).await;
        report = mailer.sweep().await?;
        in_vain = if report.sent > 0 { 0 } else { in_vain + 1 };
    }
    Ok(report)
}

fn has_time(clock: &Clock, context: &Context) -> bool {
    let deadline = i64::try_from(context.deadline).unwrap_or(i64::MAX);
    deadline - clock.now().as_millisecond() > RESERVE
}
