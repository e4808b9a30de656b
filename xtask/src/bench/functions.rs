//! Every HTTP function as Lambda runs it.

use std::fs;

use anyhow::{Context, Result};

use super::function::Function;
use super::programs::Programs;
use super::recorder::Recorder;
use super::report::{at_most, figure, table};
use super::stopwatch::median;
use super::world::{SAMPLES, Sample, World};

/// Processes of each function.
const STARTS: usize = 9;
/// Warm calls of each process.
const CALLS: usize = 50;
/// Calls before one counts as warm.
const WARMING: usize = 5;

/// The promises: milliseconds and MB.
const INIT: f64 = 10.0;
const FIRST: f64 = 5.0;
const OVER_ENGINE: f64 = 1.0;
const MEMORY: f64 = 12.0;
const SIZE: f64 = 6.0;

const HEADER: [&str; 8] = [
    "function",
    "binary, MB",
    "spawn to first poll, ms",
    "first call, ms",
    "warm call, ms",
    "engine alone, ms",
    "over the engine, ms",
    "peak memory, MB",
];

/// Medians of a function.
struct Figures {
    size: f64,
    init: f64,
    first: f64,
    warm: f64,
    engine: f64,
    memory: f64,
}

pub fn measure(programs: &Programs) -> Result<String> {
    let (_store, world) = World::make(programs)?;
    let engine = world.endpoint.strip_prefix("http://").context("the engine speaks HTTP")?;
    let recorder = Recorder::start(engine)?;
    let bench = Bench { programs, world: &world, recorder: &recorder };
    let rows = SAMPLES.iter().map(|sample| Ok(row(sample, &bench.figures(sample)?))).collect::<Result<Vec<_>>>()?;
    let calls: Vec<_> = SAMPLES.iter().map(|sample| format!("- {}: `{}`", sample.function, sample.route())).collect();
    Ok(format!(
        "## Functions\n\nTo reach: {INIT} ms to the first poll, {FIRST} ms for the first call, {OVER_ENGINE} ms over \
         the engine's own time when warm, {MEMORY} MB of memory, {SIZE} MB of binary; `receipts`, which carries the \
         typesetter, apart. Medians of {STARTS} processes with {CALLS} warm calls each; memory is the most seen.\n\n\
         {}\nThe calls:\n\n{}\n",
        table(&HEADER, &rows),
        calls.join("\n")
    ))
}

struct Bench<'a> {
    programs: &'a Programs,
    world: &'a World,
    recorder: &'a Recorder,
}

impl Bench<'_> {
    fn figures(&self, sample: &Sample) -> Result<Figures> {
        let (mut init, mut first, mut warm, mut memory) = (vec![], vec![], vec![], 0.0_f64);
        for _ in 0..STARTS {
            let (mut function, event) = (self.start(sample, &self.world.endpoint)?, self.world.event(sample));
            init.push(function.init);
            first.push(function.call(&event, 200)?);
            for _ in 0..WARMING {
                function.call(&event, 200)?;
            }
            for _ in 0..CALLS {
                warm.push(function.call(&event, 200)?);
            }
            memory = memory.max(function.process.memory("VmHWM")?);
        }
        #[expect(clippy::cast_precision_loss, reason = "a file is far smaller than 2^52 bytes")]
        let size = fs::metadata(self.programs.path(sample.function)?)?.len() as f64 / 1e6;
        let engine = self.engine(sample)?;
        Ok(Figures { size, init: median(init), first: median(first), warm: median(warm), engine, memory })
    }

    /// Milliseconds that the engine alone takes for the table calls of a warm call.
    fn engine(&self, sample: &Sample) -> Result<f64> {
        let (mut function, event) = (self.start(sample, &self.recorder.url())?, self.world.event(sample));
        for _ in 0..WARMING {
            function.call(&event, 200)?;
        }
        self.recorder.take();
        function.call(&event, 200)?;
        self.recorder.replay(&self.recorder.take(), STARTS * CALLS)
    }

    fn start(&self, sample: &Sample, engine: &str) -> Result<Function> {
        Function::start(self.programs, self.world, sample.function, engine)
    }
}

fn row(sample: &Sample, figures: &Figures) -> Vec<String> {
    let limited = |value, limit| if sample.typesets { figure(value) } else { at_most(value, limit) };
    vec![
        sample.function.to_owned(),
        limited(figures.size, SIZE),
        limited(figures.init, INIT),
        limited(figures.first, FIRST),
        figure(figures.warm),
        figure(figures.engine),
        limited(figures.warm - figures.engine, OVER_ENGINE),
        limited(figures.memory, MEMORY),
    ]
}
