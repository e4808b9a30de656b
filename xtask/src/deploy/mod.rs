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

    /// Stage of samconfig.toml, for `sam build` and `sam deploy`
    #[arg(long, default_value = "default")]
    config_env: String,

    /// Further arguments of `sam deploy`
    #[arg(last = true)]
    sam: Vec<String>,
}

pub fn run(args: &Args) -> Result<()> {
    if args.emulated {
        return emulated::run(args.keep);
    }
    let stage = ["--config-env", &args.config_env];
    package::build(&stage)?;
    shell::run(tools::in_venv("sam").arg("deploy").args(stage).args(&args.sam))
}
