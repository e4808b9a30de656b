//! A proxy before the engine that does what networks and busy stores do: lose requests and replies, delay, throttle,
//! repeat. The engine itself does none of it.

mod message;
mod refusal;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};

use crate::engine::endpoint;
use message::Http;

/// What happens to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It never reaches the engine.
    LoseRequest,
    /// The engine does it, and nobody hears of it.
    LoseReply,
    /// It takes this long.
    Delay(Duration),
    /// The store has no capacity for it.
    Throttle,
    /// The network delivers it twice; the second reply counts.
    Repeat,
    /// A transaction meets another one on one of its items.
    Conflict,
    /// The store gets to all keys of a batch but so many.
    Unprocessed(usize),
}

/// A fault that is to happen so many times.
#[derive(Debug)]
struct Planned {
    operation: &'static str,
    fault: Fault,
    times: u32,
}

/// The proxy. It ends with the runtime of its test.
#[derive(Debug, Clone)]
pub struct FaultProxy {
    /// Where it listens.
    pub endpoint: String,
    plan: Arc<Mutex<Vec<Planned>>>,
}

/// More than the SDK tries a call.
pub const BEYOND_RETRIES: u32 = 10;

impl FaultProxy {
    /// Starts it before the engine of this process.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let proxy = Self { endpoint: format!("http://{}", listener.local_addr().unwrap()), plan: Arc::default() };
        let served = proxy.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let proxy = served.clone();
                // A connection that breaks off is what this is about.
                tokio::spawn(async move { proxy.serve(client).await.unwrap_or_default() });
            }
        });
        proxy
    }

    /// The next requests of this operation meet the fault.
    pub fn plan(&self, operation: &'static str, fault: Fault, times: u32) {
        self.plan.lock().unwrap().push(Planned { operation, fault, times });
    }

    /// Waits until all that was planned is happening.
    pub async fn begun(&self) {
        while self.plan.lock().unwrap().iter().any(|one| one.times > 0) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Nothing more is to happen.
    pub fn calm(&self) {
        self.plan.lock().unwrap().clear();
    }

    fn fault_of(&self, request: &Http) -> Option<Fault> {
        let mut plan = self.plan.lock().unwrap();
        let planned = plan.iter_mut().find(|one| one.times > 0 && request.asks_for(one.operation))?;
        planned.times -= 1;
        Some(planned.fault)
    }

    async fn serve(&self, mut client: TcpStream) -> std::io::Result<()> {
        let engine = endpoint();
        let mut engine = TcpStream::connect(engine.trim_start_matches("http://")).await?;
        while let Some(request) = Http::read(&mut client).await? {
            let Some(reply) = self.reply(&request, &mut engine).await? else { break };
            client.write_all(&reply).await?;
        }
        Ok(())
    }

    /// What the caller hears; nothing where the connection breaks.
    async fn reply(&self, request: &Http, engine: &mut TcpStream) -> std::io::Result<Option<Vec<u8>>> {
        Ok(match self.fault_of(request) {
            Some(Fault::LoseRequest) => None,
            Some(Fault::LoseReply) => {
                request.ask(engine).await?;
                None
            }
            Some(Fault::Delay(time)) => {
                tokio::time::sleep(time).await;
                Some(request.ask(engine).await?.bytes)
            }
            Some(Fault::Throttle) => Some(refusal::throttled()),
            Some(Fault::Conflict) => Some(refusal::conflicting(request)),
            Some(Fault::Repeat) => {
                request.ask(engine).await?;
                Some(request.ask(engine).await?.bytes)
            }
            Some(Fault::Unprocessed(keys)) => Some(request.ask_but(keys, engine).await?.bytes),
            None => Some(request.ask(engine).await?.bytes),
        })
    }
}
