//! Measures what the project promises: start-up, latency, memory and size of the functions, units of every route,
//! rows a second, a receipt's time, a mailing, the local system. Prints Markdown, as `docs/benchmarks.md` keeps it.

mod function;
mod functions;
mod load;
mod local_system;
mod machine;
mod mailing;
mod process;
mod programs;
mod receipt;
mod recorder;
mod report;
mod routes;
mod runtime_api;
mod sign_in;
mod stopwatch;
mod wire;
mod world;

use std::fs;

use anyhow::{Context, Result};
use clap::ValueEnum;

use crate::project;
use programs::Programs;

#[derive(clap::Args)]
pub struct Args {
    /// Measure only these parts
    #[arg(long, value_enum, conflicts_with = "keep")]
    only: Vec<Part>,

    /// Put the figures into docs/benchmarks.md
    #[arg(long)]
    keep: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    Functions,
    SignIn,
    Routes,
    Load,
    Receipt,
    Mailing,
    LocalSystem,
}

/// What follows this line in the document is ours.
const MARK: &str = "<!-- Below this line is what `cargo xtask bench --keep` measured. -->";

pub fn run(args: &Args) -> Result<()> {
    let programs = Programs::build()?;
    let mut figures = format!("Measured on {}.\n", machine::describe()?);
    println!("{figures}");
    for part in Part::value_variants() {
        if args.only.is_empty() || args.only.contains(part) {
            let section = part.measure(&programs)?;
            println!("{section}");
            figures.push('\n');
            figures.push_str(&section);
        }
    }
    if args.keep { keep(&figures) } else { Ok(()) }
}

impl Part {
    fn measure(self, programs: &Programs) -> Result<String> {
        match self {
            Self::Functions => functions::measure(programs),
            Self::SignIn => sign_in::measure(programs),
            Self::Routes => routes::measure(programs),
            Self::Load => load::measure(programs),
            Self::Receipt => receipt::measure(programs),
            Self::Mailing => mailing::measure(programs),
            Self::LocalSystem => local_system::measure(programs),
        }
    }
}

fn keep(figures: &str) -> Result<()> {
    let path = project::path("docs/benchmarks.md");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let (words, _) = text.split_once(MARK).with_context(|| format!("{} has lost its mark", path.display()))?;
    Ok(fs::write(&path, format!("{words}{MARK}\n\n{figures}"))?)
}
