//! The machine that was measured on, and what its processes hold.

use std::fs;

use anyhow::{Context, Result};

/// Processor, cores, memory, and how busy it is with other things: a load above zero makes every time longer.
pub fn describe() -> Result<String> {
    let processors = fs::read_to_string("/proc/cpuinfo")?;
    let model = field(&processors, "model name").unwrap_or("unknown processor");
    let cores = std::thread::available_parallelism()?;
    let memory = kibibytes(&fs::read_to_string("/proc/meminfo")?, "MemTotal")? / 1024.0 / 1024.0;
    let load = fs::read_to_string("/proc/loadavg")?;
    let load = load.split_whitespace().next().unwrap_or("unknown");
    Ok(format!("{cores} cores of {model}, {memory:.0} GiB of memory, {}; load before: {load}", std::env::consts::ARCH))
}

/// A figure of a process's memory in MB: `VmHWM` is its peak, `VmRSS` what it holds now.
pub fn memory(process: u32, name: &str) -> Result<f64> {
    let path = format!("/proc/{process}/status");
    let status = fs::read_to_string(&path).with_context(|| format!("{path} cannot be read"))?;
    Ok(kibibytes(&status, name)? * 1024.0 / 1e6)
}

fn kibibytes(text: &str, name: &str) -> Result<f64> {
    let value = field(text, name).and_then(|value| value.split_whitespace().next()?.parse().ok());
    value.with_context(|| format!("no {name}"))
}

fn field<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let mut pairs = text.lines().filter_map(|line| line.split_once(':'));
    pairs.find(|(key, _)| key.trim() == name).map(|(_, value)| value.trim())
}
