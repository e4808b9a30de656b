//! The function on Lambda.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    http::run(payments::router).await
}
