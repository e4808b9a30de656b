//! A function as Lambda runs it.

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::process::Process;
use super::programs::Programs;
use super::runtime_api::RuntimeApi;
use super::world::World;
use crate::shell;

/// A process of it.
pub struct Function {
    /// Where its memory is seen.
    pub process: Process,
    api: RuntimeApi,
    /// Milliseconds from the spawn to the first poll.
    pub init: f64,
}

impl Function {
    /// Starts it on this engine and waits for its first poll.
    pub fn start(programs: &Programs, world: &World, name: &str, engine: &str) -> Result<Self> {
        let mut api = RuntimeApi::start()?;
        let mut command = shell::command(programs.path(name)?);
        let process = Process::start(world.surround(&mut command, &api.address(), engine))?;
        let polled = api.await_poll().with_context(|| name.to_owned())?;
        let init = polled.duration_since(process.started).as_secs_f64() * 1e3;
        Ok(Self { process, api, init })
    }

    /// Milliseconds of a call that is answered with this status.
    pub fn call(&mut self, event: &Value, status: u16) -> Result<f64> {
        let (took, answer) = self.api.invoke(event)?;
        ensure!(answer["statusCode"] == status, "the function answered {answer}");
        Ok(took.as_secs_f64() * 1e3)
    }
}
