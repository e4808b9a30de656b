//! Programs that run beside us and end with us.

use std::fs::File;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, bail};

const PATIENCE: Duration = Duration::from_mins(1);
const STEP: Duration = Duration::from_millis(100);

/// A running program. Its end is ours: dropping kills it.
pub struct Background {
    child: Child,
}

impl Background {
    /// Starts with all output in a file.
    pub fn start(command: &mut Command, log: &Path) -> Result<Self> {
        let file = File::create(log).with_context(|| log.display().to_string())?;
        let child = command
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()
            .with_context(|| format!("cannot start {}", command.get_program().display()))?;
        Ok(Self { child })
    }

    /// Asks `ready` again and again until it answers.
    pub fn wait_for<T>(&mut self, mut ready: impl FnMut() -> Option<T>) -> Result<T> {
        let mut waited = Duration::ZERO;
        while waited < PATIENCE {
            if let Some(answer) = ready() {
                return Ok(answer);
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("ended before it was ready: {status}");
            }
            sleep(STEP);
            waited += STEP;
        }
        bail!("not ready after {} s", PATIENCE.as_secs())
    }

    /// Waits until something listens on the port.
    pub fn wait_for_port(&mut self, port: u16) -> Result<()> {
        self.wait_for(|| TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()).map(drop)
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        // Already ended is as good as killed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that was free a moment ago.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
