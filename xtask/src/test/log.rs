//! What the programs of one check print.

use std::fs::{self, File, OpenOptions};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::counts::Counts;
use crate::project;

/// Lines of a failed program that are shown at once.
const TAIL: usize = 80;

pub struct Log {
    path: PathBuf,
}

impl Log {
    pub const FOLDER: &str = "target/checks";

    pub fn create(check: &str) -> Result<Self> {
        fs::create_dir_all(project::path(Self::FOLDER))?;
        let path = project::path(Self::FOLDER).join(format!("{check}.log"));
        File::create(&path)?;
        Ok(Self { path })
    }

    /// Runs a program into the log and says whether it ended well; if not, shows the end of what it printed.
    pub fn run(&self, command: &mut Command) -> Result<bool> {
        let before = fs::metadata(&self.path)?.len();
        let file = OpenOptions::new().append(true).open(&self.path)?;
        let status = command
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .status()
            .with_context(|| format!("cannot start {}", command.get_program().display()))?;
        if !status.success() {
            self.show_end(usize::try_from(before)?)?;
        }
        Ok(status.success())
    }

    /// A program that is one check by itself.
    pub fn check(&self, command: &mut Command) -> Result<Counts> {
        Ok(if self.run(command)? { Counts::PASSED } else { Counts::FAILED })
    }

    pub fn text(&self) -> Result<String> {
        Ok(String::from_utf8_lossy(&fs::read(&self.path)?).into_owned())
    }

    fn show_end(&self, from: usize) -> Result<()> {
        let bytes = fs::read(&self.path)?;
        let text = String::from_utf8_lossy(&bytes[from..]);
        let lines: Vec<_> = text.lines().collect();
        println!("{}", lines[lines.len().saturating_sub(TAIL)..].join("\n"));
        Ok(())
    }
}
