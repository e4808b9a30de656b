//! The command line.

use std::path::PathBuf;

use clap::Parser;

/// Runs the whole cabinet on this machine: frontend, functions, store, mail and demo data.
#[derive(Debug, Parser)]
#[command(name = "kabinet-local", version)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct Args {
    /// Port on the loopback address; 0 takes any free one.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,

    /// Folder of the data; a second start finds them again.
    #[arg(long, default_value = ".local", conflicts_with = "memory")]
    pub data_dir: PathBuf,

    /// Keeps everything in memory and forgets it at the end.
    #[arg(long)]
    pub memory: bool,

    /// Serves this built frontend instead of building the one in `web/`.
    #[arg(long)]
    pub site: Option<PathBuf>,

    /// Fills an empty store with two companies and a year of charges; the default.
    #[arg(long, conflicts_with = "no_demo")]
    pub demo: bool,

    /// Fills an empty store with one bare company and its exchange key only.
    #[arg(long)]
    pub no_demo: bool,

    /// Signs access tokens with a new key from now on; pages that are open stay signed in.
    #[arg(long)]
    pub rotate_key: bool,
}

impl Args {
    /// Whether an empty store gets demo data.
    pub const fn wants_demo(&self) -> bool {
        !self.no_demo
    }
}
