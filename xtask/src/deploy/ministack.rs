//! A MiniStack of our own: in memory, on a free port, enforcing the policies of the functions' roles.

use std::process::Command;

use anyhow::Result;

use crate::background::{Background, free_port};
use crate::{project, tools};

const REGION: &str = "eu-central-1";

pub struct MiniStack {
    port: u16,
    _server: Background,
}

impl MiniStack {
    pub fn start() -> Result<Self> {
        let port = free_port()?;
        let folder = project::path("target/emulated");
        let mut command = tools::in_venv("python");
        // A session of a role must not leak into the roles of the functions.
        command.env_remove("AWS_SESSION_TOKEN").env_remove("AWS_PROFILE");
        command
            .arg("infra/emulator.py")
            .envs([("BIND_HOST", "127.0.0.1"), ("AUTH", "true"), ("LOG_LEVEL", "INFO")])
            .envs([("IOT_MTLS_ENABLED", "0"), ("SFTP_ENABLED", "0")])
            .env("GATEWAY_PORT", port.to_string())
            .env("TMPDIR", &folder);
        let mut server = Background::start(aws(&mut command, port), &folder.join("ministack.log"))?;
        server.wait_for_port(port)?;
        Ok(Self { port, _server: server })
    }

    /// Points a program's AWS SDK at the emulator.
    pub fn target<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        aws(command, self.port)
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

fn aws(command: &mut Command, port: u16) -> &mut Command {
    command
        .env("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{port}"))
        .envs([("AWS_REGION", REGION), ("AWS_DEFAULT_REGION", REGION)])
        .envs([("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "test")])
}
