//! Measures what the project promises: start-up, latency, memory and size of the functions, units of every route,
//! rows a second, a receipt's time, a mailing, the local system. Prints Markdown, as `docs/benchmarks.md` keeps it.

mod function;
mod functions;
mod kept;
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

use anyhow::Result;
use clap::ValueEnum;

use programs::Programs;

#[derive(clap::Args)]
pub struct Args {
    /// Measure only these parts
    #[arg(long, value_enum)]
    only: Vec<Part>,

    /// Put the figures into docs/benchmarks.md, in place of the former ones of these parts
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

pub fn run(args: &Args) -> Result<()> {
    let asked = |part: &Part| args.only.is_empty() || args.only.contains(part);
    let parts: Vec<Part> = Part::value_variants().iter().copied().filter(asked).collect();
    let programs = Programs::build(parts.iter().any(|part| part.runs_functions()))?;
    let machine = format!("Measured on {}.", machine::describe()?);
    println!("{machine}\n");
    for part in parts {
        let section = part.measure(&programs)?;
        println!("{section}");
        if args.keep {
            kept::keep(&section)?;
        }
    }
    if args.keep && args.only.is_empty() { kept::head(&machine) } else { Ok(()) }
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

    /// Needs the functions as they are deployed, which take long to build.
    fn runs_functions(self) -> bool {
        matches!(self, Self::Functions | Self::SignIn)
    }
}
