//! Deployment: to AWS by `sam deploy`, or to MiniStack, where the main job is walked at once.

mod emulated;
mod ministack;

use anyhow::Result;

use crate::{package, shell, tools};

#[derive(clap::Args)]
pub struct Args {
    /// Deploy to a MiniStack of our own and walk the main job there
    #[arg(long, conflicts_with_all = ["config_env", "sam"])]
    emulated: bool,

    /// With --emulated: leave the emulator running until Enter is pressed
    #[arg(long, requires = "emulated")]
    keep: bool,

    /// Stage of samconfig.toml
    #[arg(long, default_value = "default")]
    config_env: String,

    #[command(flatten)]
    package: package::Args,

    /// Further arguments of `sam deploy`
    #[arg(last = true)]
    sam: Vec<String>,
}

pub fn run(args: &Args) -> Result<()> {
    if args.emulated {
        return emulated::run(args.keep);
    }
    package::run(&args.package)?;
    let sam = ["deploy", "--config-env", &args.config_env];
    shell::run(tools::in_venv("sam").args(sam).args(&args.sam))
}
