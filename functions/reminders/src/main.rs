//! The Lambda that reminds of readings. What the event holds does not matter: it is a reason to look at the calendar.

use lambda_runtime::{Error, LambdaEvent, service_fn};
use reminders::Reminders;
use serde_json::Value;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let reminders = Reminders::new(http::app()?);
    lambda_runtime::run(service_fn(|_: LambdaEvent<Value>| async { Ok::<_, Error>(reminders.run().await?) })).await
}
