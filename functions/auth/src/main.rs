//! The Lambda of registration and sign-in.

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    http::run(auth::router).await
}
