//! Writes sample receipts into a directory and says how long each took, for whoever edits the template:
//! `cargo run --release -p kabinet-document --example samples -- DIRECTORY [ROUNDS]`

use std::path::PathBuf;
use std::time::Instant;

#[expect(clippy::unwrap_used, reason = "the samples are those of the tests")]
#[path = "../tests/samples.rs"]
mod samples;

/// How often each is typeset once more, where nothing is said.
const ROUNDS: u32 = 20;

#[expect(clippy::disallowed_methods, reason = "a program that measures time")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let directory = PathBuf::from(std::env::args().nth(1).ok_or("name a directory for the receipts")?);
    let rounds = std::env::args().nth(2).map_or(Ok(ROUNDS), |rounds| rounds.parse())?;
    let start = Instant::now();
    document::warm_up()?;
    println!("assets {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let receipts = [
        ("everyday", samples::everyday()),
        ("long", samples::long()),
        ("overpaid", samples::overpaid()),
        ("published", samples::published()),
        ("several-recipients", samples::several_recipients()),
        ("wrong-requisites", samples::wrong_requisites()),
        ("long-names", samples::saying(&samples::long_name())),
        ("unbroken", samples::saying_everywhere(&"Ы".repeat(300))),
    ];
    for (name, receipt) in receipts {
        let start = Instant::now();
        let pdf = document::receipt_pdf(&receipt)?;
        let first = start.elapsed().as_secs_f64() * 1e3;
        let start = Instant::now();
        for round in 0..rounds {
            let mut receipt = receipt.clone();
            receipt.residents = Some(round);
            document::receipt_pdf(&receipt)?;
        }
        let each = start.elapsed().as_secs_f64() * 1e3 / f64::from(rounds.max(1));
        println!("{name}: first {first:.1} ms, then {each:.1} ms, {} bytes", pdf.len());
        std::fs::write(directory.join(format!("{name}.pdf")), pdf)?;
    }
    Ok(())
}
