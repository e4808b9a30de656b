//! A proxy before the engine that does what networks and busy stores do: lose requests and replies, delay, throttle,
//! repeat. The engine itself does none of it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::engine::endpoint;

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
    /// A transaction meets another one on the same item.
    Conflict,
    /// The network delivers it twice; the second reply counts.
    Repeat,
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

const THROTTLED: &str = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException\",\
                         \"message\":\"The level of configured provisioned throughput was exceeded.\"}";

const CONFLICT: &str = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\",\
                        \"Message\":\"Transaction cancelled\",\
                        \"CancellationReasons\":[{\"Code\":\"TransactionConflict\"}]}";

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
            let fault = self.fault_of(&request);
            match fault {
                Some(Fault::LoseRequest) => return Ok(()),
                Some(Fault::Throttle) => {
                    client.write_all(refusal(THROTTLED).as_bytes()).await?;
                    continue;
                }
                Some(Fault::Conflict) => {
                    client.write_all(refusal(CONFLICT).as_bytes()).await?;
                    continue;
                }
                Some(Fault::Delay(time)) => tokio::time::sleep(time).await,
                _ => {}
            }
            let mut reply = request.ask(&mut engine).await?;
            if fault == Some(Fault::LoseReply) {
                return Ok(());
            }
            if fault == Some(Fault::Repeat) {
                reply = request.ask(&mut engine).await?;
            }
            client.write_all(&reply.bytes).await?;
        }
        Ok(())
    }
}

fn refusal(body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 400 Bad Request\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: {length}\r\n\r\n{body}"
    )
}

/// A request or a reply: a head and as many bytes as it announces.
struct Http {
    bytes: Vec<u8>,
    head: String,
}

impl Http {
    /// `None` where the connection has ended.
    async fn read(from: &mut TcpStream) -> std::io::Result<Option<Self>> {
        let mut bytes = Vec::new();
        loop {
            if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
                let length = header(&head, "content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
                if bytes.len() >= end + 4 + length {
                    return Ok(Some(Self { bytes, head }));
                }
            }
            if from.read_buf(&mut bytes).await? == 0 {
                return Ok(None);
            }
        }
    }

    async fn ask(&self, engine: &mut TcpStream) -> std::io::Result<Self> {
        engine.write_all(&self.bytes).await?;
        Self::read(engine).await?.ok_or_else(|| std::io::ErrorKind::UnexpectedEof.into())
    }

    fn asks_for(&self, operation: &str) -> bool {
        header(&self.head, "x-amz-target").is_some_and(|target| target.ends_with(&operation.to_ascii_lowercase()))
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim)
}
