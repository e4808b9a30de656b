//! The Lambda of registration and sign-in.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    http::run(auth::router).await
}
