//! The function on Lambda.

use mimalloc::MiMalloc;

/// A fifth of the time of making a receipt went into the allocator of the C library.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    http::run(receipts::router).await
}
