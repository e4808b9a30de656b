//! Stands between a function and the engine, writes down what the function asks for, and asks it again by itself: what
//! the engine alone takes for the same calls.

use std::io::BufReader;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use anyhow::{Context, Result};

use super::stopwatch::{median, timed};
use super::wire::Message;

type Requests = Arc<Mutex<Vec<Message>>>;

/// A proxy before the engine.
pub struct Recorder {
    address: SocketAddr,
    engine: String,
    requests: Requests,
}

impl Recorder {
    /// Listens on a free port; `engine` is host and port.
    pub fn start(engine: &str) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let recorder = Self { address: listener.local_addr()?, engine: engine.to_owned(), requests: Arc::default() };
        let (engine, requests) = (recorder.engine.clone(), Arc::clone(&recorder.requests));
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let (engine, requests) = (engine.clone(), Arc::clone(&requests));
                // A connection that breaks is the function's to make anew.
                thread::spawn(move || drop(pass(&connection, &engine, &requests)));
            }
        });
        Ok(recorder)
    }

    /// Where functions reach the engine through it.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What was asked since the last time.
    pub fn take(&self) -> Vec<Message> {
        std::mem::take(&mut self.requests.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Milliseconds that the engine takes for these requests one after another, the median of so many rounds.
    pub fn replay(&self, requests: &[Message], rounds: usize) -> Result<f64> {
        let mut engine = Connection::open(&self.engine)?;
        let mut times = Vec::with_capacity(rounds);
        for _ in 0..rounds {
            let (outcome, seconds) = timed(|| requests.iter().try_for_each(|request| engine.ask(request).map(drop)));
            outcome?;
            times.push(seconds * 1e3);
        }
        Ok(median(times))
    }
}

/// A kept connection.
struct Connection {
    stream: TcpStream,
    reader: BufReader<TcpStream>,
}

impl Connection {
    fn open(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self { reader: BufReader::new(stream.try_clone()?), stream })
    }

    fn ask(&mut self, request: &Message) -> Result<Message> {
        request.write(&mut self.stream)?;
        Message::read(&mut self.reader)?.context("the engine closed")
    }
}

fn pass(client: &TcpStream, engine: &str, requests: &Requests) -> Result<()> {
    client.set_nodelay(true)?;
    let mut engine = Connection::open(engine)?;
    let (mut reader, mut writer) = (BufReader::new(client.try_clone()?), client.try_clone()?);
    while let Some(request) = Message::read(&mut reader)? {
        let answer = engine.ask(&request)?;
        requests.lock().unwrap_or_else(PoisonError::into_inner).push(request);
        answer.write(&mut writer)?;
    }
    Ok(())
}
