//! `kabinet`: exchange keys for operators; loads and closings for companies without a programmer.

mod args;
mod client;
mod files;
mod keys;
mod load;
mod operator;
mod payments;
mod period;
mod sessions;
mod shops;
mod typos;
mod usage;

use std::process::ExitCode;

use clap::Parser;

use args::{Command, Kabinet};

/// Some rows were rejected; the others were loaded.
const SOME_REJECTED: u8 = 3;
const CALLED_WRONGLY: u8 = 2;

fn main() -> ExitCode {
    let command = match Kabinet::try_parse() {
        Ok(kabinet) => kabinet.command,
        Err(error) => return called_wrongly(&error),
    };
    let outcome = match command {
        Command::Keys(keys) => keys::run(keys).map(|()| ExitCode::SUCCESS),
        Command::Sessions(command) => sessions::run(command).map(|()| ExitCode::SUCCESS),
        Command::Typos(command) => typos::run(command).map(|()| ExitCode::SUCCESS),
        Command::Shops(command) => shops::run(command).map(|()| ExitCode::SUCCESS),
        Command::Load(load) => load::run(&load).map(of_load),
        Command::Close(close) => period::close(&close).map(|()| ExitCode::SUCCESS),
        Command::Payments(command) => payments::run(&command).map(|()| ExitCode::SUCCESS),
        Command::Reopen(reopen) => period::reopen(&reopen).map(|()| ExitCode::SUCCESS),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("{error:#}");
        ExitCode::FAILURE
    })
}

fn called_wrongly(error: &clap::Error) -> ExitCode {
    let Some(sentence) = usage::sentence(error) else { error.exit() };
    eprintln!("{sentence} Справка: kabinet --help");
    ExitCode::from(CALLED_WRONGLY)
}

fn of_load(everything_was_taken: bool) -> ExitCode {
    if everything_was_taken { ExitCode::SUCCESS } else { ExitCode::from(SOME_REJECTED) }
}
