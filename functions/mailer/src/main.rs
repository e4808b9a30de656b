//! The Lambda that sends mail. What the event holds does not matter: it is a reason to look into the outbox.

use lambda_runtime::{Error, LambdaEvent, service_fn};
use mailer::Mailer;
use serde_json::Value;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let app = http::app()?;
    let ses = aws_sdk_ses::Client::new(&http::aws_configuration()?);
    let mailer = Mailer::new(app, ses)?;
    lambda_runtime::run(service_fn(|_: LambdaEvent<Value>| async { Ok::<_, Error>(mailer.sweep().await?) })).await
}
