//! `cargo xtask city`: the CSV files of a company with many houses, for trials and benchmarks. The same arguments give
//! the same files, byte for byte.

mod dwelling;
mod files;
mod people;
mod random;
mod service;
mod statement;

use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};

use dwelling::House;
use files::Files;
use random::Random;

#[derive(clap::Args)]
pub struct Args {
    /// CSV with the columns `address` and `built`
    #[arg(long)]
    houses: PathBuf,
    /// How many of the houses, spread over the whole list
    #[arg(long, default_value_t = 300)]
    take: usize,
    /// Accounts in each house
    #[arg(long, default_value_t = 40)]
    accounts: u32,
    /// Month of the statements
    #[arg(long, default_value = "2026-10")]
    period: String,
    /// Folder for the files
    #[arg(long)]
    out: PathBuf,
    /// Another seed is another city
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub fn run(args: &Args) -> Result<()> {
    ensure!(is_month(&args.period), "a period is a year and a month, 2026-10, not {}", args.period);
    let addresses = addresses(args)?;
    let mut files = Files::create(&args.out)?;
    for (index, address) in addresses.into_iter().enumerate() {
        let mut random = Random::new(args.seed, u64::try_from(index)?);
        let house = House::new(index, address, args.accounts, &mut random);
        files.write(&house, &args.period, &mut random)?;
    }
    let count = files.finish()?;
    println!("{count} accounts and statements of {} in {}", args.period, args.out.display());
    Ok(())
}

fn is_month(text: &str) -> bool {
    let month = |text: &str| text.len() == 2 && text.parse().is_ok_and(|month| (1..=12).contains(&month));
    let year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('-').is_some_and(|(of_year, of_month)| year(of_year) && month(of_month))
}

fn addresses(args: &Args) -> Result<Vec<String>> {
    let mut reader =
        csv::Reader::from_path(&args.houses).with_context(|| format!("{} does not read", args.houses.display()))?;
    let column = reader.headers()?.iter().position(|title| title == "address").context("no column `address`")?;
    let all: Vec<String> = reader
        .records()
        .map(|line| Ok(line?.get(column).context("a line without an address")?.to_owned()))
        .collect::<Result<_>>()?;
    ensure!((1..=all.len()).contains(&args.take), "--take is 1 to {}", all.len());
    Ok((0..args.take).map(|index| all[index * all.len() / args.take].clone()).collect())
}

#[cfg(test)]
mod tests {
    use super::is_month;

    #[test]
    fn a_month_that_does_not_exist_is_refused() {
        assert!(is_month("2026-10"));
        for text in ["2026-13", "2026-1", "26-10", "2026"] {
            assert!(!is_month(text), "{text}");
        }
    }
}
