//! The embedded DynamoDB engine, one a process.

use std::net::SocketAddr;
use std::sync::OnceLock;

use dynoxide::Database;

static ADDRESS: OnceLock<SocketAddr> = OnceLock::new();

/// Where the engine of this process listens; started by the first who asks.
pub fn endpoint() -> String {
    format!("http://{}", ADDRESS.get_or_init(start))
}

/// The engine has a runtime of its own, because each test's ends with the test.
fn start() -> SocketAddr {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            sender.send(listener.local_addr().unwrap()).unwrap();
            let database = Database::memory().unwrap();
            dynoxide::server::serve_with_shutdown(listener, database, std::future::pending()).await.unwrap();
        });
    });
    receiver.recv().unwrap()
}
