//! The Lambda that ends payments. What the event holds does not matter: it is a reason to look at the clock.

use expiry::Expiry;
use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde_json::Value;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let expiry = Expiry::new(http::app()?);
    lambda_runtime::run(service_fn(|_: LambdaEvent<Value>| async { Ok::<_, Error>(expiry.run().await?) })).await
}
