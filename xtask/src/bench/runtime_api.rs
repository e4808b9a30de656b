//! A stand-in of the Lambda Runtime API: a function polls it for events and posts its answers.

use std::io::BufReader;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::stopwatch::now;
use super::wire::Message;

/// Nothing that is measured takes longer.
const PATIENCE: Duration = Duration::from_secs(30);

/// A request of the function.
struct Arrival {
    at: Instant,
    request: Message,
    connection: TcpStream,
}

/// The API for one function.
pub struct RuntimeApi {
    address: SocketAddr,
    arrivals: Receiver<Arrival>,
    /// The poll that waits for an event.
    poll: Option<TcpStream>,
}

impl RuntimeApi {
    /// Listens on a free port.
    pub fn start() -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let (sender, arrivals) = channel();
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let sender = sender.clone();
                // A connection that breaks is one that nobody listens to any more.
                thread::spawn(move || drop(listen(&connection, &sender)));
            }
        });
        Ok(Self { address, arrivals, poll: None })
    }

    /// What `AWS_LAMBDA_RUNTIME_API` says.
    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// Waits for the next poll; when it came.
    pub fn await_poll(&mut self) -> Result<Instant> {
        let Arrival { at, request, connection } = self.arrival()?;
        let (method, path) = request.first_words();
        if (method, path) != ("GET", "/2018-06-01/runtime/invocation/next") {
            bail!("{method} {path} instead of a poll: {}", String::from_utf8_lossy(&request.body));
        }
        self.poll = Some(connection);
        Ok(at)
    }

    /// Gives the function an event and waits for its answer and its next poll. How long the answer took, and the answer.
    pub fn invoke(&mut self, event: &Value) -> Result<(Duration, Value)> {
        let mut poll = self.poll.take().context("the function has not polled")?;
        let headers = [
            ("lambda-runtime-aws-request-id", "bench"),
            ("lambda-runtime-deadline-ms", "4102444800000"),
            ("lambda-runtime-invoked-function-arn", "arn:aws:lambda:eu-central-1:000000000000:function:bench"),
            ("lambda-runtime-trace-id", "Root=1-00000000-000000000000000000000000"),
        ];
        let message = Message::response("200 OK", &headers, &event.to_string());
        let start = now();
        message.write(&mut poll)?;
        let Arrival { at, request, mut connection } = self.arrival()?;
        Message::response("202 Accepted", &[], "").write(&mut connection)?;
        let (_, path) = request.first_words();
        ensure!(path.ends_with("/response"), "{path}: {}", String::from_utf8_lossy(&request.body));
        self.await_poll()?;
        Ok((at.duration_since(start), serde_json::from_slice(&request.body)?))
    }

    fn arrival(&self) -> Result<Arrival> {
        self.arrivals.recv_timeout(PATIENCE).context("the function is silent")
    }
}

fn listen(connection: &TcpStream, arrivals: &Sender<Arrival>) -> Result<()> {
    connection.set_nodelay(true)?;
    let mut reader = BufReader::new(connection.try_clone()?);
    while let Some(request) = Message::read(&mut reader)? {
        arrivals.send(Arrival { at: now(), request, connection: connection.try_clone()? })?;
    }
    Ok(())
}
