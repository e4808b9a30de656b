//! Adding up the tests of different runners.

use std::ops::AddAssign;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
}

impl Counts {
    pub const PASSED: Self = Self { passed: 1, failed: 0 };
    pub const FAILED: Self = Self { passed: 0, failed: 1 };

    /// A runner that ended badly failed, whatever it counted: it may not have come to its tests at all.
    pub fn ended(mut self, well: bool) -> Self {
        if !well && self.failed == 0 {
            self.failed = 1;
        }
        self
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// The summary of cargo-nextest: `Summary [ 1.2s] 5 tests run: 4 passed (1 slow), 1 failed, 2 skipped`.
/// Whatever ran and did not pass (a time-out, an abort) failed.
pub fn nextest(text: &str) -> Option<Counts> {
    let summary = text.lines().rev().find(|line| line.trim_start().starts_with("Summary ["))?;
    let (before, after) = summary.split_once(" run: ")?;
    let run = before.rsplit(']').next()?.split(['/', ' ']).find_map(|word| word.parse().ok())?;
    let passed = number_before(after, " passed").unwrap_or(0);
    Some(Counts { passed, failed: u64::saturating_sub(run, passed) })
}

/// The summaries of `cargo test`, one a binary: `test result: ok. 4 passed; 0 failed; …`.
pub fn libtest(text: &str) -> Option<Counts> {
    let mut total = Counts::default();
    let mut results = text.lines().filter(|line| line.starts_with("test result: ")).peekable();
    results.peek()?;
    for line in results {
        let passed = number_before(line, " passed")?;
        let failed = number_before(line, " failed")?;
        total += Counts { passed, failed };
    }
    Some(total)
}

/// The JSON report of Vitest.
pub fn vitest(report: &Path) -> Result<Counts> {
    let report = read(report)?;
    let passed = report["numPassedTests"].as_u64().context("numPassedTests")?;
    let failed = report["numFailedTests"].as_u64().context("numFailedTests")?;
    Ok(Counts { passed, failed })
}

/// The JSON report of Playwright. A test that passed at the second try has passed; Playwright names it as flaky in the
/// output, and its trace stays for whoever mends the race.
pub fn playwright(report: &Path) -> Result<Counts> {
    let stats = &read(report)?["stats"];
    let count = |field: &str| stats[field].as_u64().with_context(|| field.to_owned());
    Ok(Counts { passed: count("expected")? + count("flaky")?, failed: count("unexpected")? })
}

fn read(report: &Path) -> Result<Value> {
    let text = std::fs::read(report).with_context(|| report.display().to_string())?;
    Ok(serde_json::from_slice(&text)?)
}

/// The number that stands right before a word.
fn number_before(text: &str, word: &str) -> Option<u64> {
    text[..text.find(word)?].rsplit(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_summary_of_nextest() {
        let text = "  PASS x\n     Summary [   0.004s] 5 tests run: 4 passed (1 slow), 1 timed out, 2 skipped\n";
        assert_eq!(nextest(text), Some(Counts { passed: 4, failed: 1 }));
    }

    #[test]
    fn reads_a_cancelled_run_of_nextest() {
        let text = "Summary [ 0.1s] 3/9 tests run: 2 passed, 1 failed, 0 skipped";
        assert_eq!(nextest(text), Some(Counts { passed: 2, failed: 1 }));
    }

    #[test]
    fn adds_up_the_binaries_of_libtest() {
        let text = "test result: ok. 3 passed; 0 failed; 0 ignored\ntest result: FAILED. 2 passed; 1 failed; 0 ignored";
        assert_eq!(libtest(text), Some(Counts { passed: 5, failed: 1 }));
    }

    #[test]
    fn a_run_that_counted_nothing_failed() {
        assert_eq!(nextest("error: could not compile"), None);
        assert_eq!(libtest("error: could not compile"), None);
        assert_eq!(Counts::default().ended(false), Counts::FAILED);
    }
}
